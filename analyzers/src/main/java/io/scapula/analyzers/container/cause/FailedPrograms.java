package io.scapula.analyzers.container.cause;

import io.scapula.analyzers.container.cause.Death.Blamed;
import io.scapula.analyzers.container.watch.FailedCall;
import java.util.ArrayList;
import java.util.List;

/** Programs that a process of the container could not execute. */
final class FailedPrograms implements CauseFinder {
    @Override
    public List<Suspicion> find(Death death) {
        List<Suspicion> found = new ArrayList<>();
        for (Death.Failure failure : death.failures()) {
            if (failure.call().isExecution() && !wasExecutedElsewhere(failure.blamed(), failure.call())) {
                found.addAll(weigh(death, failure.blamed(), failure.call()));
            }
        }
        return found;
    }

    /** A search along PATH fails until it finds the program. */
    private static boolean wasExecutedElsewhere(Blamed blamed, FailedCall call) {
        return blamed.process().programs().stream()
                .anyMatch(program -> program.eventNumber() > call.event()
                        && (program.thread().exepath().endsWith("/" + call.baseName())
                                || program.thread().exe().endsWith(call.baseName())));
    }

    private static List<Suspicion> weigh(Death death, Blamed blamed, FailedCall call) {
        Support support =
                Support.of(death.printedAfter(call.event()), List.of(call.target(), call.baseName()), call.error());
        double weight = blamed.weight() * Recency.weight(death.secondsToEnd(call.nanos()));
        List<Long> evidence = support.with(call.event());
        if (call.error() == Errors.ENOEXEC) {
            return List.of(new Suspicion(
                    "missing_interpreter",
                    0.6 * weight,
                    call.target() + " is no program that the kernel knows how to run (" + call.call() + ": "
                            + call.errorName() + ")",
                    evidence));
        }
        return call.error() == Errors.ENOENT ? notFound(death, blamed, call, support, weight, evidence) : List.of();
    }

    /** The kernel says the same when the program is missing and when its interpreter is. */
    private static List<Suspicion> notFound(
            Death death, Blamed blamed, FailedCall call, Support support, double weight, List<Long> evidence) {
        long seen = death.traces().stream()
                .mapToLong(trace -> trace.reached(call.target()))
                .max()
                .orElse(0);
        boolean search = isSearch(blamed, call);
        double sure = support.isAny() ? 0.92 : 0.7;
        double interpreter = seen > 0 ? sure : search ? 0.05 : 0.55;
        double file = seen > 0 ? 0.1 : search ? sure : 0.5;
        String told = " (" + call.call() + ": " + call.errorName() + ")";
        List<Long> withSight = new ArrayList<>(evidence);
        if (seen > 0) {
            withSight.add(0, seen);
        }
        return List.of(
                new Suspicion(
                        "missing_interpreter", interpreter * weight, interpreterReason(call, seen) + told, withSight),
                new Suspicion(
                        "missing_file",
                        file * weight,
                        (search ? call.baseName() + " is in no directory of PATH" : call.target() + " does not exist")
                                + told,
                        evidence));
    }

    private static String interpreterReason(FailedCall call, long seen) {
        return seen > 0
                ? call.target() + " is there, but its interpreter (or dynamic linker) is not"
                : call.target() + " or its interpreter is missing";
    }

    /** The same name tried in more than one directory. */
    private static boolean isSearch(Blamed blamed, FailedCall call) {
        return blamed.trace().failures().stream()
                .anyMatch(other -> other.isExecution()
                        && other.baseName().equals(call.baseName())
                        && !other.target().equals(call.target()));
    }
}
