package io.scapula.table.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.table.Absence;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRendererTest {
    private static final Column TEXT = new Column("proc.cmdline", ColumnType.TEXT, "");

    @Test
    void writesNamesThenOneRecordARow() throws IOException {
        Table table = Table.builder(
                        "all",
                        TEXT,
                        new Column("exit_code", ColumnType.INTEGER, ""),
                        new Column("confidence", ColumnType.DECIMAL, ""),
                        new Column("open", ColumnType.BOOLEAN, ""),
                        new Column("time", ColumnType.TIME, ""),
                        new Column("duration_ns", ColumnType.DURATION, ""),
                        new Column("evidence", ColumnType.EVENTS, ""))
                .addRow("sh", -1, 0.95, false, 1_795_438_755_007_571_331L, 24_200_000L, new long[] {1, 22})
                .addRow("ls", 0, 1e7, true, 0L, 0L, new long[] {3})
                .build();

        assertThat(render(table)).isEqualTo("""
                        proc.cmdline,exit_code,confidence,open,time,duration_ns,evidence
                        sh,-1,0.95,false,2026-11-23T12:59:15.007571331Z,24200000,1 22
                        ls,0,10000000,true,1970-01-01T00:00:00.000000000Z,0,3
                        """);
    }

    @Test
    void tellsAnAbsentCellFromAnEmptyOne() throws IOException {
        Table table = Table.builder("t", TEXT, new Column("evidence", ColumnType.EVENTS, ""))
                .addRow(Absence.UNREADABLE, null)
                .addRow("", new long[0])
                .build();

        assertThat(render(table)).isEqualTo("proc.cmdline,evidence\n,\n\"\",\"\"\n");
    }

    @Test
    void quotesWhatWouldEndACell() throws IOException {
        assertThat(cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(cell("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
        assertThat(cell("two\nlines")).isEqualTo("\"two\nlines\"");
        assertThat(cell("a\r\nb")).isEqualTo("\"a\r\nb\"");
        assertThat(cell("a\tb")).isEqualTo("\"a\tb\"");
        assertThat(cell(" a")).isEqualTo("\" a\"");
        assertThat(cell("a b")).isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-bash", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＠x"})
    void disarmsWhatASpreadsheetWouldTakeForAFormula(String text) throws IOException {
        assertThat(cell(text).replace("\"", "")).isEqualTo("'" + text);
    }

    @Test
    void disarmsAFormulaThatAlsoNeedsQuotes() throws IOException {
        assertThat(cell("=HYPERLINK(\"http://x\",1)")).isEqualTo("\"'=HYPERLINK(\"\"http://x\"\",1)\"");
    }

    @Test
    void leavesFormulaCharactersThatDoNotComeFirst() throws IOException {
        assertThat(cell("a=b+c-d@e")).isEqualTo("a=b+c-d@e");
    }

    @Test
    void leavesNegativeNumbersAlone() throws IOException {
        Table table = Table.builder(
                        "t",
                        new Column("exit_code", ColumnType.INTEGER, ""),
                        new Column("ratio", ColumnType.DECIMAL, ""),
                        new Column("duration_ns", ColumnType.DURATION, ""))
                .addRow(-1, -0.5, -7L)
                .build();

        assertThat(render(table)).endsWith("\n-1,-0.5,-7\n");
    }

    @Test
    void escapesControlCharactersThatQuotesDoNotCover() throws IOException {
        assertThat(cell("\u001b[2J")).isEqualTo("\\x1b[2J");
        assertThat(cell("a\u009bb\u007fc\0")).isEqualTo("a\\x9bb\\x7fc\\x00");
        assertThat(cell("exe\u202etxt.sh")).isEqualTo("exe\\u202etxt.sh");
        assertThat(cell("\ud800")).isEqualTo("\\ud800");
    }

    @Test
    void quotesAndEscapesColumnNamesToo() throws IOException {
        Table table = Table.builder("sql", new Column("count(*), \u001b", ColumnType.INTEGER, ""))
                .build();

        assertThat(render(table)).isEqualTo("\"count(*), \\x1b\"\n");
    }

    @Test
    void writesOnlyTheNamesOfAnEmptyTable() throws IOException {
        assertThat(render(Table.builder("t", TEXT).build())).isEqualTo("proc.cmdline\n");
    }

    @Test
    void handsOnWhatItHasBeforeTheOutputFails() {
        Table table = Table.builder("t", TEXT).addRow("first").addRow("second").build();
        LimitedOutput out = new LimitedOutput("proc.cmdline\nfirst\n".length());

        assertThatThrownBy(() -> new CsvRenderer().render(table, out)).isInstanceOf(IOException.class);

        assertThat(out).hasToString("proc.cmdline\nfirst\n");
    }

    private static String cell(String text) throws IOException {
        String rendered = render(Table.builder("t", TEXT).addRow(text).build());
        return rendered.substring("proc.cmdline\n".length(), rendered.length() - 1);
    }

    private static String render(Table table) throws IOException {
        StringBuilder out = new StringBuilder();
        new CsvRenderer().render(table, out);
        return out.toString();
    }
}
