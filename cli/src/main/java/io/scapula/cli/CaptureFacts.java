package io.scapula.cli;

import io.scapula.CaptureInfo;
import io.scapula.format.Loss;
import io.scapula.format.LossLedger;
import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import io.scapula.table.render.TimeFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What there is in a capture, in numbers, and what there is not. */
final class CaptureFacts {
    private CaptureFacts() {}

    /** Times of the first and last event, nanoseconds since the epoch; {@code null} if there is no event. */
    static Map<String, @Nullable Long> times(CaptureHistory history) {
        boolean any = history.firstEventNanos() != Process.UNKNOWN_TIME;
        Map<String, @Nullable Long> times = new LinkedHashMap<>();
        times.put("first_event", any ? history.firstEventNanos() : null);
        times.put("last_event", any ? history.lastEventNanos() : null);
        return times;
    }

    /** How much of everything there is, by name. */
    static Map<String, Long> counts(CaptureHistory history) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("sections", (long) history.sections().size());
        counts.put("blocks", history.statistics().blocks());
        counts.put("events", history.statistics().events());
        counts.put("threads_at_start", sum(history, CaptureHistory.Section::threads));
        counts.put("fds_at_start", sum(history, CaptureHistory.Section::descriptors));
        counts.put("processes", (long) history.processes().size());
        counts.put("programs_started", (long) history.programs().size());
        counts.put("containers", (long) history.containers().size());
        counts.put("drop_events", new CaptureInfo(history).dropEvents());
        counts.put("unknown_events", history.statistics().unknownEvents());
        counts.put("unknown_blocks", history.statistics().unknownBlocks());
        LossLedger losses = history.losses();
        counts.put("blind_spots", (long) losses.losses().size());
        counts.put("lost_events_estimated", losses.estimatedEvents());
        counts.put("cut_buffers", losses.count(Loss.Kind.CUT_BUFFERS));
        counts.put("cut_bytes", losses.lostBytes(Loss.Kind.CUT_BUFFERS));
        counts.put("unreadable_container_descriptions", history.unreadableContainers());
        return counts;
    }

    private static long sum(CaptureHistory history, ToLongFunction<CaptureHistory.Section> count) {
        return history.sections().stream().mapToLong(count).sum();
    }

    /** For a manifest: everything by name, times as texts. */
    static Map<String, @Nullable Object> all(CaptureHistory history) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        times(history).forEach((name, nanos) -> facts.put(name, nanos == null ? null : TimeFormat.iso(nanos)));
        facts.put("counts", new TreeMap<>(counts(history)));
        facts.put("limit_reached", history.limitReached());
        facts.put("damage", rows(new CaptureInfo(history).damage()));
        facts.put("blind_spots", rows(new CaptureInfo(history).blindSpots()));
        return facts;
    }

    /** The rows of a table as objects; times as texts. */
    private static List<Map<String, @Nullable Object>> rows(Table table) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            Map<String, @Nullable Object> cells = new TreeMap<>();
            for (int column = 0; column < table.columns().size(); column++) {
                Column described = table.columns().get(column);
                Object value = table.value(row, column);
                boolean isTime = value != null && described.type() == ColumnType.TIME;
                cells.put(described.name(), isTime ? TimeFormat.iso(table.timeNanos(row, column)) : value);
            }
            rows.add(cells);
        }
        return rows;
    }
}
