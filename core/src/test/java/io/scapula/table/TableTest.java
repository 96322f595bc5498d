package io.scapula.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableTest {
    private static final Column NAME = new Column("proc.name", ColumnType.TEXT, "name of the process");
    private static final Column EXIT_CODE = new Column("exit_code", ColumnType.INTEGER, "as a runtime reports it");
    private static final Column EVIDENCE = new Column("evidence", ColumnType.EVENTS, "the events that say so");

    @Test
    void givesBackEveryTypeOfValue() {
        Table table = Table.builder(
                        "all",
                        NAME,
                        EXIT_CODE,
                        new Column("confidence", ColumnType.DECIMAL, ""),
                        new Column("open", ColumnType.BOOLEAN, ""),
                        new Column("time", ColumnType.TIME, ""),
                        new Column("duration_ns", ColumnType.DURATION, ""),
                        EVIDENCE)
                .addRow("sh", 137, 0.95, true, 1_795_438_755_007_571_331L, 24_200_000L, new long[] {33167, 33719})
                .build();

        assertThat(table.text(0, "proc.name")).isEqualTo("sh");
        assertThat(table.integer(0, "exit_code")).isEqualTo(137);
        assertThat(table.decimal(0, "confidence")).isEqualTo(0.95);
        assertThat(table.isTrue(0, "open")).isTrue();
        assertThat(table.timeNanos(0, "time")).isEqualTo(1_795_438_755_007_571_331L);
        assertThat(table.durationNanos(0, "duration_ns")).isEqualTo(24_200_000L);
        assertThat(table.events(0, "evidence")).containsExactly(33167, 33719);
    }

    @Test
    void boxesValuesForThoseWhoDoNotKnowTheType() {
        Table table = Table.builder("shells", NAME, EXIT_CODE, EVIDENCE)
                .addRow("sh", 137, null)
                .build();

        assertThat(table.value(0, 0)).isEqualTo("sh");
        assertThat(table.value(0, "exit_code")).isEqualTo(137L);
        assertThat(table.value(0, "evidence")).isNull();
    }

    @Test
    void keepsRowsInTheOrderInWhichTheyWereAdded() {
        Table.Builder builder = Table.builder("numbers", EXIT_CODE);
        for (int number = 0; number < 1000; number++) {
            builder.addRow(number * 7);
        }

        Table table = builder.build();

        assertThat(table.rowCount()).isEqualTo(1000);
        assertThat(table.integer(0, 0)).isZero();
        assertThat(table.integer(999, 0)).isEqualTo(6993);
    }

    @Test
    void takesNullForNotRecorded() {
        Table table = Table.builder("shells", NAME).addRow((Object) null).build();

        assertThat(table.isAbsent(0, "proc.name")).isTrue();
        assertThat(table.absence(0, "proc.name")).contains(Absence.NOT_RECORDED);
    }

    @ParameterizedTest
    @EnumSource(Absence.class)
    void keepsTheReasonOfAnAbsence(Absence reason) {
        Table table = Table.builder("shells", EXIT_CODE).addRow(reason).build();

        assertThat(table.isAbsent(0, 0)).isTrue();
        assertThat(table.absence(0, 0)).contains(reason);
    }

    @Test
    void tellsZeroAndTheEmptyTextFromAbsence() {
        Table table = Table.builder("shells", NAME, EXIT_CODE, EVIDENCE)
                .addRow("", 0, new long[0])
                .build();

        assertThat(table.isAbsent(0, 0)).isFalse();
        assertThat(table.absence(0, 1)).isEmpty();
        assertThat(table.isAbsent(0, 2)).isFalse();
    }

    @Test
    void leavesCellsThatNobodySetsNotRecorded() {
        Table.Builder builder = Table.builder("shells", NAME, EXIT_CODE);
        builder.row().set("exit_code", 1);

        Table table = builder.build();

        assertThat(table.absence(0, "proc.name")).contains(Absence.NOT_RECORDED);
        assertThat(table.integer(0, "exit_code")).isEqualTo(1);
    }

    @Test
    void letsARowBeFilledInAfterLaterOnesBegan() {
        Table.Builder builder = Table.builder("shells", NAME, EXIT_CODE);
        RowBuilder first = builder.row().set("proc.name", "sh").set("exit_code", Absence.UNREADABLE);
        builder.addRow("bash", 0);
        first.set("exit_code", 137);

        Table table = builder.build();

        assertThat(table.integer(0, "exit_code")).isEqualTo(137);
        assertThat(table.text(1, "proc.name")).isEqualTo("bash");
    }

    @Test
    void forgetsAValueThatIsReplacedByAnAbsence() {
        Table.Builder builder = Table.builder("shells", NAME);
        builder.row().set("proc.name", "sh").set("proc.name", Absence.CUT_BY_SNAPLEN);

        Table table = builder.build();

        assertThat(table.value(0, 0)).isNull();
        assertThat(table.absence(0, 0)).contains(Absence.CUT_BY_SNAPLEN);
    }

    @Test
    void refusesAValueOfAnotherTypeAndNamesColumnAndType() {
        Table.Builder builder = Table.builder("shells", NAME, EXIT_CODE);

        assertThatThrownBy(() -> builder.addRow("sh", "137"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("table shells: column exit_code is INTEGER and takes a long, not String");
        assertThatThrownBy(() -> builder.row().set("proc.name", 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("table shells: column proc.name is TEXT and takes a String, not Integer");
    }

    @Test
    void refusesAWholeNumberForADecimalAndADecimalForAWholeNumber() {
        Table.Builder decimals = Table.builder("d", new Column("confidence", ColumnType.DECIMAL, ""));
        Table.Builder integers = Table.builder("i", EXIT_CODE);

        assertThatThrownBy(() -> decimals.addRow(1)).hasMessageContaining("DECIMAL");
        assertThatThrownBy(() -> integers.addRow(1.0)).hasMessageContaining("INTEGER");
    }

    @Test
    void refusesEvidenceThatIsNoEventNumber() {
        Table.Builder builder = Table.builder("shells", EVIDENCE);

        assertThatThrownBy(() -> builder.addRow((Object) new long[] {1, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("evidence")
                .hasMessageEndingWith("not a long[] with a number below 1");
    }

    @Test
    void refusesARowOfTheWrongLength() {
        Table.Builder builder = Table.builder("shells", NAME, EXIT_CODE);

        assertThatThrownBy(() -> builder.addRow("sh"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("table shells has 2 columns, not 1");
        assertThat(builder.rowCount()).isZero();
    }

    @Test
    void refusesColumnsThatCannotBeToldApart() {
        assertThatThrownBy(() -> Table.builder("shells", NAME, NAME))
                .hasMessageContaining("two columns named proc.name");
        assertThatThrownBy(() -> Table.builder("shells")).hasMessageContaining("at least one column");
        assertThatThrownBy(() -> new Column(" ", ColumnType.TEXT, "")).hasMessageContaining("not blank");
    }

    @Test
    void namesTheColumnsThereAreWhenAskedForOneThatIsNot() {
        Table.Builder builder = Table.builder("shells", NAME, EXIT_CODE);
        Table table = Table.builder("shells", NAME, EXIT_CODE).build();

        assertThatThrownBy(() -> table.columnIndex("comm"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("table shells has no column comm; it has proc.name, exit_code");
        assertThatThrownBy(() -> builder.row().set("comm", "sh")).hasMessageContaining("no column comm");
    }

    @Test
    void refusesToReadAnAbsentCell() {
        Table table = Table.builder("shells", EXIT_CODE)
                .addRow(Absence.NOT_APPLICABLE)
                .build();

        assertThatThrownBy(() -> table.integer(0, "exit_code"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("table shells, row 0: exit_code is absent (NOT_APPLICABLE); ask isAbsent first");
    }

    @Test
    void refusesToReadACellAsAnotherType() {
        Table table = Table.builder("shells", EXIT_CODE).addRow(1).build();

        assertThatThrownBy(() -> table.durationNanos(0, "exit_code"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("table shells: column exit_code holds INTEGER, not DURATION");
    }

    @Test
    void refusesRowsAndColumnsThatDoNotExist() {
        Table table = Table.builder("shells", EXIT_CODE).addRow(1).build();

        assertThatThrownBy(() -> table.integer(1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> table.integer(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> table.isAbsent(0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void doesNotChangeWithTheArraysThatWentInAndCameOut() {
        long[] given = {1, 2};
        Table table = Table.builder("shells", EVIDENCE).addRow((Object) given).build();
        given[0] = 99;
        table.events(0, 0)[1] = 99;

        assertThat(table.events(0, 0)).containsExactly(1, 2);
    }

    @Test
    void cannotBeChangedOnceBuilt() {
        Table.Builder builder = Table.builder("shells", NAME);
        RowBuilder row = builder.row();
        Table table = builder.build();

        assertThatThrownBy(() -> row.set("proc.name", "sh")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.addRow("sh")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.note("late")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
        assertThat(table.isAbsent(0, 0)).isTrue();
    }

    @Test
    void carriesNotesForPeople() {
        Table table = Table.builder("pods", List.of(NAME))
                .note("The capture holds no container metadata.")
                .note("The capture ends while 2 containers still run.")
                .build();

        assertThat(table.notes())
                .containsExactly(
                        "The capture holds no container metadata.", "The capture ends while 2 containers still run.");
    }

    @Test
    void saysItsNameAndSize() {
        Table table = Table.builder("pods", NAME, EXIT_CODE).addRow("sh", 1).build();

        assertThat(table).hasToString("Table pods (1 rows, 2 columns)");
    }
}
