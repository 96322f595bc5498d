package io.scapula.table.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.table.Absence;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import io.scapula.table.render.TimeFormat.Precision;
import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRendererTest {
    private static final long NOON = 1_795_438_755_007_571_331L;
    private static final Column TIME = new Column("time", ColumnType.TIME, "");
    private static final Column NAME = new Column("proc.name", ColumnType.TEXT, "");
    private static final Column COMMAND = new Column("proc.cmdline", ColumnType.TEXT, "");
    private static final Column CONTAINER = new Column("container.id", ColumnType.TEXT, "");
    private static final Column POD = new Column("k8s.pod.name", ColumnType.TEXT, "");
    private static final Column EXIT_CODE = new Column("exit_code", ColumnType.INTEGER, "");
    private static final Column DURATION = new Column("duration_ns", ColumnType.DURATION, "");
    private static final Column EVIDENCE = new Column("evidence", ColumnType.EVENTS, "");

    @Test
    void alignsNumbersRightAndAllElseLeft() throws IOException {
        Table table = Table.builder(
                        "shells",
                        TIME,
                        NAME,
                        EXIT_CODE,
                        DURATION,
                        new Column("confidence", ColumnType.DECIMAL, ""),
                        new Column("open", ColumnType.BOOLEAN, ""),
                        EVIDENCE)
                .addRow(NOON, "sh", 137, 3_720_000_000_000L, 0.95, true, new long[] {33167, 33719, 1, 2, 3, 4})
                .addRow(NOON + 1_000_000, "nginx", Absence.NOT_APPLICABLE, 24_200_000L, 1.0, false, new long[] {5})
                .build();

        assertThat(render(table, 0)).isEqualTo("""
                        time                     proc.name  exit_code  duration_ns  confidence  open   evidence
                        2026-11-23 12:59:15.007  sh               137        1h02m        0.95  true   33167,33719,+4
                        2026-11-23 12:59:15.008  nginx              -       24.2ms           1  false  5
                        """);
    }

    @Test
    void alignsANumberInTheLastColumn() throws IOException {
        Table table = Table.builder("t", NAME, EXIT_CODE).addRow("sh", 1).build();

        assertThat(render(table, 0)).isEqualTo("proc.name  exit_code\nsh                 1\n");
    }

    @Test
    void showsThreeEventsInFullAndCountsTheRestOfMore() throws IOException {
        Table table = Table.builder("t", EVIDENCE)
                .addRow((Object) new long[] {1, 2, 3})
                .addRow((Object) new long[] {1, 2, 3, 4})
                .build();

        assertThat(render(table, 0)).isEqualTo("evidence\n1,2,3\n1,2,+2\n");
    }

    @Test
    void tellsAbsentFromEmptyCells() throws IOException {
        Table table = Table.builder("t", NAME, EVIDENCE)
                .addRow(null, null)
                .addRow("", new long[0])
                .build();

        assertThat(render(table, 0)).isEqualTo("proc.name  evidence\n-          -\n\"\"         []\n");
    }

    @Test
    void writesTimesInTheZoneAndPrecisionAskedFor() throws IOException {
        Table table = Table.builder("t", TIME).addRow(NOON).build();
        StringBuilder out = new StringBuilder();

        new TextRenderer(80, new TimeFormat(ZoneId.of("Asia/Tokyo"), Precision.NANOS)).render(table, out);

        assertThat(out).hasToString("time\n2026-11-23 21:59:15.007571331\n");
    }

    @Test
    void alignsWideAndCombiningCharactersByTheColumnsTheyTake() throws IOException {
        Table table = Table.builder("t", NAME, EXIT_CODE)
                .addRow("容器🐳", 1)
                .addRow("cafe\u0301", 2)
                .build();

        assertThat(render(table, 0))
                .isEqualTo("proc.name  exit_code\n容器🐳             1\ncafe\u0301               2\n");
    }

    @Test
    void escapesWhatCouldSteerTheTerminal() throws IOException {
        Table table = Table.builder("t", NAME, EXIT_CODE)
                .addRow("\u001b[2J\nx", 1)
                .addRow("txt\u202eexe", 2)
                .build();

        assertThat(render(table, 0)).isEqualTo("""
                        proc.name     exit_code
                        \\x1b[2J\\nx            1
                        txt\\u202eexe          2
                        """);
    }

    @Test
    void printsTheNamesOfAnEmptyTableAndSaysThatThereAreNoRows() throws IOException {
        Table table = Table.builder("t", TIME, NAME, EXIT_CODE).build();

        assertThat(render(table, 0)).isEqualTo("time  proc.name  exit_code\n(none)\n");
        assertThat(render(table, 80)).isEqualTo("time  proc.name  exit_code\n(none)\n");
        assertThat(render(table, 15)).isEqualTo("time  proc.name\nexit_code\n(none)\n");
    }

    @Test
    void cutsNothingWhenTheWidthIsUnlimited() throws IOException {
        String longCommand = "sh -c " + "x".repeat(500);
        Table table = Table.builder("t", COMMAND, EXIT_CODE)
                .addRow(longCommand, 1)
                .addRow("ls", 2)
                .build();

        String[] lines = render(table, TextRenderer.UNLIMITED).split("\n");

        assertThat(lines[1]).isEqualTo(longCommand + "          1");
        assertThat(lines[2]).hasSize(TextLayout.WIDEST_PADDING + 2 + "exit_code".length());
    }

    @Test
    void cutsTheWidestTextAtItsEndWhenTheTerminalIsNarrow() throws IOException {
        Table table = Table.builder("t", NAME, COMMAND, EXIT_CODE)
                .addRow("nginx", "nginx -g daemon off; -c /etc/nginx/nginx.conf", 1)
                .addRow("ls", "ls", 0)
                .build();

        assertThat(render(table, 40)).isEqualTo("""
                        proc.name  proc.cmdline        exit_code
                        nginx      nginx -g daemon o…          1
                        ls         ls                          0
                        """);
    }

    @Test
    void cutsNothingWhenTheTableFitsExactly() throws IOException {
        Table table = Table.builder("t", NAME, COMMAND)
                .addRow("sh", "sh -c exit 1 now")
                .build();

        assertThat(render(table, 27)).isEqualTo("proc.name  proc.cmdline\nsh         sh -c exit 1 now\n");
        assertThat(render(table, 26)).isEqualTo("proc.name  proc.cmdline\nsh         sh -c exit 1 n…\n");
    }

    @Test
    void makesWideTextsEvenBeforeItCutsNarrowOnes() throws IOException {
        Table table = Table.builder("t", COMMAND, POD, CONTAINER)
                .addRow("c".repeat(60), "p".repeat(40), "i".repeat(12))
                .build();

        String row = render(table, 66).split("\n")[1];

        assertThat(row).isEqualTo("c".repeat(24) + "…  " + "p".repeat(24) + "…  " + "i".repeat(12));
    }

    @Test
    void neverCutsAnIdBelowTwelveCharacters() throws IOException {
        Table table = Table.builder("t", new Column("id", ColumnType.TEXT, ""), COMMAND)
                .addRow("3ad7b26ded6d8e7b23da7d48fe889434573036c27ae5a74837233de441c3601e", "c".repeat(100))
                .build();

        assertThat(render(table, 26)).contains("3ad7b26ded6…  ccccccccccc…\n");
        assertThat(render(table, 25)).startsWith("id:           3ad7b26ded6d8e7b23da7d48fe889434573036c27ae5");
    }

    @Test
    void leavesOutColumnsWithoutAnyValueOnlyWhenTheTableIsTooWideAndSaysSo() throws IOException {
        Table table = Table.builder("t", NAME, POD, EXIT_CODE, CONTAINER)
                .addRow("sh", null, 1, Absence.NOT_APPLICABLE)
                .addRow("ls", null, 0, null)
                .build();

        assertThat(render(table, 48)).isEqualTo("""
                        proc.name  k8s.pod.name  exit_code  container.id
                        sh         -                     1  -
                        ls         -                     0  -
                        """);
        assertThat(render(table, 47)).isEqualTo("""
                        proc.name  exit_code
                        sh                 1
                        ls                 0
                        (no value in any row: k8s.pod.name,
                        container.id)
                        """);
    }

    @Test
    void saysTheDayOnceWhereItIsTheSameForAll() throws IOException {
        Table table = Table.builder("t", TIME, COMMAND)
                .addRow(NOON, "c".repeat(40))
                .addRow(NOON + 1_000_000_000L, "ls")
                .build();

        assertThat(render(table, 65)).contains("2026-11-23 12:59:15.007  " + "c".repeat(40));
        assertThat(render(table, 60)).isEqualTo("""
                        time          proc.cmdline
                        12:59:15.007  cccccccccccccccccccccccccccccccccccccccc
                        12:59:16.007  ls
                        (times of 2026-11-23)
                        """);
    }

    @Test
    void tellsTimesInFullWhereDaysDiffer() throws IOException {
        Table table = Table.builder("t", TIME, COMMAND)
                .addRow(NOON, "c".repeat(60))
                .addRow(NOON + 86_400_000_000_000L, "ls")
                .build();

        assertThat(render(table, 60)).contains("2026-11-23 12:59:15.007  ").contains("2026-11-24 12:59:15.007  ");
    }

    @Test
    void saysOnceWhatIsTheSameInEveryRowBeforeTextsGetShort() throws IOException {
        Table table = Table.builder("t", NAME, COMMAND, CONTAINER, EXIT_CODE)
                .addRow("sh", "c".repeat(40), "3ad7b26ded6d", 1)
                .addRow("ls", "c".repeat(30), "3ad7b26ded6d", 0)
                .build();

        assertThat(render(table, 66)).contains("3ad7b26ded6d          1\n");
        assertThat(render(table, 60)).isEqualTo("""
                        proc.name  proc.cmdline                            exit_code
                        sh         ccccccccccccccccccccccccccccccccccccc…          1
                        ls         cccccccccccccccccccccccccccccc                  0
                        (the same in every row: container.id 3ad7b26ded6d)
                        """);
    }

    @Test
    void sentencesGoOnInFurtherLines() throws IOException {
        Table table = Table.builder("t", NAME, new Column("summary", ColumnType.TEXT, ""))
                .prose("summary")
                .addRow("sh", "It exited with 1 since the file that it needs is not there, which nobody had expected.")
                .addRow("ls", "It ran.")
                .build();

        assertThat(render(table, 60)).isEqualTo("""
                        proc.name  summary
                        sh         It exited with 1 since the file that it needs is
                                   not there, which nobody had expected.
                        ls         It ran.
                        """);
    }

    @Test
    void aWordThatIsLongerThanALineIsBroken() throws IOException {
        Table table = Table.builder("t", new Column("summary", ColumnType.TEXT, ""))
                .prose("summary")
                .addRow("p".repeat(500))
                .build();

        assertThat(render(table, 50))
                .isEqualTo("summary\n" + ("p".repeat(50) + "\n").repeat(5) + "p".repeat(49) + "…\n");
    }

    @Test
    void writesRecordsWhenTheColumnsDoNotFit() throws IOException {
        Table table = Table.builder("t", TIME, NAME, COMMAND, EXIT_CODE, POD)
                .addRow(NOON, "sh", "sh -c 'while true; do sleep 1; done'", 137, null)
                .addRow(NOON, "ls", "ls", 0, null)
                .build();

        assertThat(render(table, 30)).isEqualTo("""
                        time:         2026-11-23 12:59:15.007
                        proc.name:    sh
                        proc.cmdline: sh -c 'while true; do sleep 1; done'
                        exit_code:    137
                        k8s.pod.name: -

                        time:         2026-11-23 12:59:15.007
                        proc.name:    ls
                        proc.cmdline: ls
                        exit_code:    0
                        k8s.pod.name: -
                        """);
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 60, 80, 120, 160, 250})
    void neverWritesALineWiderThanTheTerminalUnlessItWritesRecords(int width) throws IOException {
        Table table = Table.builder("t", NAME, COMMAND, CONTAINER, EXIT_CODE)
                .addRow("容器容器容器容器容器容器容器容器", "🐳".repeat(90), "3ad7b26ded6d", 1)
                .addRow("a".repeat(33), "\u001b".repeat(50), "e\u0301".repeat(20), -1)
                .build();

        assertThat(render(table, width).lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(width));
    }

    @Test
    void leavesNoBlanksAtTheEndOfALine() throws IOException {
        Table table = Table.builder("t", EXIT_CODE, NAME)
                .addRow(1, "a")
                .addRow(2, "a longer name")
                .build();

        assertThat(render(table, 80).lines()).noneMatch(line -> line.endsWith(" "));
    }

    @Test
    void doesNotPrintNotes() throws IOException {
        Table table = Table.builder("t", NAME).addRow("sh").note("Beware.").build();

        assertThat(render(table, 80)).doesNotContain("Beware");
    }

    @Test
    void refusesANegativeWidth() {
        assertThatThrownBy(() -> new TextRenderer(-1, ZoneOffset.UTC)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String render(Table table, int width) throws IOException {
        StringBuilder out = new StringBuilder();
        new TextRenderer(width, ZoneOffset.UTC).render(table, out);
        return out.toString();
    }
}
