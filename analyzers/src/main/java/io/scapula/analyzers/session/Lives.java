package io.scapula.analyzers.session;

import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import org.jspecify.annotations.Nullable;

/** Looks up which process had an id at an event, and what it was then: ids are used again. */
final class Lives {
    private final CaptureHistory history;

    Lives(CaptureHistory history) {
        this.history = history;
    }

    /** The process that had the id when the event was recorded, or {@code null}. */
    @Nullable
    Process at(long pid, long event) {
        return history.processAt(pid, event);
    }

    /** The process that made it or, if that was not recorded, the one whose id its parent's was. */
    @Nullable
    Process parentOf(Process process) {
        Process parent = process.parent();
        if (parent != null) {
            return parent;
        }
        Process named = at(process.first().ptid(), process.startEvent());
        return named == null || named.equals(process) ? null : named;
    }
}
