package io.scapula.analyzers.container.cause;

import io.scapula.analyzers.container.watch.Probe;
import io.scapula.analyzers.container.watch.ProcessTrace;
import io.scapula.analyzers.container.watch.Signals;
import io.scapula.history.Process;
import io.scapula.state.ExitStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Ends from outside that came after probes of the container had failed: connections to its port, or commands in it. */
final class FailedProbes implements CauseFinder {
    private static final double WINDOW_SECONDS = 120;
    private static final double NANOS = 1e9;

    @Override
    public boolean isAbout(Death death) {
        return true;
    }

    @Override
    public List<Suspicion> find(Death death) {
        List<Suspicion> found = new ArrayList<>();
        Signals.Sent stop = stop(death);
        if (stop == null) {
            return found;
        }
        TreeSet<Integer> ports = new TreeSet<>();
        for (ProcessTrace trace : death.traces()) {
            trace.listening().forEach(listening -> ports.add(listening.port()));
        }
        ports.remove(0);
        for (int port : ports) {
            Suspicion suspicion = connections(death, stop, port);
            if (suspicion != null) {
                found.add(suspicion);
            }
        }
        commands(death, stop, found);
        return found;
    }

    /** The first signal from outside by which it was to end. */
    private static Signals.@Nullable Sent stop(Death death) {
        Process entry = death.entry();
        Signals.Sent asked =
                SignalSenders.find(death.watch(), entry, SignalDeaths.SIGTERM, entry.endEvent(), entry.endNanos());
        Signals.Sent stop = asked != null
                ? asked
                : SignalSenders.find(death.watch(), entry, SignalDeaths.SIGKILL, entry.endEvent(), entry.endNanos());
        boolean outside = stop != null && stop.sender().containerId().isEmpty();
        return outside ? stop : null;
    }

    private static @Nullable Suspicion connections(Death death, Signals.Sent stop, int port) {
        List<Long> evidence = new ArrayList<>();
        String client = "";
        int status = 0;
        for (Probe probe : death.watch().probes(port)) {
            boolean inTime = probe.event() > death.startEvent()
                    && probe.event() < stop.event()
                    && (stop.nanos() - probe.nanos()) / NANOS <= WINDOW_SECONDS;
            if (!inTime) {
                continue;
            }
            if (probe.failed()) {
                evidence.add(probe.event());
                client = probe.client();
                status = probe.status();
            } else {
                evidence.clear();
            }
        }
        if (evidence.isEmpty()) {
            return null;
        }
        String count = evidence.size() == 1 ? "a probe" : evidence.size() + " probes in a row";
        String how = status == 0 ? "got no answer" : "got the status " + status;
        double confidence = evidence.size() >= 2 ? 0.92 : 0.6;
        evidence.add(stop.event());
        return new Suspicion(
                "probe_failed",
                confidence,
                count + " of port " + port + " by " + client + " " + how + ", and then "
                        + SignalSenders.describe(stop, death.entry()) + " stopped it",
                evidence);
    }

    /** Commands that the runtime executed in it, the same one over and over. */
    private static void commands(Death death, Signals.Sent stop, List<Suspicion> found) {
        Map<String, List<Long>> failures = new LinkedHashMap<>();
        for (Process process : death.container().processes()) {
            ExitStatus status = process.exitStatus();
            boolean visit = process.startEvent() > death.startEvent()
                    && status != null
                    && process.endEvent() < stop.event()
                    && process.last().containerId().equals(death.container().id())
                    && !process.programs().isEmpty()
                    && process.last().tty() == 0 // nobody types at a probe
                    && death.isVisit(process);
            if (visit && status != null) {
                List<Long> row = failures.computeIfAbsent(process.last().commandLine(), line -> new ArrayList<>());
                if (status.reportedCode() == 0) {
                    row.clear();
                } else {
                    row.add(process.endEvent());
                }
            }
        }
        failures.forEach((command, events) -> {
            if (!events.isEmpty()) {
                double confidence = events.size() >= 2 ? 0.88 : 0.35;
                List<Long> evidence = new ArrayList<>(events);
                evidence.add(stop.event());
                found.add(new Suspicion(
                        "probe_failed",
                        confidence,
                        "the command " + command + " that was executed in it failed "
                                + (events.size() == 1 ? "once" : events.size() + " times in a row") + ", and then "
                                + SignalSenders.describe(stop, death.entry()) + " stopped it",
                        evidence));
            }
        });
    }
}
