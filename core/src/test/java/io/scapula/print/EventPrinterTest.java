package io.scapula.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.event.EventReplay;
import io.scapula.field.Fields;
import io.scapula.format.CaptureReader;
import io.scapula.format.ReadOptions;
import io.scapula.format.testing.EventBytes;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import io.scapula.text.BufferFormat;
import io.scapula.text.DisplayOptions;
import io.scapula.text.EventTime;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats and the lines they make of events: {@code filter-language}, section 13. */
class EventPrinterTest {
    private static final int O_RDONLY = 1;
    private static final int AT_FDCWD = -100;

    /** A process opens a file, and another event tells of no descriptor. */
    private static byte[] capture() {
        return Workload.start()
                .running(Task.process(10).command("/usr/bin/cat", "a.txt").cwd("/srv/"))
                .call(10, "SYSCALL_OPENAT_2", 3, AT_FDCWD, "a.txt", O_RDONLY, 0, 0, 0)
                .event(EventBytes.of("SIGNALDELIVER_E").thread(10).values(1, 10, 17))
                .toByteArray();
    }

    private static List<String> lines(String format) throws IOException {
        return lines(format, DisplayOptions.DEFAULT, false);
    }

    private static List<String> lines(String format, DisplayOptions display, boolean json) throws IOException {
        OutputFormat parsed = OutputFormat.parse(format, new Fields(display));
        EventPrinter printer = json ? EventPrinter.json(parsed, display) : EventPrinter.text(parsed, display);
        List<String> lines = new ArrayList<>();
        CaptureReader reader =
                CaptureReader.open(new ByteArrayInputStream(capture()), "test.scap", ReadOptions.DEFAULT);
        try (EventReplay replay = EventReplay.open(reader, EventReplay.Options.DEFAULT)) {
            while (replay.advance()) {
                StringBuilder line = new StringBuilder();
                if (printer.print(replay.event(), line)) {
                    lines.add(line.toString());
                } else {
                    assertThat(line).isEmpty();
                }
            }
        }
        return lines;
    }

    @Test
    void aLineIsTextWithValuesInIt() throws IOException {
        assertThat(lines("%evt.num: %proc.name opens")).containsExactly("1: cat opens", "2: cat opens");
    }

    @Test
    void anEventThatLacksAValueIsNotPrinted() throws IOException {
        assertThat(lines("%evt.num %fd.name")).containsExactly("1 /srv/a.txt");
    }

    @Test
    void behindAStarWhatIsMissingIsSaidToBe() throws IOException {
        assertThat(lines("*%evt.num %fd.name")).containsExactly("1 /srv/a.txt", "2 <NA>");
    }

    @ParameterizedTest
    @CsvSource({"%2proc.name|, ca|", "%5proc.name|, cat  |", "%10evt.type|, openat    |", "%3fd.num|, 3  |"})
    void aWidthFillsUpOrCuts(String format, String line) throws IOException {
        assertThat(lines(format)).first().isEqualTo(line);
    }

    @Test
    void aWidthFillsUpWhatIsMissing() throws IOException {
        assertThat(lines("*%6fd.num|")).containsExactly("3     |", "<NA>  |");
    }

