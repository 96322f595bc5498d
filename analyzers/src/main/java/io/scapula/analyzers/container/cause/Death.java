package io.scapula.analyzers.container.cause;

import io.scapula.analyzers.container.watch.ContainerWatch;
import io.scapula.analyzers.container.watch.FailedCall;
import io.scapula.analyzers.container.watch.Output;
import io.scapula.analyzers.container.watch.ProcessTrace;
import io.scapula.history.ContainerHistory;
import io.scapula.history.Process;
import io.scapula.state.ExitStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of the end of one run of a container. */
public final class Death {
    /** So many of the processes that failed before the entry process ended are looked at, the last ones. */
    private static final int MOST_BLAMED = 8;
    /** The entry process may run on without them; only those that fail near its end pull it down. */
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /**
     * A process whose failure may be the run's.
     *
     * @param process    the process
     * @param trace      what was kept of it
     * @param weight     1 for the entry process and the last child that failed, less for earlier ones
     */
    record Blamed(Process process, ProcessTrace trace, double weight) {}

    /** A call that failed, and whose. */
    record Failure(Blamed blamed, FailedCall call) {}

    private final ContainerHistory container;
    private final ContainerWatch watch;
    private final Process entry;
    private final long startEvent;
    private final List<ProcessTrace> traces = new ArrayList<>();
    private final List<Blamed> blamed = new ArrayList<>();

    /**
     * Gathers what is known.
     *
     * @param entry      the entry process, which has ended
     * @param startEvent number of the event that started the entry program, 0 if it ran before the recording
     */
    public Death(ContainerHistory container, ContainerWatch watch, Process entry, long startEvent) {
        this.container = container;
        this.watch = watch;
        this.entry = entry;
        this.startEvent = startEvent;
        gather();
    }

    private void gather() {
        ProcessTrace own = watch.trace(entry, container.id());
        if (own != null) {
            blamed.add(new Blamed(entry, own, 1));
            traces.add(own);
        }
        List<Process> failed = new ArrayList<>();
        for (Process process : container.processes()) {
            if (process == entry || process.startEvent() < entry.startEvent() || !isBelowEntry(process)) {
                continue;
            }
            ProcessTrace trace = watch.trace(process, container.id());
            if (trace != null) {
                traces.add(trace);
            }
            ExitStatus status = process.exitStatus();
            boolean before = process.hasEnded() && process.endEvent() < entry.endEvent();
            if (before && status != null && status.reportedCode() != 0 && trace != null) {
                failed.add(process);
            }
        }
        failed.sort(Comparator.comparingLong(Process::endEvent).reversed());
        double weight = 1;
        for (Process process : failed.subList(0, Math.min(MOST_BLAMED, failed.size()))) {
            ProcessTrace trace = watch.trace(process, container.id());
            if (trace != null) {
                blamed.add(new Blamed(process, trace, weight));
                weight = 0.7;
            }
        }
    }

    private boolean isBelowEntry(Process process) {
        Process ancestor = process.parent();
        while (ancestor != null && !ancestor.equals(entry)) {
            ancestor = ancestor.parent();
        }
        return ancestor != null;
    }

    /** Whether a process came from outside while the run lived, as {@code kubectl exec} and probes do. */
    boolean isVisit(Process process) {
        return !process.equals(entry) && !isBelowEntry(process);
    }

    ContainerHistory container() {
        return container;
    }

    ContainerWatch watch() {
        return watch;
    }

    Process entry() {
        return entry;
    }

    /** How the entry process ended, {@code null} if the recorder did not say. */
    @Nullable
    ExitStatus status() {
        return entry.exitStatus();
    }

    /** Whether it ended by itself, with a code that says that something went wrong. */
    boolean isErrorExit() {
        ExitStatus status = status();
        return status != null && status.signal() == 0 && status.code() != 0;
    }

    /** What came before is the runtime's doing. */
    long startEvent() {
        return startEvent;
    }

    long endNanos() {
        return entry.endNanos();
    }

    /** The entry process and its children that failed, the last ones first. */
    List<Blamed> blamed() {
        return blamed;
    }

    /** The calls of those that failed since the container started. */
    List<Failure> failures() {
        List<Failure> failures = new ArrayList<>();
        for (Blamed one : blamed) {
            for (FailedCall call : one.trace().failures()) {
                if (call.event() > startEvent) {
                    failures.add(new Failure(one, call));
                }
            }
        }
        return failures;
    }

    /**
     * The same, and the last child that exited well just before the end: programs that only copy what comes over a
     * connection do so when it is lost.
     */
    List<Blamed> blamedOrLast() {
        Process last = null;
        for (Process process : container.processes()) {
            ExitStatus status = process.exitStatus();
            boolean well = status != null && status.reportedCode() == 0 && process.endEvent() < entry.endEvent();
            boolean near = well && entry.endNanos() - process.endNanos() <= NANOS_PER_SECOND;
            boolean later = last == null || process.endEvent() > last.endEvent();
            if (near && later && process.startEvent() > entry.startEvent() && isBelowEntry(process)) {
                last = process;
            }
        }
        ProcessTrace trace = last == null ? null : watch.trace(last, container.id());
        if (last == null || trace == null) {
            return blamed;
        }
        List<Blamed> all = new ArrayList<>(blamed);
        all.add(new Blamed(last, trace, 0.8));
        return all;
    }

    /** All processes of the run of which anything was kept. */
    List<ProcessTrace> traces() {
        return traces;
    }

    /** Seconds from a time to the end. */
    double secondsToEnd(long nanos) {
        return Math.max(0, entry.endNanos() - nanos) / (double) NANOS_PER_SECOND;
    }

    /** What was printed after an event, until the end, by any process of the run. */
    List<Output> printedAfter(long event) {
        List<Output> printed = new ArrayList<>();
        for (ProcessTrace trace : traces) {
            for (Output output : trace.outputs()) {
                if (output.lastEvent() > event
                        && output.event() > startEvent
                        && output.lastEvent() < entry.endEvent()) {
                    printed.add(output);
                }
            }
        }
        printed.sort(Comparator.comparingLong(Output::event));
        return printed;
    }

    /** All that was printed, one after the other, in lower case. */
    String allPrinted() {
        StringBuilder all = new StringBuilder();
        printedAfter(0).forEach(output -> all.append(output.searchable()).append('\n'));
        return all.toString();
    }
}
