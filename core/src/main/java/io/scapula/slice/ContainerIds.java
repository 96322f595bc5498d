package io.scapula.slice;

import io.scapula.event.EventReplay;
import io.scapula.event.ReplayListener;
import io.scapula.format.CaptureReader;
import io.scapula.format.EventView;
import io.scapula.history.CaptureHistory;
import io.scapula.state.ContainerVersion;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the containers that a selection names, which may be described long after their first event. */
final class ContainerIds implements ReplayListener {
    private static final String HOST = "host";
    private static final int MOST_NAMED = 20;
    private static final int EVENTS_PER_UPDATE = 1 << 14;

    private final @Nullable String container;
    private final @Nullable String pod;
    private final Set<String> ofContainer = new HashSet<>();
    private final Set<String> ofPod = new HashSet<>();
    /** What each container is called, by id. */
    private final Map<String, String> known = new HashMap<>();

    ContainerIds(SliceSelection selection) {
        container = selection.container();
        pod = selection.pod();
        if (HOST.equals(container)) {
            ofContainer.add("");
        }
    }

    /** Whether a selection names any. */
    static boolean areNamedBy(SliceSelection selection) {
        return selection.container() != null || selection.pod() != null;
    }

    /** Reads the capture to its end. */
    void run(CaptureReader reader, EventReplay.Options options, CaptureHistory.Progress progress) throws IOException {
        EventReplay replay = EventReplay.open(reader, options, this);
        int untilUpdate = EVENTS_PER_UPDATE;
        while (replay.advance()) {
            if (--untilUpdate == 0) {
                untilUpdate = EVENTS_PER_UPDATE;
                progress.update(reader.storedBytesRead(), reader.storedBytes());
            }
        }
    }

    @Override
    public void containerChanged(ContainerVersion version, @Nullable EventView event) {
        String inPod = version.podNamespace() + "/" + version.podName();
        boolean hasPod = !version.podName().isEmpty();
        known.put(
                version.id(),
                hasPod ? inPod + "/" + version.name() : version.name().isEmpty() ? version.id() : version.name());
        if (version.id().equals(container)
                || (!version.fullId().isEmpty() && version.fullId().equals(container))
                || (!version.name().isEmpty() && version.name().equals(container))) {
            ofContainer.add(version.id());
        }
        if (hasPod && (version.podName().equals(pod) || inPod.equals(pod))) {
            ofPod.add(version.id());
        }
    }

    /**
     * The ids, after the last event.
     *
     * @throws IllegalArgumentException if there is no such container or pod
     */
    Set<String> found() {
        require("container", container, ofContainer);
        require("pod", pod, ofPod);
        Set<String> ids = container == null ? ofPod : ofContainer;
        if (container != null && pod != null) {
            ids.retainAll(ofPod);
            require("container in that pod", container, ids);
        }
        return ids;
    }

    private void require(String what, @Nullable String wanted, Set<String> ids) {
        if (wanted != null && ids.isEmpty()) {
            Set<String> called = new TreeSet<>(known.values());
            String names = String.join(", ", called.stream().limit(MOST_NAMED).toList());
            throw new IllegalArgumentException("there is no " + what + " '" + wanted + "'; "
                    + (known.isEmpty()
                            ? "the capture tells of no container"
                            : "there are " + names + (called.size() > MOST_NAMED ? " and others" : "")));
        }
    }
}
