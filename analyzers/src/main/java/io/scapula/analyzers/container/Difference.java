package io.scapula.analyzers.container;

import io.scapula.analysis.EventParameters;
import io.scapula.analyzers.container.watch.ContainerWatch;
import io.scapula.analyzers.container.watch.Conversation;
import io.scapula.analyzers.container.watch.FailedCall;
import io.scapula.analyzers.container.watch.ProcessTrace;
import io.scapula.history.Process;
import io.scapula.state.ExitStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first thing that failed in a run and went well in a healthy one of the same container. */
final class Difference {
    /** A run that lived so much longer is healthy in comparison, however it ended. */
    private static final int MUCH_LONGER = 10;

    private record Failure(long event, String text) {}

    private Difference() {}

    /** The difference in words, {@code null} if there is none to tell or nothing to compare with. */
    static @Nullable String of(Attempts attempts, int attempt, ContainerWatch watch) {
        ContainerRun run = attempts.runs().get(attempt);
        ExitStatus status = run.exitStatus();
        if (!run.hasEnded() || status == null || status.reportedCode() == 0) {
            return null;
        }
        for (int other = 0; other < attempts.runs().size(); other++) {
            if (other != attempt && isHealthier(attempts.runs().get(other), run)) {
                String found = between(run, attempts.runs().get(other), watch);
                if (found != null) {
                    return found + "; in attempt " + other + " it did not fail";
                }
            }
        }
        return null;
    }

    private static boolean isHealthier(ContainerRun other, ContainerRun run) {
        if (other.entry() == null || other.wasLost()) {
            return false;
        }
        ExitStatus status = other.exitStatus();
        Long lived = Ending.duration(other);
        Long failed = Ending.duration(run);
        boolean longer = lived != null && failed != null && lived / MUCH_LONGER > failed;
        return !other.hasEnded() || status != null && status.reportedCode() == 0 || longer;
    }

    private static @Nullable String between(ContainerRun run, ContainerRun healthy, ContainerWatch watch) {
        List<ProcessTrace> well = traces(healthy, watch);
        long start = run.program() == null ? 0 : run.program().eventNumber();
        Failure first = null;
        for (ProcessTrace trace : traces(run, watch)) {
            for (FailedCall call : trace.failures()) {
                boolean differs = call.event() > start
                        && !call.target().isEmpty()
                        && well.stream().anyMatch(other -> other.reached(call.target()) > 0);
                if (differs) {
                    first = earlier(first, call.event(), call.call() + " " + call.target() + ": " + call.errorName());
                }
            }
            for (Conversation talk : trace.conversations()) {
                boolean failed = talk.startEvent() > start && !talk.wasConnected() && talk.error() != 0;
                if (failed && well.stream().anyMatch(other -> connected(other, talk.peer()))) {
                    first = earlier(
                            first,
                            talk.errorEvent(),
                            "connect " + talk.peer() + ": " + EventParameters.errorName(talk.error()));
                }
            }
        }
        return first == null ? null : first.text();
    }

    private static Failure earlier(@Nullable Failure first, long event, String text) {
        return first != null && first.event() <= event ? first : new Failure(event, text);
    }

    private static boolean connected(ProcessTrace trace, String peer) {
        return trace.conversations().stream()
                .anyMatch(talk -> talk.wasConnected() && talk.peer().equals(peer));
    }

    private static List<ProcessTrace> traces(ContainerRun run, ContainerWatch watch) {
        long start = run.startNanos();
        long end = run.hasEnded() ? run.endNanos() : Long.MAX_VALUE;
        List<ProcessTrace> traces = new ArrayList<>();
        for (Process process : run.container().processes()) {
            boolean ofRun = process.equals(run.entry()) || process.startNanos() >= start && process.startNanos() <= end;
            ProcessTrace trace = ofRun ? watch.trace(process, run.container().id()) : null;
            if (trace != null) {
                traces.add(trace);
            }
        }
        return traces;
    }
}
