package io.scapula.analyzers.terminal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lines that come over a connection, where nothing is edited. */
final class StreamLines {
    /** Longer lines are cut. */
    private static final int MOST_BYTES = 1 << 16;

    private final List<TypedLine> lines = new ArrayList<>();
    private final Evidence evidence = new Evidence();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean certain = true;

    private StreamLines() {}

    static List<TypedLine> of(List<TerminalData> input) {
        StreamLines reader = new StreamLines();
        input.forEach(reader::read);
        if (!input.isEmpty()) {
            reader.certain = false;
            reader.finish(input.get(input.size() - 1));
        }
        return reader.lines;
    }

    private void read(TerminalData data) {
        for (byte one : data.bytes()) {
            evidence.add(data.eventNumber());
            if (one == '\n') {
                finish(data);
            } else if (line.size() < MOST_BYTES) {
                line.write(one);
            } else {
                certain = false;
            }
        }
        certain &= data.missing() == 0;
    }

    private void finish(TerminalData last) {
        String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        if (!text.isEmpty()) {
            lines.add(new TypedLine(
                    last.timeNanos(),
                    last.eventNumber(),
                    last.pid(),
                    last.program(),
                    "",
                    text,
                    TypedLine.Kind.LINE,
                    false,
                    certain,
                    evidence.events()));
        }
        line.reset();
        evidence.clear();
        certain = true;
    }
}
