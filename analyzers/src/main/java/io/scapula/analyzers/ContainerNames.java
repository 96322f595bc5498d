package io.scapula.analyzers;

import io.scapula.history.CaptureHistory;
import io.scapula.history.ContainerHistory;
import io.scapula.state.ContainerVersion;
import io.scapula.state.ThreadVersion;
import io.scapula.table.RowBuilder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a container's columns show: {@code host} outside of containers, nothing for what was not recorded. */
public final class ContainerNames {
    private static final String HOST = "host";

    private final Map<String, ContainerVersion> byId = new HashMap<>();

    public ContainerNames(CaptureHistory history) {
        for (ContainerHistory container : history.containers()) {
            byId.put(container.id(), container.description());
        }
    }

    /** Fills {@code container.id}, {@code container.name}, {@code k8s.ns.name} and {@code k8s.pod.name}. */
    public void fill(RowBuilder row, ThreadVersion thread) {
        fill(row, thread.containerId());
    }

    /** The same for a container by its id, empty for the host. */
    public void fill(RowBuilder row, String containerId) {
        if (containerId.isEmpty()) {
            row.set("container.id", HOST).set("container.name", HOST);
            return;
        }
        row.set("container.id", containerId);
        ContainerVersion container = byId.get(containerId);
        if (container != null) {
            row.set("container.name", orNull(container.name()))
                    .set("k8s.ns.name", orNull(container.podNamespace()))
                    .set("k8s.pod.name", orNull(container.podName()));
        }
    }

    /** A container's name, or its id if the name was not recorded. */
    public String nameOf(String containerId) {
        ContainerVersion container = byId.get(containerId);
        return container == null || container.name().isEmpty() ? containerId : container.name();
    }

    /** The text, or {@code null} if it is empty: not recorded. */
    public static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
