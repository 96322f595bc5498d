package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.state.ContainerVersion;
import io.scapula.state.ContainerVersion.Probe;
import io.scapula.state.ContainerVersion.ProbeKind;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a process belongs to a probe of its container: the probe's command itself or what it started. */
final class ProbeFields {
    private ProbeFields() {}

    static void addTo(ReaderTable readers) {
        readers.put("proc.is_container_healthcheck", belongsTo(ProbeKind.HEALTHCHECK));
        readers.put("proc.is_container_liveness_probe", belongsTo(ProbeKind.LIVENESS));
        readers.put("proc.is_container_readiness_probe", belongsTo(ProbeKind.READINESS));
    }

    private static FieldReader belongsTo(ProbeKind kind) {
        return ThreadReaders.ofThread((event, thread, value) -> value.add(probeOf(event, thread) == kind));
    }

    /**
     * The probe that the thread belongs to. Engines start probes from outside, so a probe's command is in the container
     * without being below the container's first process; whatever is below either belongs to that.
     */
    private static @Nullable ProbeKind probeOf(EventContext event, ThreadVersion thread) {
        ContainerVersion container = event.container();
        if (container == null || container.probes().isEmpty()) {
            return null;
        }
        List<ThreadVersion> inContainer = new ArrayList<>();
        inContainer.add(thread);
        Ancestors.walk(event, ancestor -> {
            boolean inside = ancestor.containerId().equals(thread.containerId());
            if (inside) {
                inContainer.add(ancestor);
            }
            return !inside;
        });
        ProbeKind topmost = null;
        for (ThreadVersion member : inContainer) {
            if (member.vpid() == 1) {
                return null;
            }
            ProbeKind kind = matching(container.probes(), member);
            topmost = kind == null ? topmost : kind;
        }
        return topmost;
    }

    private static @Nullable ProbeKind matching(Map<ProbeKind, Probe> probes, ThreadVersion thread) {
        for (ProbeKind kind : ProbeKind.values()) {
            Probe probe = probes.get(kind);
            if (probe != null
                    && probe.exe().equals(thread.exe())
                    && probe.args().equals(thread.args())) {
                return kind;
            }
        }
        return null;
    }
}
