package io.scapula.analyzers.container.cause;

import io.scapula.analyzers.container.cause.Death.Blamed;
import io.scapula.analyzers.container.watch.FailedCall;
import java.util.ArrayList;
import java.util.List;

/** Ports on which somebody else listens already. */
final class UsedAddresses implements CauseFinder {
    private static final double SOON_SECONDS = 10;

    @Override
    public List<Suspicion> find(Death death) {
        List<Suspicion> found = new ArrayList<>();
        for (Death.Failure failure : death.failures()) {
            if (failure.call().error() == Errors.EADDRINUSE) {
                found.add(weigh(death, failure.blamed(), failure.call()));
            }
        }
        return found;
    }

    private static Suspicion weigh(Death death, Blamed blamed, FailedCall call) {
        String port = call.target().substring(call.target().lastIndexOf(':') + 1);
        Support support = Support.of(death.printedAfter(call.event()), List.of(call.target(), port), call.error());
        double seconds = death.secondsToEnd(call.nanos());
        double confidence = support.isAny() ? 0.96 : seconds <= SOON_SECONDS ? 0.85 : 0.5;
        if (port.matches("\\d{1,5}") && blamed.trace().hasBound(Integer.parseInt(port))) {
            confidence *= 0.4; // it got the port after all
        }
        return new Suspicion(
                "address_in_use",
                confidence * blamed.weight(),
                "somebody else listens on " + call.target() + " already (" + call.call() + ": EADDRINUSE)",
                support.with(call.event()));
    }
}
