package io.scapula.analyzers.container.cause;

import io.scapula.analyzers.container.cause.Death.Blamed;
import io.scapula.analyzers.container.watch.FailedCall;
import io.scapula.analyzers.container.watch.ProcessTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Missing files, refused permissions and full disks: calls about paths that failed. */
final class FailedPaths implements CauseFinder {
    private static final double CERTAIN_OF_SPACE = 0.85;

    @Override
    public List<Suspicion> find(Death death) {
        List<Suspicion> found = new ArrayList<>();
        for (Death.Failure failure : death.failures()) {
            String cause = cause(failure.call());
            if (cause != null) {
                found.add(weigh(death, failure.blamed(), failure.call(), cause));
            }
        }
        return found;
    }

    private static @Nullable String cause(FailedCall call) {
        boolean socket = call.call().equals("bind") || call.call().equals("listen");
        return switch (call.error()) {
            case Errors.ENOENT, Errors.ENOTDIR, Errors.ELOOP ->
                MissingLibraries.isLibrary(call.target()) || call.target().isEmpty() || call.isExecution() || socket
                        ? null
                        : "missing_file";
            case Errors.EACCES, Errors.EPERM, Errors.EROFS -> "permission_denied";
            case Errors.ENOSPC, Errors.EDQUOT -> "disk_full";
            default -> null;
        };
    }

    private static Suspicion weigh(Death death, Blamed blamed, FailedCall call, String cause) {
        Support support =
                Support.of(death.printedAfter(call.event()), List.of(call.target(), call.baseName()), call.error());
        double confidence = support.confidence();
        if (cause.equals("disk_full")) {
            confidence = Math.max(confidence, CERTAIN_OF_SPACE);
        } else {
            if (!support.namesTarget() && call.isLook()) {
                confidence *= 0.5;
            }
            if (!support.namesTarget() && OptionalPaths.contains(call.target())) {
                confidence *= 0.4;
            }
            if (wasFoundLater(blamed.trace(), call)) {
                confidence *= 0.5;
            }
        }
        confidence *= blamed.weight() * Recency.weight(death.secondsToEnd(call.nanos()));
        List<Long> evidence = support.with(call.event());
        return new Suspicion(cause, confidence, reason(call), evidence);
    }

    /** A search that ended well elsewhere, or a second try that did. */
    private static boolean wasFoundLater(ProcessTrace trace, FailedCall call) {
        if (trace.reached(call.target()) > call.event()) {
            return true;
        }
        String end = "/" + call.baseName();
        for (Map.Entry<String, Long> reached : trace.reached().entrySet()) {
            if (reached.getValue() > call.event() && reached.getKey().endsWith(end)) {
                return true;
            }
        }
        return false;
    }

    static String reason(FailedCall call) {
        if (call.target().isEmpty()) {
            return "it may not call " + call.call() + " (" + call.errorName() + ")";
        }
        String target = call.target();
        String what = switch (call.error()) {
            case Errors.ENOENT -> target + " does not exist";
            case Errors.ENOTDIR -> "a part of " + target + " is no directory";
            case Errors.EROFS -> target + " is on a read-only file system";
            case Errors.EACCES, Errors.EPERM -> "it may not " + verb(call) + " " + target;
            case Errors.ENOSPC -> "no space was left for " + target;
            case Errors.EDQUOT -> "the disk quota was used up for " + target;
            default -> target + " failed";
        };
        return what + " (" + call.call() + ": " + call.errorName() + ")";
    }

    private static String verb(FailedCall call) {
        if (call.call().startsWith("open") || call.call().equals("creat")) {
            return "open";
        }
        return call.isExecution() ? "execute" : call.isLook() ? "look at" : call.call();
    }
}
