package io.scapula.analyzers.session;

import io.scapula.history.ByEvent;
import io.scapula.history.Process;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which session each process belonged to, and since which event: a process may leave one for another. */
final class Memberships {
    private record Since(long event, Membership membership) {}

    private final Map<Process, List<Since>> byProcess = new HashMap<>();

    /** From the event on. */
    void enter(Process process, long event, Membership membership) {
        byProcess.computeIfAbsent(process, key -> new ArrayList<>(1)).add(new Since(event, membership));
    }

    Membership at(Process process, long event) {
        List<Since> all = byProcess.getOrDefault(process, List.of());
        int index = ByEvent.lastUpTo(all, Since::event, event);
        return index < 0 ? Membership.NONE : all.get(index).membership;
    }

    Membership lastOf(Process process) {
        return at(process, Long.MAX_VALUE);
    }
}