    @ParameterizedTest
    @CsvSource({
        "%proc.namex, catx",
        "%proc.name.x, cat.x",
        "%proc.name/%fd.num, cat/3",
        "(%proc.name), (cat)",
        "%evt.arg.flags.x, O_RDONLY.x",
        "%evt.num%evt.num, 11",
        "%proc.args[0], a.txt",
        "%proc.name[0], cat[0]"
    })
    void theLongestTextThatIsAFieldCounts(String format, String line) throws IOException {
        assertThat(lines(format)).first().isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        "%toupper(proc.name), CAT",
        "%basename(fd.name)!, a.txt!",
        "%6len(proc.name)|, 3     |",
        "'%concat(proc.name, \"()\", evt.type)', cat()openat"
    })
    void aTransformerStandsWhereAFieldMay(String format, String line) throws IOException {
        assertThat(lines(format)).first().isEqualTo(line);
    }

    @Test
    void twoPercentSignsAreOne() throws IOException {
        assertThat(lines("100%% %evt.num")).containsExactly("100% 1", "100% 2");
    }

    @Test
    void backslashesMakeTabsAndLineFeeds() throws IOException {
        assertThat(lines("%evt.num\\t%proc.name\\n-\\x")).first().isEqualTo("1\tcat\n-\\x");
    }

    @Test
    void aFormatWithoutAFieldIsPrintedForEachEvent() throws IOException {
        assertThat(lines("event")).containsExactly("event", "event");
    }

    @ParameterizedTest
    @CsvSource({
        "%proc.nmae, nonexistent field proc.nmae, proc.name, 2",
        "abc %, ends where a field was expected, '', 5",
        "%10, ends where a field was expected, '', 1",
        "%-5proc.name, nonexistent, '', 2",
        "%(x), follows '%', '', 2",
        "%fd.ip, filter only, '', 2",
        "%evt.arg, needs an argument, '', 2",
        "%99999999999999proc.name, no value is wider, '', 2",
        "%toupper(proc.nmae), nonexistent field, '', 10"
    })
    void aFormatThatMakesNoSenseIsExplained(String format, String problem, String suggestion, int column) {
        assertThatThrownBy(() -> OutputFormat.parse(format, new Fields(DisplayOptions.DEFAULT)))
                .isInstanceOfSatisfying(
                        FormatException.class, e -> assertThat(e.column()).isEqualTo(column))
                .hasMessageContaining(problem)
                .hasMessageContaining(suggestion)
                .hasMessageContaining("column " + column);
    }

    @ParameterizedTest
    @ValueSource(strings = {OutputFormat.DEFAULT, OutputFormat.CONTAINER, OutputFormat.KUBERNETES, OutputFormat.MESOS})
    void everyPresetPrintsEveryEvent(String format) throws IOException {
        assertThat(lines(format)).hasSize(2);
    }

    @Test
    void jsonHasTheFieldsInOrderWithTypes() throws IOException {
        assertThat(lines("*text %proc.name %evt.num %fd.name %evt.failed", DisplayOptions.DEFAULT, true))
                .containsExactly(
                        "{\"evt.failed\":false,\"evt.num\":1,\"fd.name\":\"/srv/a.txt\",\"proc.name\":\"cat\"}",
                        "{\"evt.failed\":false,\"evt.num\":2,\"fd.name\":null,\"proc.name\":\"cat\"}");
    }

    @Test
    void jsonWithoutAStarLeavesOutWhatIsIncomplete() throws IOException {
        assertThat(lines("%fd.num", DisplayOptions.DEFAULT, true)).containsExactly("{\"fd.num\":3}");
    }

    @Test
    void jsonTimesAreNanoseconds() throws IOException {
        assertThat(lines("%evt.time", DisplayOptions.DEFAULT, true))
                .first()
                .isEqualTo("{\"evt.time\":" + Workload.START_NANOS + "}");
    }

    @Test
    void jsonHasAFieldOnce() throws IOException {
        assertThat(lines("%evt.num %evt.num", DisplayOptions.DEFAULT, true))
                .first()
                .isEqualTo("{\"evt.num\":1}");
    }

    @ParameterizedTest
    @CsvSource({
        "CLOCK, 22:13:20.001000000",
        "ABSOLUTE, 1700000000.001000000",
        "RELATIVE, 0.001000000",
        "LATENCY, 0.000000000",
        "DELTA, 0.001000000"
    })
    void theTimeIsShownAsAskedFor(EventTime time, String expected) throws IOException {
        DisplayOptions display = new DisplayOptions(BufferFormat.PRINTABLE, false, time, ZoneOffset.UTC);

        assertThat(lines("%evt.outputtime", display, false)).last().isEqualTo(expected);
    }

    @Test
    void theTimeOfDayFollowsTheZone() throws IOException {
        DisplayOptions display =
                new DisplayOptions(BufferFormat.PRINTABLE, false, EventTime.CLOCK, ZoneId.of("Asia/Kolkata"));

        assertThat(lines("%evt.time.s", display, false)).first().isEqualTo("03:43:20");
    }
}
