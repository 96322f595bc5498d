package io.scapula.comparison;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * What a reference program printed for the events of a recording: one line an event, fields between bars. A command line
 * can hold bars itself, so lines are taken apart around it. It can also hold a line feed; such a line was cut there and
 * is left out.
 */
final class ExpectedEvents {
    /** One line. The direction is empty if the program printed none. */
    record Line(long timestampNanos, long tid, String type, String direction, Map<StateColumn, String> values) {}

    private static final List<StateColumn> THREAD_COLUMNS = List.of(
            StateColumn.PROC_NAME,
            StateColumn.PROC_PID,
            StateColumn.PROC_PPID,
            StateColumn.PROC_PNAME,
            StateColumn.PROC_EXEPATH,
            StateColumn.PROC_CMDLINE,
            StateColumn.PROC_CWD,
            StateColumn.PROC_TTY,
            StateColumn.PROC_SID,
            StateColumn.USER_NAME,
            StateColumn.USER_LOGINUID);
    private static final List<StateColumn> CONTAINER_COLUMNS = List.of(
            StateColumn.CONTAINER_ID,
            StateColumn.CONTAINER_NAME,
            StateColumn.CONTAINER_IMAGE,
            StateColumn.K8S_NS_NAME,
            StateColumn.K8S_POD_NAME);

    private static final String TEXT = "([^|]*)\\|";
    private static final String NUMBER = "(-?\\d+|<NA>)\\|";
    private static final String CMDLINE = "(.*?)\\|";
    private static final String CONTAINER_ID = "([0-9a-f]{12}|host|<NA>|)\\|";
    /** evt.num, evt.rawtime, evt.cpu, thread.tid, evt.type. */
    private static final String EVENT = "\\d+\\|(\\d+)\\|\\d+\\|(-?\\d+)\\|" + TEXT;

    private static final String RESULT = "[^|]*\\|";
    private static final String THREAD =
            TEXT + NUMBER + NUMBER + TEXT + TEXT + CMDLINE + TEXT + NUMBER + NUMBER + TEXT + NUMBER;
    private static final String DESCRIPTOR = "[^|]*\\|[^|]*\\|.*?\\|";
    private static final String CONTAINER = CONTAINER_ID + TEXT + TEXT + TEXT + TEXT;

    private static final Pattern ENTER_AND_EXIT =
            Pattern.compile(EVENT + "([<>])\\|" + RESULT + THREAD + DESCRIPTOR + CONTAINER + ".*");
    private static final Pattern EXIT_ONLY = Pattern.compile(EVENT + "()" + RESULT + THREAD + ".*");

    private final List<Line> lines = new ArrayList<>();
    private final Pattern pattern;
    private final List<StateColumn> columns;
    private long cut;

    private ExpectedEvents(boolean exitOnly) {
        pattern = exitOnly ? EXIT_ONLY : ENTER_AND_EXIT;
        columns = new ArrayList<>(THREAD_COLUMNS);
        columns.addAll(exitOnly ? List.of() : CONTAINER_COLUMNS);
    }

    /** Reads a file; those of exit-only recordings lack the direction and the container columns. */
    static ExpectedEvents read(Path file, boolean exitOnly) throws IOException {
        ExpectedEvents events = new ExpectedEvents(exitOnly);
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                events.add(line);
            }
        }
        return events;
    }

    /** In the order of the recording. */
    List<Line> lines() {
        return lines;
    }

    /** Lines left out because a line feed cut them. */
    long cut() {
        return cut;
    }

    private void add(String line) {
        Matcher fields = pattern.matcher(line);
        if (!fields.matches()) {
            cut++;
            return;
        }
        Map<StateColumn, String> values = new EnumMap<>(StateColumn.class);
        for (int index = 0; index < columns.size(); index++) {
            values.put(columns.get(index), fields.group(5 + index));
        }
        lines.add(new Line(
                Long.parseLong(fields.group(1)),
                Long.parseLong(fields.group(2)),
                fields.group(3),
                fields.group(4),
                values));
    }
}
