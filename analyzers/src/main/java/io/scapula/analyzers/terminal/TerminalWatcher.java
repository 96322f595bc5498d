package io.scapula.analyzers.terminal;

import io.scapula.CapturedEvent;
import io.scapula.history.CaptureHistory;
import java.util.List;
import java.util.Set;

/** Collects what goes over terminals while it is shown a capture's events; an analysis hands its events on to it. */
public final class TerminalWatcher {
    private static final Set<String> EVENT_TYPES = Set.of("read", "write", "readv", "writev", "ioctl");

    /** The events to be shown. */
    public Set<String> eventTypes() {
        return EVENT_TYPES;
    }

    /** Looks at an event; of other types than {@link #eventTypes()} nothing is taken. */
    public void event(CapturedEvent event) {}

    /** The terminals that were used, in order of their first event; to be called once, after the last event. */
    public List<TerminalRecording> finish(CaptureHistory history) {
        return List.of();
    }
}
