package io.scapula.analyzers.container;

import io.scapula.history.ContainerHistory;
import io.scapula.history.Process;
import io.scapula.history.Program;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the incarnations of a container in what ran inside it.
 *
 * <p>The entry process of a container that ran before the recording is the first of its pid namespace, or else the
 * oldest whose parent is outside. Of one that started during the recording, it is the first process to execute a program
 * that is no part of the runtime. Programs that come from outside later ({@code kubectl exec}, probes) belong to the
 * same incarnation as long as the entry process lives; after its end, one is the entry of the next incarnation, since an
 * engine may restart a container under the same id.
 */
final class ContainerRuns {
    private ContainerRuns() {}

    /** The incarnations in order; one without an entry process if nothing of the container was recorded but its name. */
    static List<ContainerRun> of(ContainerHistory container) {
        List<ContainerRun> runs = new ArrayList<>();
        Process before = entryThatRanBefore(container);
        if (before != null) {
            runs.add(new ContainerRun(container, before, null, null));
        }
        for (Program program : programsFromOutside(container)) {
            ContainerRun last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last == null || (last.hasEnded() && program.timeNanos() > last.endNanos())) {
                runs.add(new ContainerRun(container, program.process(), program, null));
            }
        }
        if (runs.isEmpty()) {
            runs.add(withoutEntry(container));
        }
        return runs;
    }

    private static @org.jspecify.annotations.Nullable Process entryThatRanBefore(ContainerHistory container) {
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

    /** Programs of the container's own that were started by the runtime, not by another program of the container. */
    private static List<Program> programsFromOutside(ContainerHistory container) {
        List<Program> programs = new ArrayList<>();
        for (Process process : container.processes()) {
            Program first = null;
            for (Program program : process.programs()) {
                ThreadVersion thread = program.thread();
                if (thread.containerId().equals(container.id()) && !RuntimePrograms.isRuntime(thread)) {
                    first = program;
                    break;
                }
            }
            if (first != null && isFromOutside(first, container)) {
                programs.add(first);
            }
        }
        programs.sort(Comparator.comparingLong(Program::eventNumber));
        return programs;
    }

    private static boolean isFromOutside(Program program, ContainerHistory container) {
        if (program.process().ranBefore()) {
            return false;
        }
        ThreadVersion before = program.before();
        if (RuntimePrograms.isRuntime(before) || !before.containerId().equals(container.id())) {
            return true;
        }
        ThreadVersion parent = program.parent();
        return parent == null || !parent.containerId().equals(container.id());
    }

    /** A container whose entry program could not be executed, or of which nothing was recorded. */
    private static ContainerRun withoutEntry(ContainerHistory container) {
        for (Process process : container.processes()) {
            if (!process.failedStarts().isEmpty()) {
                List<Process.FailedStart> failures = process.failedStarts();
                return new ContainerRun(container, process, null, failures.get(failures.size() - 1));
            }
        }
        return new ContainerRun(container, null, null, null);
    }
}
