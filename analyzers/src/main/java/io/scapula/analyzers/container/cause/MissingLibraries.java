package io.scapula.analyzers.container.cause;

import io.scapula.analyzers.container.cause.Death.Blamed;
import io.scapula.analyzers.container.watch.FailedCall;
import io.scapula.analyzers.container.watch.ProcessTrace;
import io.scapula.state.ExitStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A shared library that was in none of the places where the dynamic linker looks. */
final class MissingLibraries implements CauseFinder {
    private static final Pattern LIBRARY = Pattern.compile(".*\\.so(\\.\\d+)*");
    /** With this the dynamic linker exits, and shells do when there is no program. */
    private static final int NOT_STARTED = 127;

    @Override
    public List<Suspicion> find(Death death) {
        List<Suspicion> found = new ArrayList<>();
        for (Blamed blamed : death.blamed()) {
            Map<String, List<FailedCall>> searches = new LinkedHashMap<>();
            for (FailedCall call : blamed.trace().failures()) {
                if (isLibrary(call.target()) && call.error() == Errors.ENOENT && call.event() > death.startEvent()) {
                    searches.computeIfAbsent(call.baseName(), name -> new ArrayList<>())
                            .add(call);
                }
            }
            searches.forEach((name, calls) -> {
                if (!wasFound(blamed.trace(), name)) {
                    found.add(weigh(death, blamed, name, calls));
                }
            });
        }
        return found;
    }

    /** Whether a path is that of a shared library, with or without a version. */
    static boolean isLibrary(String path) {
        return LIBRARY.matcher(path).matches();
    }

    private static boolean wasFound(ProcessTrace trace, String name) {
        return trace.reached().keySet().stream().anyMatch(path -> path.endsWith("/" + name));
    }

    private static Suspicion weigh(Death death, Blamed blamed, String name, List<FailedCall> calls) {
        FailedCall last = calls.get(calls.size() - 1);
        Support support = Support.of(death.printedAfter(last.event()), List.of(name), last.error());
        ExitStatus status = blamed.process().exitStatus();
        boolean notStarted = status != null && status.code() == NOT_STARTED;
        double confidence = support.namesTarget() ? 0.96 : notStarted ? 0.88 : 0.3;
        confidence *= blamed.weight() * Recency.weight(death.secondsToEnd(last.nanos()));
        List<Long> evidence = support.with(last.event());
        String reason = "the shared library " + name + " is in none of the places where it was looked for ("
                + last.call() + ": " + last.errorName() + ")";
        return new Suspicion("missing_library", confidence, reason, evidence);
    }
}
