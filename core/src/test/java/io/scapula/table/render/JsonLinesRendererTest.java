package io.scapula.table.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.scapula.table.Absence;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesRendererTest {
    private static final Column TEXT = new Column("text", ColumnType.TEXT, "");

    @Test
    void writesOneObjectARowWithKeysInColumnOrder() throws IOException {
        Table table = Table.builder(
                        "all",
                        new Column("time", ColumnType.TIME, ""),
                        new Column("proc.name", ColumnType.TEXT, ""),
                        new Column("exit_code", ColumnType.INTEGER, ""),
                        new Column("confidence", ColumnType.DECIMAL, ""),
                        new Column("open", ColumnType.BOOLEAN, ""),
                        new Column("duration_ns", ColumnType.DURATION, ""),
                        new Column("evidence", ColumnType.EVENTS, ""))
                .addRow(1_795_438_755_007_571_331L, "sh", 137, 0.95, true, 24_200_000L, new long[] {33167, 33719})
                .addRow(0L, "ls", 0, 1e7, false, 0L, new long[0])
                .build();

        assertThat(render(table)).isEqualTo("""
                        {"time":"2026-11-23T12:59:15.007571331Z","proc.name":"sh","exit_code":137,"confidence":0.95,\
                        "open":true,"duration_ns":24200000,"evidence":[33167,33719]}
                        {"time":"1970-01-01T00:00:00.000000000Z","proc.name":"ls","exit_code":0,"confidence":10000000,\
                        "open":false,"duration_ns":0,"evidence":[]}
                        """);
    }

    @Test
    void writesNullForEveryAbsence() throws IOException {
        Table table = Table.builder("t", TEXT, new Column("exit_code", ColumnType.INTEGER, ""))
                .addRow(null, Absence.NOT_APPLICABLE)
                .addRow(Absence.CUT_BY_SNAPLEN, Absence.UNREADABLE)
                .build();

        assertThat(render(table)).isEqualTo("{\"text\":null,\"exit_code\":null}\n{\"text\":null,\"exit_code\":null}\n");
    }

    @Test
    void writesNothingForAnEmptyTable() throws IOException {
        assertThat(render(Table.builder("t", TEXT).build())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"quoted\" and \\back\\slashed\\",
                "two\nlines\ttab\r\b\f",
                "\0\u0001\u001b[2J\u007f",
                "\u0085\u009b\u2028\u2029\u202e\u200b\ufeff",
                "容器 🐳 é",
                "</script>",
                "\uffff\ufffe",
            })
    void writesOddTextsThatReadBackTheSame(String text) throws IOException {
        String line = render(Table.builder("t", TEXT).addRow(text).build());

        assertThat(valueOf(line)).isEqualTo(text);
        assertThat(line.chars().filter(c -> c == '\n').count()).isEqualTo(1);
    }

    @Test
    void escapesWhatCouldSteerATerminal() throws IOException {
        Table table = Table.builder("t", TEXT)
                .addRow("\u001b\u007f\u009b\u202e\u200b\u2028é")
                .build();

        assertThat(render(table)).isEqualToIgnoringCase("{\"text\":\"\\u001b\\u007f\\u009b\\u202e\\u200b\\u2028é\"}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\ud83d", "\udc33b", "\udc33\ud83d", "\ud83d\ud83d\udc33"})
    void replacesHalvesOfSurrogatePairsSoThatTheJsonIsValid(String text) throws IOException {
        String line = render(Table.builder("t", TEXT).addRow(text).build());

        String readBack = valueOf(line);
        assertThat(new String(readBack.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(readBack)
                .hasSameSizeAs(text)
                .contains("\ufffd");
    }

    @Test
    void keepsWholeSurrogatePairsBesideAHalf() throws IOException {
        String line =
                render(Table.builder("t", TEXT).addRow("\ud83d\ud83d\udc33").build());

        assertThat(line).isEqualTo("{\"text\":\"\ufffd🐳\"}\n");
    }

    @Test
    void writesNullForWhatIsNoNumber() throws IOException {
        Table table = Table.builder("t", new Column("ratio", ColumnType.DECIMAL, ""))
                .addRow(Double.NaN)
                .addRow(Double.POSITIVE_INFINITY)
                .build();

        assertThat(render(table)).isEqualTo("{\"ratio\":null}\n{\"ratio\":null}\n");
    }

    @Test
    void keepsNumbersThatADoubleCannotHold() throws IOException {
        Table table = Table.builder("t", new Column("n", ColumnType.INTEGER, ""))
                .addRow(Long.MAX_VALUE)
                .addRow(Long.MIN_VALUE)
                .build();

        assertThat(render(table)).isEqualTo("{\"n\":9223372036854775807}\n{\"n\":-9223372036854775808}\n");
    }

    @Test
    void escapesColumnNames() throws IOException {
        Table table = Table.builder("sql", new Column("\"a\"\u001b", ColumnType.INTEGER, ""))
                .addRow(1)
                .build();

        assertThat(render(table)).isEqualToIgnoringCase("{\"\\\"a\\\"\\u001b\":1}\n");
    }

    @Test
    void writesTheSameToAWriterAndLeavesItOpen() throws IOException {
        Table table = Table.builder("t", TEXT).addRow("a").build();
        ClosingWriter out = new ClosingWriter();

        new JsonLinesRenderer().render(table, out);

        assertThat(out).hasToString("{\"text\":\"a\"}\n");
        assertThat(out.closed).isFalse();
    }

    @Test
    void handsOnRowsLongBeforeTheLastOne() {
        Table.Builder builder = Table.builder("t", TEXT);
        for (int row = 0; row < 10_000; row++) {
            builder.addRow("row " + row);
        }
        Table table = builder.build();
        LimitedOutput out = new LimitedOutput(50_000);

        assertThatThrownBy(() -> new JsonLinesRenderer().render(table, out))
                .isInstanceOf(IOException.class)
                .hasMessage("no space left");

        assertThat(out.toString()).startsWith("{\"text\":\"row 0\"}\n{\"text\":\"row 1\"}\n");
        assertThat(out.toString()).hasSizeGreaterThan(30_000);
    }

    private static String valueOf(String line) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            assertThat(parser.nextFieldName()).isEqualTo("text");
            String value = parser.nextTextValue();
            assertThat(parser.nextToken()).isEqualTo(JsonToken.END_OBJECT);
            assertThat(parser.nextToken()).isNull();
            return value;
        }
    }

    private static String render(Table table) throws IOException {
        StringBuilder out = new StringBuilder();
        new JsonLinesRenderer().render(table, out);
        return out.toString();
    }

    private static final class ClosingWriter extends StringWriter {
        private boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }
}
