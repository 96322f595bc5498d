package io.scapula.comparison;

import io.scapula.event.EventContext;
import io.scapula.event.EventReplay;
import io.scapula.format.CaptureReader;
import io.scapula.format.event.EventType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A capture and the lines that a reference program printed of it, side by side. */
final class ExpectedReplay {
    /** Takes a line and its event. */
    @FunctionalInterface
    interface Visitor {
        /** Whether to go on. */
        boolean visit(ExpectedEvents.Line line, EventContext event);
    }

    private ExpectedReplay() {}

    /** Walks through both: the lines are some of the capture's events, in its order. */
    static void walk(Path capture, ExpectedEvents expected, Visitor visitor) throws IOException {
        List<ExpectedEvents.Line> lines = expected.lines();
        int next = 0;
        try (EventReplay replay = EventReplay.open(CaptureReader.open(capture), EventReplay.Options.DEFAULT)) {
            while (next < lines.size() && replay.advance()) {
                EventContext event = replay.event();
                ExpectedEvents.Line line = lines.get(next);
                if (isOf(line, event)) {
                    next++;
                    if (!visitor.visit(line, event)) {
                        return;
                    }
                }
            }
        }
    }

    private static boolean isOf(ExpectedEvents.Line line, EventContext event) {
        EventType type = event.event().type();
        return event.event().timestampNanos() == line.timestampNanos()
                && event.event().tid() == line.tid()
                && type != null
                && (line.direction().isEmpty() || line.direction().equals(type.isExit() ? "<" : ">"))
                && event.typeName().equals(line.type());
    }
}
