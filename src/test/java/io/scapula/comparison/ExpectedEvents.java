package io.scapula.comparison;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What a reference program printed for the events of a recording: one line an event, fields between bars. A value can hold
 * bars itself, so lines are compared whole; they are taken apart only to tell in which column they differ.
 */
final class ExpectedEvents {
    /**
     * One line.
     *
     * @param direction empty if the program printed none
     * @param text      the columns, as printed
     */
    record Line(long timestampNanos, long tid, String type, String direction, String text) {}

    private static final List<String> THREAD_AND_DESCRIPTOR = List.of(
            "evt.rawres",
            "proc.name",
            "proc.pid",
            "proc.ppid",
            "proc.pname",
            "proc.exepath",
            "proc.cmdline",
            "proc.cwd",
            "proc.tty",
            "proc.sid",
            "user.name",
            "user.loginuid",
            "fd.num",
            "fd.typechar",
            "fd.name");
    private static final List<String> CONTAINER =
            List.of("container.id", "container.name", "container.image", "k8s.ns.name", "k8s.pod.name");
    private static final String ARGUMENTS = "evt.args";

    private static final String TEXT = "([^|]*)\\|";
    private static final String NUMBER = "(-?\\d+|<NA>)\\|";
    private static final String TEXT_WITH_BARS = "(.*?)\\|";
    private static final Pattern EVENT_WITH_DIRECTION =
            Pattern.compile("\\d+\\|(\\d+)\\|\\d+\\|(-?\\d+)\\|([^|]*)\\|([<>])\\|(.*)");
    private static final Pattern EVENT = Pattern.compile("\\d+\\|(\\d+)\\|\\d+\\|(-?\\d+)\\|([^|]*)()\\|(.*)");

    private static final String THREAD_PATTERN = NUMBER
            + TEXT
            + NUMBER
            + NUMBER
            + TEXT
            + TEXT
            + TEXT_WITH_BARS
            + TEXT
            + NUMBER
            + NUMBER
            + TEXT
            + NUMBER
            + NUMBER
            + TEXT
            + TEXT_WITH_BARS;
    private static final String CONTAINER_PATTERN = "([0-9a-f]{12}|host|<NA>|)\\|" + TEXT + TEXT + TEXT + TEXT;

    private final List<Line> lines = new ArrayList<>();
    private final List<String> columns;
    private final Pattern columnsPattern;

    private ExpectedEvents(boolean exitOnly) {
        columns = Stream.of(THREAD_AND_DESCRIPTOR, exitOnly ? List.<String>of() : CONTAINER, List.of(ARGUMENTS))
                .flatMap(List::stream)
                .toList();
        columnsPattern = Pattern.compile(THREAD_PATTERN + (exitOnly ? "" : CONTAINER_PATTERN) + "(.*)");
    }

    /** Reads a file; those of exit-only recordings lack the direction and the container columns. */
    static ExpectedEvents read(Path file, boolean exitOnly) throws IOException {
        ExpectedEvents events = new ExpectedEvents(exitOnly);
        Pattern event = exitOnly ? EVENT : EVENT_WITH_DIRECTION;
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Matcher fields = event.matcher(line);
                if (!fields.matches()) {
                    throw new IOException("not a line of events: " + line);
                }
                events.lines.add(new Line(
                        Long.parseLong(fields.group(1)),
                        Long.parseLong(fields.group(2)),
                        fields.group(3),
                        fields.group(4),
                        fields.group(5)));
            }
        }
        return events;
    }

    /** In the order of the recording. */
    List<Line> lines() {
        return lines;
    }

    /** The fields whose values a line's text holds, in its order. */
    List<String> columns() {
        return columns;
    }

    /** The values of the columns; none if the text cannot be taken apart. */
    List<String> values(Line line) {
        Matcher matcher = columnsPattern.matcher(line.text());
        return matcher.matches()
                ? IntStream.rangeClosed(1, columns.size())
                        .mapToObj(matcher::group)
                        .toList()
                : List.of();
    }
}
