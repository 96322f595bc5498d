package io.scapula.table.render;

import io.scapula.table.Absence;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

/**
 * A table as a piece of an HTML page: what a notebook shows, and what a report takes over.
 *
 * <p>It is one {@code <table>} that needs nothing around it: no script, no style sheet, no colour, so that it reads in
 * a light and in a dark page. Numbers stand at the right; the description of a column is the {@code title} of its name.
 *
 * <ul>
 *   <li>Values are as in {@link TextRenderer}; an absent cell is a faint {@code -} whose {@code title} is the reason, a
 *       table without rows says {@code (none)}.
 *   <li>A text that is too long ends in {@code …}, and its {@code title} is the whole of it.
 *   <li>After {@code mostRows} rows, a line says how many more there are.
 *   <li>Texts are escaped as {@link TerminalText} says, then for HTML. MathJax, which notebooks load, is told to leave
 *       the table alone: {@code $HOME/$USER} would become a formula.
 * </ul>
 *
 * @param mostRows    rows to show, at least 1
 * @param longestText characters of the longest text that is shown in full, at least 1
 * @param times       how times are written
 */
public record HtmlRenderer(int mostRows, int longestText, TimeFormat times) implements TableRenderer {
    /** Rows of a table in a notebook: a long page, but still one. */
    public static final int DEFAULT_MOST_ROWS = 50;
    /** Characters of a text in a notebook: most command lines. */
    public static final int DEFAULT_LONGEST_TEXT = 60;

    private static final String NO_ROWS = "(none)";
    private static final String FAINT = "opacity:.55";
    /** The class names are what MathJax 2 and 3 pass by. */
    private static final String START =
            "<table class=\"tex2jax_ignore mathjax_ignore\" style=\"border-collapse:collapse\">\n";

    public HtmlRenderer {
        Objects.requireNonNull(times, "times");
        if (mostRows < 1) {
            throw new IllegalArgumentException("at least one row must be shown: " + mostRows);
        }
        if (longestText < 1) {
            throw new IllegalArgumentException("at least one character must be shown: " + longestText);
        }
    }

    /** As suits a notebook; times in UTC, to the millisecond. */
    public HtmlRenderer() {
        this(DEFAULT_MOST_ROWS, DEFAULT_LONGEST_TEXT, new TimeFormat(ZoneOffset.UTC, TimeFormat.Precision.MILLIS));
    }

    /** The table, then a paragraph for each of its {@linkplain Table#notes() notes}. */
    public String withNotes(Table table) {
        StringBuilder out = new StringBuilder();
        try {
            render(table, out);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder throws nothing", e);
        }
        for (String note : table.notes()) {
            out.append("<p class=\"tex2jax_ignore mathjax_ignore\">")
                    .append(escape(note))
                    .append("</p>\n");
        }
        return out.toString();
    }

    @Override
    public void render(Table table, Appendable out) throws IOException {
        out.append(START);
        renderNames(table, out);
        out.append("<tbody>\n");
        CellText cells = new CellText(times);
        int shown = Math.min(mostRows, table.rowCount());
        for (int row = 0; row < shown; row++) {
            renderRow(table, cells, row, out);
        }
        if (table.rowCount() == 0) {
            renderRemark(table, NO_ROWS, out);
        } else if (shown < table.rowCount()) {
            renderRemark(table, "… and " + (table.rowCount() - shown) + " more", out);
        }
        out.append("</tbody>\n</table>\n");
    }

    private static void renderNames(Table table, Appendable out) throws IOException {
        StringBuilder line = new StringBuilder("<thead><tr>");
        table.columns().forEach(column -> {
            line.append("<th style=\"").append(style(column.type())).append('"');
            appendTitle(line, TerminalText.escape(column.description()));
            line.append('>').append(escape(column.name())).append("</th>");
        });
        out.append(line.append("</tr></thead>\n"));
    }

    private void renderRow(Table table, CellText cells, int row, Appendable out) throws IOException {
        StringBuilder line = new StringBuilder("<tr>");
        for (int column = 0; column < table.columns().size(); column++) {
            ColumnType type = table.columns().get(column).type();
            String whole = cells.of(table, row, column);
            String shown = type == ColumnType.TEXT ? cut(whole) : whole;
            Optional<Absence> absence = table.absence(row, column);
            line.append("<td style=\"").append(style(type));
            line.append(absence.isPresent() ? ";" + FAINT : "").append('"');
            appendTitle(line, absence.map(HtmlRenderer::reason).orElse(shown.equals(whole) ? "" : whole));
            line.append('>').append(escapeMarkup(shown)).append("</td>");
        }
        out.append(line.append("</tr>\n"));
    }

    private static void renderRemark(Table table, String remark, Appendable out) throws IOException {
        out.append("<tr><td colspan=\"").append(Integer.toString(table.columns().size()));
        out.append("\" style=\"text-align:left;").append(FAINT).append("\">").append(remark);
        out.append("</td></tr>\n");
    }

    private static void appendTitle(StringBuilder line, String title) {
        if (!title.isEmpty()) {
            line.append(" title=\"").append(escapeMarkup(title)).append('"');
        }
    }

    private static String reason(Absence absence) {
        return switch (absence) {
            case NOT_RECORDED -> "not recorded";
            case NOT_APPLICABLE -> "not applicable";
            case CUT_BY_SNAPLEN -> "cut by snaplen";
            case UNREADABLE -> "unreadable";
        };
    }

    /**
     * Counts characters and not the width they take, since a pile of combining marks takes none.
     *
     * @see DisplayWidth#cut
     */
    private String cut(String text) {
        return text.codePointCount(0, text.length()) <= longestText
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longestText - 1)) + DisplayWidth.CUT;
    }

    /**
     * On every cell, since the style sheets of notebooks address cells. {@code pre} keeps blanks that stand together,
     * {@code hidden} keeps piled up marks from covering the rows above.
     */
    private static String style(ColumnType type) {
        String side = TextLayout.isRightAligned(type) ? "right" : "left";
        return "text-align:" + side + ";white-space:pre;overflow:hidden;padding:.2em .6em";
    }

    private static String escape(String text) {
        return escapeMarkup(TerminalText.escape(text));
    }

    /** Makes characters of what would be markup, in an element as well as between quotes. */
    private static String escapeMarkup(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
