package io.scapula;

import io.scapula.format.CaptureWarning;
import io.scapula.format.Loss;
import io.scapula.format.event.EventType;
import io.scapula.history.CaptureHistory;
import io.scapula.history.ContainerHistory;
import io.scapula.state.ContainerVersion;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is in a capture, as tables: event types, sections, containers, damage. */
public final class CaptureInfo {
    private static final String DROP = "drop";

    private final CaptureHistory history;

    public CaptureInfo(CaptureHistory history) {
        this.history = history;
    }

    /** Events of a type, both halves of a system call apart; the most frequent first. */
    public Table eventTypes() {
        Table.Builder table = Table.builder(
                "event types",
                new Column("evt.type", ColumnType.TEXT, "name of the event"),
                new Column("evt.dir", ColumnType.TEXT, "> for enter and one-sided events, < for exit"),
                new Column("count", ColumnType.INTEGER, "how many there are"));
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        history.statistics().eventsByType().forEach((type, count) -> counts.merge(name(type), count, Long::sum));
        counts.entrySet().stream()
                .sorted(Map.Entry.<List<String>, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> entry.getKey().get(0))
                        .thenComparing(entry -> entry.getKey().get(1), Comparator.reverseOrder()))
                .forEach(entry ->
                        table.addRow(entry.getKey().get(0), entry.getKey().get(1), entry.getValue()));
        return table.build();
    }

    private static List<String> name(EventType type) {
        return List.of(type.name(), String.valueOf(type.direction().symbol()));
    }

    /** The recordings that the capture consists of; usually one. */
    public Table sections() {
        Table.Builder table = Table.builder(
                "sections",
                new Column("hostname", ColumnType.TEXT, "name of the machine"),
                new Column("cpus", ColumnType.INTEGER, "number of processors"),
                new Column("memory_bytes", ColumnType.INTEGER, "physical memory"),
                new Column("boot_time", ColumnType.TIME, "when the machine started"),
                new Column("format", ColumnType.TEXT, "version of the format"),
                new Column("byte_order", ColumnType.TEXT, "byte order of the machine"),
                new Column("threads", ColumnType.INTEGER, "threads that ran when the recording began"),
                new Column("fds", ColumnType.INTEGER, "descriptors that were open then"),
                new Column("application", ColumnType.TEXT, "program that wrote it, if it says so"));
        for (CaptureHistory.Section section : history.sections()) {
            var row = table.row()
                    .set(
                            "format",
                            section.header().majorVersion() + "."
                                    + section.header().minorVersion())
                    .set("byte_order", section.header().byteOrder().toString().toLowerCase(Locale.ROOT))
                    .set("threads", section.threads())
                    .set("fds", section.descriptors())
                    .set("application", section.header().application());
            if (section.machine() != null) {
                long bootTime = section.machine().bootTimeNanos();
                row.set("hostname", section.machine().hostname())
                        .set("cpus", section.machine().cpus())
                        .set("memory_bytes", section.machine().memoryBytes())
                        .set("boot_time", bootTime == 0 ? null : bootTime);
            }
        }
        return table.build();
    }

    /** Every container that was described or seen in cgroups. */
    public Table containers() {
        Table.Builder table = Table.builder(
                "containers",
                new Column("container.id", ColumnType.TEXT, "first 12 characters of the id"),
                new Column("container.name", ColumnType.TEXT, "name"),
                new Column("container.image", ColumnType.TEXT, "image with tag"),
                new Column("container.type", ColumnType.TEXT, "engine"),
                new Column("k8s.ns.name", ColumnType.TEXT, "namespace of the pod"),
                new Column("k8s.pod.name", ColumnType.TEXT, "name of the pod"),
                new Column("k8s.pod.uid", ColumnType.TEXT, "uid of the pod"),
                new Column("sandbox", ColumnType.BOOLEAN, "whether it only holds a pod's namespaces"),
                new Column("processes", ColumnType.INTEGER, "processes seen in it, the runtime's own included"));
        for (ContainerHistory container : history.containers()) {
            ContainerVersion description = container.description();
            table.row()
                    .set("container.id", container.id())
                    .set("container.name", orNull(description.name()))
                    .set("container.image", orNull(description.image()))
                    .set(
                            "container.type",
                            description.type() == null
                                    ? null
                                    : description.type().label())
                    .set("k8s.ns.name", orNull(description.podNamespace()))
                    .set("k8s.pod.name", orNull(description.podName()))
                    .set("k8s.pod.uid", orNull(description.podUid()))
                    .set("sandbox", description.described() ? description.isPodSandbox() : null)
                    .set("processes", container.processes().size());
        }
        return table.build();
    }

    /** What is wrong with the capture; without rows if nothing is. */
    public Table damage() {
        Table.Builder table = Table.builder(
                "damage",
                new Column("kind", ColumnType.TEXT, "what is wrong"),
                new Column("damage", ColumnType.BOOLEAN, "whether something that was recorded is missing"),
                new Column("block", ColumnType.INTEGER, "number of the block, from 1"),
                new Column("byte_offset", ColumnType.INTEGER, "offset of the block in the uncompressed stream"),
                new Column("count", ColumnType.INTEGER, "how often it was met"),
                new Column("message", ColumnType.TEXT, "in words"));
        for (CaptureWarning warning : history.warnings()) {
            table.addRow(
                    warning.kind().name().toLowerCase(Locale.ROOT),
                    warning.kind().isDamage(),
                    warning.location().block(),
                    warning.location().byteOffset(),
                    warning.count(),
                    warning.message());
        }
        return table.build();
    }

    /** Every interval in which something could not be seen, and why; without rows if there is none. */
    public Table blindSpots() {
        Table.Builder table = Table.builder(
                        "blind spots",
                        new Column("kind", ColumnType.TEXT, "what is missing"),
                        new Column("from", ColumnType.TIME, "time of the last event before it"),
                        new Column("to", ColumnType.TIME, "time of the first event after it"),
                        new Column("after_event", ColumnType.INTEGER, "number of the last event before it"),
                        new Column("before_event", ColumnType.INTEGER, "number of the first event after it"),
                        new Column("from_byte", ColumnType.INTEGER, "where it begins in the uncompressed stream"),
                        new Column("to_byte", ColumnType.INTEGER, "where it ends there"),
                        new Column("bytes", ColumnType.INTEGER, "bytes that are missing"),
                        new Column("events", ColumnType.INTEGER, "events that are missing, estimated"),
                        new Column("count", ColumnType.INTEGER, "how often, where several are told as one"),
                        new Column("state_guessed", ColumnType.BOOLEAN, "whether the state is a guess from there on"),
                        new Column("cause", ColumnType.TEXT, "why"))
                .summary("kind", "from", "to", "bytes", "events", "cause")
                .prose("cause");
        for (Loss loss : history.losses().losses()) {
            table.row()
                    .set("kind", loss.kind().name().toLowerCase(Locale.ROOT))
                    .set("from", orNull(loss.fromNanos()))
                    .set("to", orNull(loss.toNanos()))
                    .set("after_event", loss.afterEvent())
                    .set("before_event", isInterval(loss) ? loss.afterEvent() + 1 : null)
                    .set("from_byte", loss.fromByte())
                    .set("to_byte", loss.toByte())
                    .set("bytes", orNull(loss.lostBytes()))
                    .set("events", orNull(loss.estimatedEvents()))
                    .set("count", loss.count())
                    .set("state_guessed", loss.kind().affectsState())
                    .set("cause", loss.cause());
        }
        return table.build();
    }

    /** Whether the event after the last one before it is the first after it. */
    private static boolean isInterval(Loss loss) {
        return loss.kind().affectsState() && loss.count() == 1 && loss.toNanos() != Loss.UNKNOWN;
    }

    private static @Nullable Long orNull(long number) {
        return number == Loss.UNKNOWN ? null : number;
    }

    /** Notices of the recorder that it could not keep up; the recorder writes them only if it is set to. */
    public long dropEvents() {
        return history.statistics().eventsByType().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(DROP))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
