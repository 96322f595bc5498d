package io.scapula.analyzers.session;

import io.scapula.analyzers.container.RuntimePrograms;
import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.state.ThreadVersion;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Programs that enter a container from outside. The first program of a container is what it is there for, and no
 * session; every later one that the container's own processes did not start was executed in it from outside.
 */
final class ContainerEntries implements EntryRule {
    private static final long FIRST_IN_NAMESPACE = 1;

    private final NamespaceFacts namespaces;
    private final Lives lives;
    /** The container whose program a process runs, as its ancestors do. */
    private final Map<Process, String> home = new HashMap<>();
    /** The process that a container is there for. */
    private final Map<String, Process> firstProcesses = new HashMap<>();
    /** The container whose namespaces a process entered, or an ancestor did. */
    private final Map<Process, Visit> visits = new HashMap<>();

    private record Visit(String containerId, long event) {}

    ContainerEntries(CaptureHistory history, Lives lives, NamespaceFacts namespaces) {
        this.lives = lives;
        this.namespaces = namespaces;
        history.processes().stream()
                .filter(process -> process.ranBefore() && isIn(process.first()))
                .sorted(Comparator.<Process, Boolean>comparing(
                                process -> process.first().vpid() != FIRST_IN_NAMESPACE)
                        .thenComparing(process -> isFromWithin(process))
                        .thenComparing(Process::pid))
                .forEach(process -> firstProcesses.putIfAbsent(process.first().containerId(), process));
    }

    private static boolean isIn(ThreadVersion thread) {
        return !thread.containerId().isEmpty() && !RuntimePrograms.isRuntime(thread);
    }

    private boolean isFromWithin(Process process) {
        Process parent = lives.parentOf(process);
        return parent != null
                && parent.first().containerId().equals(process.first().containerId());
    }

    @Override
    public void born(Process process, @Nullable Process parent) {
        if (parent == null) {
            return;
        }
        String containerId = home.get(parent);
        if (containerId != null) {
            home.put(process, containerId);
        }
        Visit visit = visitOf(parent, process.startEvent());
        if (visit == null) {
            visit = ofSibling(process, parent);
        }
        if (visit != null) {
            visits.put(process, visit);
        }
    }

    /** Runtimes clone what they execute as a child of their own parent, out of a process that entered the namespaces. */
    private @Nullable Visit ofSibling(Process process, Process parent) {
        NamespaceFacts.Join join = namespaces.lastBefore(process.startEvent());
        Process joiner = join == null ? null : lives.at(join.pid(), join.event());
        if (joiner == null || (joiner.hasEnded() && joiner.endEvent() <= process.startEvent())) {
            return null;
        }
        return parent.equals(lives.parentOf(joiner)) ? visitOf(joiner, process.startEvent()) : null;
    }

    private @Nullable Visit visitOf(Process process, long event) {
        NamespaceFacts.Join join = namespaces.last(process.pid(), process.startEvent(), event);
        Process target = join == null ? null : lives.at(join.target(), join.event());
        String containerId = target == null ? "" : target.last().containerId();
        return join != null && !containerId.isEmpty() ? new Visit(containerId, join.event()) : visits.get(process);
    }

    /** Whether a program belongs to a container that the one before it did not belong to. */
    boolean crosses(Start start) {
        ThreadVersion thread = start.thread();
        return isIn(thread) && !thread.containerId().equals(home.get(start.process()));
    }

    @Override
    public @Nullable Session enter(Start start) {
        ThreadVersion thread = start.thread();
        Process process = start.process();
        Visit visit = visitOf(process, start.event());
        if (crosses(start)) {
            home.put(process, thread.containerId());
            return comesFromOutside(start, visit) ? session(start, thread.containerId(), visit) : null;
        }
        boolean stays = visit == null
                || !thread.containerId().isEmpty()
                || visit.containerId.equals(home.get(process))
                || RuntimePrograms.isRuntime(thread);
        if (visit != null && !stays) {
            home.put(process, visit.containerId);
            return session(start, visit.containerId, visit);
        }
        return null;
    }

    private static Session session(Start start, String containerId, @Nullable Visit visit) {
        Session session = start.session(SessionKind.EXEC);
        session.containerId(containerId);
        if (visit != null && visit.containerId.equals(containerId)) {
            session.cite(visit.event);
        }
        return session;
    }

    private boolean comesFromOutside(Start start, @Nullable Visit visit) {
        ThreadVersion thread = start.thread();
        Process process = start.process();
        if (start.program() == null) {
            return !process.equals(firstProcesses.get(thread.containerId())) && isVisitorFromBefore(start);
        }
        Process first = firstProcesses.get(thread.containerId());
        boolean joined = visit != null && visit.containerId.equals(thread.containerId());
        boolean firstLives =
                first != null && (!first.hasEnded() || first.endEvent() > start.event()) && !first.wasLost();
        if (thread.vpid() != FIRST_IN_NAMESPACE && !process.equals(first) && (firstLives || joined)) {
            return true;
        }
        firstProcesses.put(thread.containerId(), process);
        return false;
    }

    /** An orphan has a parent within its pid namespace; what came from outside has the engine's above it. */
    private static boolean isVisitorFromBefore(Start start) {
        ThreadVersion thread = start.thread();
        ThreadVersion parent = start.parentThread();
        boolean ownNamespace = thread.vpid() > FIRST_IN_NAMESPACE && thread.vpid() != thread.pid();
        return ownNamespace
                && (parent == null
                        ? thread.tty() != 0
                        : parent.containerId().isEmpty() || RuntimePrograms.isRuntime(parent));
    }
}
