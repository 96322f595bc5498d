package io.scapula.analyzers.container.cause;

import io.scapula.analyzers.container.watch.Output;
import io.scapula.analyzers.container.watch.Signals;
import io.scapula.state.ExitStatus;
import java.util.ArrayList;
import java.util.List;

/** What the exit tells by itself: that it completed, or that something went wrong. */
final class ExitAlone implements CauseFinder {
    private static final double VAGUE = 0.3;
    private static final double WITH_MESSAGE = 0.55;

    @Override
    public boolean isAbout(Death death) {
        return true;
    }

    @Override
    public List<Suspicion> find(Death death) {
        ExitStatus status = death.status();
        if (status == null || status.signal() != 0) {
            return List.of();
        }
        List<Long> evidence = new ArrayList<>();
        if (status.code() == 0) {
            Signals.Sent asked = SignalSenders.find(
                    death.watch(),
                    death.entry(),
                    SignalDeaths.SIGTERM,
                    death.entry().endEvent(),
                    death.endNanos());
            String reason = "its work was done, as far as its exit tells";
            if (asked != null) {
                evidence.add(asked.event());
                reason = SignalSenders.describe(asked, death.entry()) + " asked it to end (SIGTERM)";
            }
            return List.of(new Suspicion("completed", asked == null ? 0.95 : 0.9, reason, evidence));
        }
        List<Output> printed = death.printedAfter(0).stream()
                .filter(output -> output.destination() != Output.Destination.NOWHERE)
                .toList();
        if (!printed.isEmpty()) {
            evidence.add(printed.get(printed.size() - 1).lastEvent());
        }
        return List.of(new Suspicion(
                "error_exit",
                printed.isEmpty() ? VAGUE : WITH_MESSAGE,
                printed.isEmpty()
                        ? "it exited by itself; it printed nothing, and no failed call explains it"
                        : "it exited by itself; no failed call explains it, its last output may",
                evidence));
    }
}
