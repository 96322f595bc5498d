package io.scapula.comparison;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where two texts differ, line by line. After a difference, both continue at the next line that they share; a line that was
 * replaced by another counts once.
 */
final class LineDifferences {
    private static final int LINES_SHOWN = 3;
    private static final int MOST_TEXT = 400;

    private final List<String> expected;
    private final List<String> found;
    /** Where each line stands among those found, and not before the line that is looked at. */
    private final Map<String, Deque<Integer>> positions = new HashMap<>();

    private final StringBuilder report = new StringBuilder();
    private long count;

    private LineDifferences(List<String> expected, List<String> found) {
        this.expected = expected;
        this.found = found;
        for (int position = 0; position < found.size(); position++) {
            positions
                    .computeIfAbsent(found.get(position), line -> new ArrayDeque<>())
                    .add(position);
        }
    }

    static LineDifferences between(String expected, String found) {
        LineDifferences differences = new LineDifferences(lines(expected), lines(found));
        differences.compare();
        return differences;
    }

    /** Line feeds alone end a line: buffers hold all the other characters. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start) + " (no line feed)");
        }
        return lines;
    }

    /** Lines that differ, are missing or are superfluous. */
    long count() {
        return count;
    }

    /** The first of them. */
    String report() {
        return report.toString();
    }

    private void compare() {
        int next = 0;
        int nextFound = 0;
        while (next < expected.size() || nextFound < found.size()) {
            if (next < expected.size()
                    && nextFound < found.size()
                    && expected.get(next).equals(found.get(nextFound))) {
                next++;
                nextFound++;
                continue;
            }
            int skipped = expected.size() - next;
            int skippedFound = found.size() - nextFound;
            for (int ahead = 0; next + ahead < expected.size() && ahead < skipped + skippedFound; ahead++) {
                int position = positionOf(expected.get(next + ahead), nextFound);
                if (position >= 0 && ahead + position - nextFound < skipped + skippedFound) {
                    skipped = ahead;
                    skippedFound = position - nextFound;
                }
            }
            differ(next, skipped, nextFound, skippedFound);
            next += skipped;
            nextFound += skippedFound;
        }
    }

    private int positionOf(String line, int from) {
        Deque<Integer> ofLine = positions.get(line);
        while (ofLine != null && !ofLine.isEmpty() && ofLine.peekFirst() < from) {
            ofLine.removeFirst();
        }
        Integer first = ofLine == null ? null : ofLine.peekFirst();
        return first == null ? -1 : first;
    }

    private void differ(int at, int lines, int foundAt, int foundLines) {
        int differing = Math.max(lines, foundLines);
        for (int index = 0; index < differing && count + index < LINES_SHOWN; index++) {
            report.append(String.format(
                    "%n  line %d%n    sysdig:  %s%n    scapula: %s",
                    at + index + 1, text(expected, at, lines, index), text(found, foundAt, foundLines, index)));
        }
        count += differing;
    }

    private static String text(List<String> lines, int at, int number, int index) {
        if (index >= number) {
            return "(nothing)";
        }
        String line = lines.get(at + index);
        return line.length() <= MOST_TEXT ? line : line.substring(0, MOST_TEXT) + "…";
    }
}
