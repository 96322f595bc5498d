package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.state.ContainerType;
import io.scapula.state.ContainerVersion;
import io.scapula.state.ContainerVersion.Mount;
import io.scapula.state.ContainerVersion.Probe;
import io.scapula.state.ContainerVersion.ProbeKind;
import io.scapula.state.ContainerVersion.Settings;
import io.scapula.state.ThreadVersion;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.Predicate;

/** The container that an event happened in. */
final class ContainerFields {
    private static final String HOST = "host";

    /** Engines whose descriptions tell what a container may do; silence of others means nothing. */
    private static final Set<ContainerType> WITH_SETTINGS = EnumSet.of(
            ContainerType.DOCKER,
            ContainerType.PODMAN,
            ContainerType.CRI,
            ContainerType.CONTAINERD,
            ContainerType.CRIO);

    private ContainerFields() {}

    static void addTo(ReaderTable readers) {
        readers.put("container.id", ContainerFields::id);
        readers.put("container.full_id", hostOr(ContainerVersion::fullId));
        readers.put("container.name", hostOr(ContainerVersion::name));
        readers.put("container.type", hostOr(ContainerFields::type));
        readers.put("container.image", ContainerReaders.recorded(ContainerVersion::image));
        readers.put(
                "container.image.id",
                ContainerReaders.recorded(container -> container.imageDetail().id()));
        readers.put(
                "container.image.repository",
                ContainerReaders.recorded(container -> container.imageDetail().repository()));
        readers.put(
                "container.image.tag",
                ContainerReaders.recorded(container -> container.imageDetail().tag()));
        readers.put(
                "container.image.digest",
                ContainerReaders.recorded(container -> container.imageDetail().digest()));
        readers.put("container.privileged", setting(Settings::privileged));
        readers.put("container.host_pid", setting(Settings::hostPid));
        readers.put("container.host_network", setting(Settings::hostNetwork));
        readers.put("container.host_ipc", setting(Settings::hostIpc));
        readers.put("container.ip", ContainerReaders.recorded(ContainerVersion::ip));
        readers.put("container.cni.json", ContainerReaders.recorded(ContainerVersion::cniJson));
        readers.put("container.start_ts", (event, value) -> {
            long start = start(event);
            return start != 0 && value.add(start);
        });
        readers.put("container.duration", (event, value) -> {
            long start = start(event);
            return start != 0 && value.add(event.event().timestampNanos() - start);
        });
        readers.fresh("container.labels", ContainerReaders.joined(container -> labels(container.labels())));
        readers.required(
                "container.label",
                key -> ContainerReaders.recorded(container -> container.labels().getOrDefault(key, "")));
        readers.fresh("container.healthcheck", probe(ProbeKind.HEALTHCHECK));
        readers.fresh("container.liveness_probe", probe(ProbeKind.LIVENESS));
        readers.fresh("container.readiness_probe", probe(ProbeKind.READINESS));
        readers.fresh("container.mounts", ContainerReaders.joined(ContainerFields::mounts));
    }

    private static boolean id(EventContext event, FieldValue value) {
        ContainerVersion container = event.container();
        if (container != null) {
            return value.add(container.id());
        }
        ThreadVersion thread = event.thread();
        return thread != null && value.add(isOnHost(thread) ? HOST : thread.containerId());
    }

    /** Without a container, a thread with a pid namespace of its own is in one that nothing tells of. */
    private static boolean isOnHost(ThreadVersion thread) {
        return thread.containerId().isEmpty() && !thread.isInPidNamespace();
    }

    private static FieldReader hostOr(Function<ContainerVersion, String> text) {
        return (event, value) -> {
            ContainerVersion container = event.container();
            if (container != null) {
                return ContainerReaders.nonEmpty(text.apply(container), value);
            }
            ThreadVersion thread = event.thread();
            return thread != null && isOnHost(thread) && value.add(HOST);
        };
    }

    private static String type(ContainerVersion container) {
        ContainerType type = container.type();
        return type == null ? "" : type.label();
    }

    private static FieldReader setting(Predicate<Settings> setting) {
        return ContainerReaders.ofContainer((event, container, value) -> {
            ContainerType type = container.type();
            return type != null && WITH_SETTINGS.contains(type) && value.add(setting.test(container.settings()));
        });
    }

    /** When the first process of the container started; 0 on the host or if it is not known. */
    private static long start(EventContext event) {
        ThreadVersion thread = event.thread();
        return thread == null || thread.containerId().isEmpty() ? 0 : thread.pidNamespaceStartNanos();
    }

    /** {@code key:value} each, with a comma and a blank in between; a key alone if its value is empty. */
    static String labels(Map<String, String> labels) {
        StringJoiner text = new StringJoiner(", ");
        labels.forEach((key, value) -> text.add(value.isEmpty() ? key : key + ":" + value));
        return text.toString();
    }

    private static java.util.function.Supplier<FieldReader> probe(ProbeKind kind) {
        return ContainerReaders.joined(container -> {
            Probe probe = container.probes().get(kind);
            if (probe == null) {
                return "NONE";
            }
            return probe.args().isEmpty() ? probe.exe() : probe.exe() + " " + String.join(" ", probe.args());
        });
    }

    private static String mounts(ContainerVersion container) {
        StringJoiner text = new StringJoiner(",");
        for (Mount mount : container.mounts()) {
            text.add(MountFields.text(mount));
        }
        return text.toString();
    }
}
