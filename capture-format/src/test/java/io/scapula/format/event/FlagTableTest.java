package io.scapula.format.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagTableTest {
    private static final FlagTable FILE_FLAGS = FlagTables.current().get("file_flags");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "1, O_RDONLY",
        "2, O_WRONLY",
        "3, O_RDWR",
        "7, O_RDWR O_CREAT",
        "5, O_CREAT O_RDONLY",
        "6, O_CREAT O_WRONLY"
    })
    void openFlagsNameReadWriteOnceAndInTheOrderOfTheTable(long value, String names) {
        assertThat(FILE_FLAGS.namesOfBits(value)).containsExactlyInAnyOrder(names.split(" "));
        assertThat(String.join(" ", FILE_FLAGS.namesOfBits(value))).isEqualTo(inTableOrder(names));
    }

    private static String inTableOrder(String names) {
        List<String> wanted = List.of(names.split(" "));
        return String.join(
                " ",
                FILE_FLAGS.entries().stream()
                        .map(FlagTable.Entry::name)
                        .filter(wanted::contains)
                        .toList());
    }

    @Test
    void readWriteStandsBeforeItsParts() {
        List<String> order =
                FILE_FLAGS.entries().stream().map(FlagTable.Entry::name).toList();

        assertThat(order.indexOf("O_RDWR")).isLessThan(order.indexOf("O_WRONLY"));
        assertThat(order.indexOf("O_WRONLY")).isLessThan(order.indexOf("O_RDONLY"));
    }

    @Test
    void zeroIsNamedOnlyIfTheTableNamesIt() {
        FlagTable withZero = table(new FlagTable.Entry(0, "NONE"), new FlagTable.Entry(1, "ONE"));
        FlagTable withoutZero = table(new FlagTable.Entry(1, "ONE"));

        assertThat(withZero.namesOfBits(0)).containsExactly("NONE");
        assertThat(withZero.namesOfBits(1)).containsExactly("ONE");
        assertThat(withoutZero.namesOfBits(0)).isEmpty();
    }

    @Test
    void anEntryNeedsAllItsBits() {
        FlagTable table = table(new FlagTable.Entry(6, "BOTH"), new FlagTable.Entry(2, "ONE"));

        assertThat(table.namesOfBits(6)).containsExactly("BOTH");
        assertThat(table.namesOfBits(3)).containsExactly("ONE");
    }

    @Test
    void theWalkStopsAtTheEntryThatIsTheWholeValue() {
        FlagTable table =
                table(new FlagTable.Entry(4, "FOUR"), new FlagTable.Entry(6, "SIX"), new FlagTable.Entry(2, "TWO"));

        assertThat(table.namesOfBits(6)).containsExactly("FOUR");
    }

    @Test
    void unknownBitsAreLeftOut() {
        FlagTable table = table(new FlagTable.Entry(1, "ONE"));

        assertThat(table.namesOfBits(0x81)).containsExactly("ONE");
        assertThat(table.namesOfBits(0x80)).isEmpty();
    }

    @Test
    void enumerationsGiveEveryNameOfTheValue() {
        FlagTable table =
                table(new FlagTable.Entry(1, "A"), new FlagTable.Entry(2, "B"), new FlagTable.Entry(1, "ALSO_A"));

        assertThat(table.namesOfValue(1)).containsExactly("A", "ALSO_A");
        assertThat(table.nameOf(1)).isEqualTo("A");
        assertThat(table.namesOfValue(3)).isEmpty();
        assertThat(table.nameOf(3)).isNull();
    }

    @Test
    void tablesAreFoundByName() {
        assertThat(FlagTables.current().find("file_flags")).isSameAs(FILE_FLAGS);
        assertThat(FlagTables.current().find("no_such_flags")).isNull();
        assertThat(FlagTables.current().all()).contains(FILE_FLAGS);
        assertThatThrownBy(() -> FlagTables.current().get("no_such_flags"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no flag table 'no_such_flags'; known: [");
    }

    private static FlagTable table(FlagTable.Entry... entries) {
        return new FlagTable("test", List.of(entries));
    }
}
