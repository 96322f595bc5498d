package io.scapula.table.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.table.Absence;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import io.scapula.table.render.TimeFormat.Precision;
import java.io.IOException;
import java.io.StringReader;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class HtmlRendererTest {
    private static final long NOON = 1_795_438_755_007_571_331L;
    private static final TimeFormat UTC = new TimeFormat(ZoneOffset.UTC, Precision.MILLIS);
    private static final Column COMMAND = new Column("proc.cmdline", ColumnType.TEXT, "");
    private static final Column EXIT_CODE = new Column("exit_code", ColumnType.INTEGER, "how it ended");
    private static final Pattern CELL = Pattern.compile("<td([^>]*)>([^<]*)</td>");

    @Test
    void writesNamesThenOneRowOfCellsARow() throws IOException {
        Table table = Table.builder("t", COMMAND, EXIT_CODE)
                .addRow("ls -la", 2)
                .addRow("id", null)
                .build();

        assertThat(render(table)).isEqualTo("""
                        <table class="tex2jax_ignore mathjax_ignore" style="border-collapse:collapse">
                        <thead><tr>\
                        <th style="text-align:left;white-space:pre;overflow:hidden;padding:.2em .6em">proc.cmdline</th>\
                        <th style="text-align:right;white-space:pre;overflow:hidden;padding:.2em .6em" title="how it ended">exit_code</th>\
                        </tr></thead>
                        <tbody>
                        <tr>\
                        <td style="text-align:left;white-space:pre;overflow:hidden;padding:.2em .6em">ls -la</td>\
                        <td style="text-align:right;white-space:pre;overflow:hidden;padding:.2em .6em">2</td>\
                        </tr>
                        <tr>\
                        <td style="text-align:left;white-space:pre;overflow:hidden;padding:.2em .6em">id</td>\
                        <td style="text-align:right;white-space:pre;overflow:hidden;padding:.2em .6em;opacity:.55" title="not recorded">-</td>\
                        </tr>
                        </tbody>
                        </table>
                        """);
    }

    @Test
    void writesValuesAsTextDoes() throws IOException {
        Table table = Table.builder(
                        "all",
                        new Column("confidence", ColumnType.DECIMAL, ""),
                        new Column("open", ColumnType.BOOLEAN, ""),
                        new Column("time", ColumnType.TIME, ""),
                        new Column("duration_ns", ColumnType.DURATION, ""),
                        new Column("evidence", ColumnType.EVENTS, ""))
                .addRow(0.95, true, NOON, 24_200_000L, new long[] {33167, 33719, 1, 2})
                .build();

        assertThat(cells(render(table)))
                .containsExactly("0.95", "true", "2026-11-23 12:59:15.007", "24.2ms", "33167,33719,+2");
    }

    @Test
    void writesTimesInTheZoneAndPrecisionAskedFor() throws IOException {
        Table table = Table.builder("t", new Column("time", ColumnType.TIME, ""))
                .addRow(NOON)
                .build();
        StringBuilder out = new StringBuilder();

        new HtmlRenderer(1, 10, new TimeFormat(ZoneId.of("Asia/Tokyo"), Precision.NANOS)).render(table, out);

        assertThat(cells(out.toString())).containsExactly("2026-11-23 21:59:15.007571331");
    }

    @Test
    void saysWhyACellIsAbsentAndShowsItFaintly() throws IOException {
        Table table = Table.builder("t", COMMAND)
                .addRow(Absence.NOT_APPLICABLE)
                .addRow(Absence.CUT_BY_SNAPLEN)
                .addRow(Absence.UNREADABLE)
                .addRow("-")
                .addRow("")
                .build();

        String html = render(table);

        assertThat(cells(html)).containsExactly("-", "-", "-", "-", "&quot;&quot;");
        assertThat(html)
                .contains(";opacity:.55\" title=\"not applicable\">-<")
                .contains(";opacity:.55\" title=\"cut by snaplen\">-<")
                .contains(";opacity:.55\" title=\"unreadable\">-<")
                .contains(".6em\">-<")
                .contains(".6em\">&quot;&quot;<");
    }

    @Test
    void cutsALongTextAndKeepsTheWholeInItsTitle() throws IOException {
        Table table = Table.builder("t", COMMAND, EXIT_CODE)
                .addRow("0123456789", 1234567890123L)
                .addRow("0123456789\"", 0)
                .build();

        String html = renderer(50, 10).withNotes(table);

        assertThat(cells(html)).containsExactly("0123456789", "1234567890123", "012345678…", "0");
        assertThat(html).containsOnlyOnce(" title=\"0123").contains(" title=\"0123456789&quot;\"");
    }

    @Test
    void neverCutsACharacterInTwoNorAnEntity() throws IOException {
        Table table = Table.builder("t", COMMAND)
                .addRow("🐳".repeat(5))
                .addRow("&".repeat(5))
                .addRow("e" + "\u0301".repeat(500))
                .build();

        assertThat(cells(renderer(50, 4).withNotes(table)))
                .containsExactly("🐳🐳🐳…", "&amp;&amp;&amp;…", "e\u0301\u0301…");
    }

    @Test
    void showsTheFirstRowsAndCountsTheOthers() throws IOException {
        Table table = Table.builder("t", EXIT_CODE)
                .addRow(1)
                .addRow(2)
                .addRow(3)
                .addRow(4)
                .build();

        assertThat(cells(renderer(2, 10).withNotes(table))).containsExactly("1", "2", "… and 2 more");
        assertThat(cells(renderer(4, 10).withNotes(table))).containsExactly("1", "2", "3", "4");
    }

    @Test
    void saysThatThereAreNoRows() throws IOException {
        String html = render(Table.builder("t", COMMAND, EXIT_CODE).build());

        assertThat(html).contains(">exit_code</th>").contains("<td colspan=\"2\"");
        assertThat(cells(html)).containsExactly("(none)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</td></tr></table><img src=x onerror=alert(1)>",
                "\" onmouseover=\"alert(1)",
                "' onmouseover='alert(1)",
                "<!-- ",
                "]]>",
                "&lt;b&gt; &amp;lt; &#60;",
                "a\0b",
                "\u001b[2J\u009b31m",
                "gpj.exe\u202efdp.sh",
                "\u2066a\u2069\u200b\u2028",
                "\ud800",
                "two\nlines\ttab",
                "two  blanks ",
                "$HOME/$USER \\(x\\)",
            })
    void showsHostileTextAndNothingElse(String text) throws Exception {
        String seen = TerminalText.escape(text);
        Table table = Table.builder(text + "!", new Column(text + "!", ColumnType.TEXT, text + "?"))
                .addRow(text)
                .addRow(text + "x".repeat(100))
                .note(text + "!")
                .build();

        Element page = parse("<div>" + table.toHtml() + "</div>");

        Element name = only(page, "th");
        assertThat(name.getTextContent()).isEqualTo(seen + "!");
        assertThat(name.getAttribute("title")).isEqualTo(TerminalText.escape(text + "?"));
        assertThat(page.getElementsByTagName("td").item(0).getTextContent()).isEqualTo(seen);
        Element cut = (Element) page.getElementsByTagName("td").item(1);
        assertThat(cut.getAttribute("title")).isEqualTo(seen + "x".repeat(100));
        assertThat(cut.getTextContent()).startsWith(seen).endsWith("x…").hasSize(HtmlRenderer.DEFAULT_LONGEST_TEXT);
        assertThat(only(page, "p").getTextContent()).isEqualTo(seen + "!");
        // div, table, thead, tr, th, tbody, two rows of a cell, p: no element that the text brought along.
        assertThat(page.getElementsByTagName("*").getLength()).isEqualTo(10);
        assertThat(page.getOwnerDocument().getDocumentElement().getTextContent())
                .matches("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]*(\\n[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]*)*");
    }

    @Test
    void needsNeitherScriptNorColourNorAnythingFromElsewhere() throws IOException {
        String html = Table.builder("t", COMMAND, EXIT_CODE)
                .addRow("ls", null)
                .note("A note.")
                .build()
                .toHtml();

        assertThat(html)
                .doesNotContainPattern("(?i)<script|<style|<link|src=|href=|url\\(|color|background|#[0-9a-f]{3}");
    }

    @Test
    void keepsFormulasOutOfTablesAndNotes() throws IOException {
        String html = Table.builder("t", COMMAND).note("$a$").build().toHtml();

        assertThat(html)
                .contains("<table class=\"tex2jax_ignore mathjax_ignore\"")
                .contains("<p class=\"tex2jax_ignore mathjax_ignore\">$a$</p>\n");
    }

    @Test
    void printsNotesOnlyWhereTheyAreAskedFor() throws IOException {
        Table table = Table.builder("t", COMMAND).note("Beware.").build();

        assertThat(render(table)).doesNotContain("Beware");
        assertThat(table.toHtml()).startsWith(render(table)).endsWith(">Beware.</p>\n");
    }

    @Test
    void handsOnWhatItHasBeforeTheOutputFails() {
        Table table =
                Table.builder("t", COMMAND).addRow("first").addRow("second").build();
        LimitedOutput out = new LimitedOutput(300);

        assertThatThrownBy(() -> new HtmlRenderer().render(table, out)).isInstanceOf(IOException.class);

        assertThat(out.toString()).startsWith("<table").contains("proc.cmdline").doesNotContain("second");
    }

    @Test
    void refusesToShowNothing() {
        assertThatThrownBy(() -> new HtmlRenderer(0, 10, UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row");
        assertThatThrownBy(() -> new HtmlRenderer(10, 0, UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("character");
    }

    private static HtmlRenderer renderer(int mostRows, int longestText) {
        return new HtmlRenderer(mostRows, longestText, UTC);
    }

    private static String render(Table table) throws IOException {
        StringBuilder out = new StringBuilder();
        new HtmlRenderer().render(table, out);
        return out.toString();
    }

    private static List<String> cells(String html) {
        return CELL.matcher(html).results().map(cell -> cell.group(2)).toList();
    }

    /** What is written is well-formed XML as well, which lets a strict parser tell markup from text. */
    private static Element parse(String html) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html)));
        return document.getDocumentElement();
    }

    private static Element only(Element page, String tag) {
        assertThat(page.getElementsByTagName(tag).getLength()).isEqualTo(1);
        return (Element) page.getElementsByTagName(tag).item(0);
    }
}
