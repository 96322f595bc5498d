package io.scapula.cli;

import io.scapula.event.EventContext;
import io.scapula.format.event.EventType;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** How many events of each type were selected: sysdig's {@code -S}. */
final class EventCounts {
    private static final String RULE = "----------------------";
    private static final int NAME_WIDTH = 16;

    private final Map<String, Long> counts = new HashMap<>();

    void add(EventContext event) {
        EventType type = event.event().type();
        String direction = type == null ? "?" : String.valueOf(type.direction().symbol());
        counts.merge(direction + " " + event.typeName(), 1L, Long::sum);
    }

    /** The most frequent first. */
    void print(LineOutput lines) throws IOException {
        lines.line(RULE);
        lines.line("Event           #Calls");
        lines.line(RULE);
        Comparator<Map.Entry<String, Long>> mostFirst = Map.Entry.comparingByValue(Comparator.reverseOrder());
        for (Map.Entry<String, Long> entry : counts.entrySet().stream()
                .sorted(mostFirst.thenComparing(Map.Entry.comparingByKey()))
                .toList()) {
            int blanks = Math.max(1, NAME_WIDTH - entry.getKey().length());
            lines.line(entry.getKey() + " ".repeat(blanks) + entry.getValue());
        }
    }
}
