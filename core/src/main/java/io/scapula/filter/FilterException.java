package io.scapula.filter;

import java.util.List;

/**
 * A filter that makes no sense. The message says what is wrong and where, and shows the place:
 *
 * <pre>
 * nonexistent field proc.nmae at column 1
 *   proc.nmae = bash
 *   ^
 * did you mean proc.name?
 * </pre>
 */
public final class FilterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** How much of a long line is shown on either side of the place. */
    private static final int SHOWN = 60;

    private final String problem;
    private final transient List<String> expected;
    private final transient List<String> suggestions;
    private final transient SourcePosition position;

    FilterException(String problem, SourcePosition position) {
        this(problem, List.of(), List.of(), position);
    }

    /**
     * States the problem.
     *
     * @param expected    what could stand at the position instead; may be empty
     * @param suggestions what may have been meant; may be empty
     */
    FilterException(String problem, List<String> expected, List<String> suggestions, SourcePosition position) {
        super(render(problem, suggestions, position));
        this.problem = problem;
        this.expected = List.copyOf(expected);
        this.suggestions = List.copyOf(suggestions);
        this.position = position;
    }

    /** What is wrong, on one line. */
    public String problem() {
        return problem;
    }

    /** What could stand at the place instead, as far as that can be listed. */
    public List<String> expected() {
        return expected;
    }

    /** Names that may have been meant, the likeliest first. */
    public List<String> suggestions() {
        return suggestions;
    }

    /** Where. */
    public SourcePosition position() {
        return position;
    }

    /** The line of the place, counted from 1. */
    public int line() {
        return position.line();
    }

    /** The place within its line, counted from 1. */
    public int column() {
        return position.column();
    }

    /** The place within the filter, counted from 0. */
    public int offset() {
        return position.offset();
    }

    private static String render(String problem, List<String> suggestions, SourcePosition position) {
        StringBuilder message = new StringBuilder(printable(problem));
        message.append(" at ");
        if (position.line() > 1) {
            message.append("line ").append(position.line()).append(", ");
        }
        message.append("column ").append(position.column());
        int start = Math.max(position.lineStart(), position.offset() - SHOWN);
        int end = Math.min(position.lineEnd(), position.offset() + SHOWN);
        String before = start > position.lineStart() ? "..." : "";
        String after = end < position.lineEnd() ? "..." : "";
        message.append("\n  ").append(before);
        message.append(printable(position.text().substring(start, end))).append(after);
        message.append("\n  ").append(" ".repeat(before.length() + position.offset() - start));
        message.append('^');
        if (!suggestions.isEmpty()) {
            message.append("\ndid you mean ")
                    .append(String.join(" or ", suggestions))
                    .append('?');
        }
        return message.toString();
    }

    /** Control characters would move the caret, or do worse to a terminal. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text);
        for (int index = 0; index < text.length(); index++) {
            if (Character.isISOControl(text.charAt(index))) {
                printable.setCharAt(index, ' ');
            }
        }
        return printable.toString();
    }
}
