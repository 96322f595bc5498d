package io.scapula.analyzers.container;

import io.scapula.analyzers.container.watch.ContainerWatch;
import io.scapula.analyzers.container.watch.ProcessTrace;
import io.scapula.history.Process;
import org.jspecify.annotations.Nullable;

/**
 * Signs that a run became ready: the first port on which it listened, and the first connection that it took.
 *
 * @param listening the first listen, {@code null} if none was recorded
 * @param accepted  the first accept, {@code null} if none was recorded
 */
record Readiness(ProcessTrace.@Nullable Listening listening, ProcessTrace.@Nullable Accepted accepted) {
    static Readiness of(ContainerRun run, ContainerWatch watch) {
        ProcessTrace.Listening listening = null;
        ProcessTrace.Accepted accepted = null;
        Process entry = run.entry();
        long start = run.program() == null ? 0 : run.program().eventNumber();
        long end = entry != null && entry.hasEnded() ? entry.endEvent() : Long.MAX_VALUE;
        for (Process process : run.container().processes()) {
            ProcessTrace trace = watch.trace(process, run.container().id());
            if (trace == null) {
                continue;
            }
            for (ProcessTrace.Listening one : trace.listening()) {
                boolean first = listening == null || one.event() < listening.event();
                if (one.event() > start && one.event() < end && one.port() > 0 && first) {
                    listening = one;
                }
            }
            ProcessTrace.Accepted one = trace.accepted();
            boolean inTime = one != null && one.event() > start && one.event() < end;
            if (one != null && inTime && (accepted == null || one.event() < accepted.event())) {
                accepted = one;
            }
        }
        return new Readiness(listening, accepted);
    }
}
