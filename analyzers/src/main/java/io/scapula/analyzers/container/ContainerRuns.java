package io.scapula.analyzers.container;

import io.scapula.history.ContainerHistory;
import io.scapula.history.Process;
import io.scapula.history.Process.FailedStart;
import io.scapula.history.Program;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the incarnations of a container in what ran inside it.
 *
 * <p>The entry process of a container that ran before the recording is the first of its pid namespace, or else the
 * oldest whose parent is outside. Of one that started during the recording, it is the first process to execute a program
 * that is no part of the runtime, or to fail to. Programs that come from outside later ({@code kubectl exec}, probes)
 * belong to the same incarnation as long as the entry process lives; after its end, one is the entry of the next
 * incarnation, since an engine may restart a container under the same id.
 */
final class ContainerRuns {
    private static final long FIRST_IN_NAMESPACE = 1;

    /** A program that the runtime executed in the container, or tried to. */
    private record Start(
            Process process,
            @Nullable Program program,
            @Nullable FailedStart failure) {
        long eventNumber() {
            return program != null ? program.eventNumber() : failure != null ? failure.eventNumber() : 0;
        }

        ContainerRun run(ContainerHistory container) {
            return new ContainerRun(container, process, program, failure);
        }
    }

    private ContainerRuns() {}

    /** The incarnations in order; one without an entry process if nothing of the container was recorded but its name. */
    static List<ContainerRun> of(ContainerHistory container) {
        List<ContainerRun> runs = new ArrayList<>();
        Process before = entryThatRanBefore(container);
        if (before != null) {
            runs.add(new ContainerRun(container, before, null, null));
        }
        for (Start start : startsFromOutside(container)) {
            ContainerRun run = start.run(container);
            if (runs.isEmpty() || isRestart(runs.get(runs.size() - 1), run)) {
                runs.add(run);
            }
        }
        if (runs.isEmpty()) {
            runs.add(new ContainerRun(container, null, null, null));
        }
        return runs;
    }

    /** A command whose execution began just before the entry process's end is no restart, though it starts after that. */
    private static boolean isRestart(ContainerRun last, ContainerRun next) {
        boolean after = last.hasEnded() && next.startNanos() > last.endNanos();
        return after && !(last.vpid() == FIRST_IN_NAMESPACE && next.vpid() > FIRST_IN_NAMESPACE);
    }

    private static @Nullable Process entryThatRanBefore(ContainerHistory container) {
        Set<Long> inside = new HashSet<>();
        List<Process> candidates = new ArrayList<>();
        for (Process process : container.processes()) {
            ThreadVersion thread = process.first();
            boolean itsOwn = thread.containerId().equals(container.id()) && !RuntimePrograms.isRuntime(thread);
            if (process.ranBefore() && itsOwn) {
                inside.add(process.pid());
                candidates.add(process);
            }
        }
        return candidates.stream()
                .min(Comparator.<Process, Boolean>comparing(
                                process -> process.first().vpid() != 1)
                        .thenComparing(
                                process -> inside.contains(process.first().ptid()))
                        .thenComparing(Process::pid))
                .orElse(null);
    }

    /** What was started in the container by the runtime, not by another program of the container. */
    private static List<Start> startsFromOutside(ContainerHistory container) {
        List<Start> starts = new ArrayList<>();
        for (Process process : container.processes()) {
            Start start = process.ranBefore() ? null : firstStart(process, container.id());
            if (start != null) {
                starts.add(start);
            }
        }
        starts.sort(Comparator.comparingLong(Start::eventNumber));
        return starts;
    }

    private static @Nullable Start firstStart(Process process, String containerId) {
        for (Program program : process.programs()) {
            ThreadVersion thread = program.thread();
            if (thread.containerId().equals(containerId) && !RuntimePrograms.isRuntime(thread)) {
                boolean outside = isOutside(program.before(), containerId)
                        || program.parent() == null
                        || !program.parent().containerId().equals(containerId);
                return outside ? new Start(process, program, null) : null;
            }
        }
        List<FailedStart> failures = process.failedStarts();
        if (failures.isEmpty()) {
            return null;
        }
        FailedStart failure = failures.get(failures.size() - 1);
        Process parent = process.parent();
        boolean outside = isOutside(failure.thread(), containerId)
                || parent == null
                || !parent.last().containerId().equals(containerId);
        return outside ? new Start(process, null, failure) : null;
    }

    /** Whether what executes a program is a part of the runtime, which may be in the container's cgroups already. */
    private static boolean isOutside(ThreadVersion before, String containerId) {
        return RuntimePrograms.isRuntime(before) || !before.containerId().equals(containerId);
    }
}
