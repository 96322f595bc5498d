package io.scapula.analyzers.container;

import io.scapula.analyzers.container.cause.Causes;
import io.scapula.analyzers.container.cause.Death;
import io.scapula.analyzers.container.cause.EntryProgram;
import io.scapula.analyzers.container.cause.Suspicion;
import io.scapula.analyzers.container.watch.ContainerWatch;
import io.scapula.history.Process;
import io.scapula.state.ExitStatus;
import io.scapula.table.render.DurationFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why an incarnation ended, and what to say about it.
 *
 * @param causes  the possible causes, the likeliest first; at least one
 * @param summary one sentence
 */
record Ending(List<Suspicion> causes, String summary) {
    private static final double CERTAIN = 0.95;
    /** From here on a cause is told as a fact. */
    private static final double SURE = 0.8;

    private static final double LEAST = 0.3;

    Ending {
        causes = List.copyOf(causes);
    }

    static Ending of(ContainerRun run, ContainerWatch watch) {
        Process entry = run.entry();
        if (entry == null) {
            return unknown("No process of it was recorded.");
        }
        Process.FailedStart failure = run.failure();
        if (failure != null) {
            return ofFailedStart(run, watch, entry, failure);
        }
        if (run.wasLost()) {
            return unknown("Its end was not recorded: another process had its process id before the capture ended.");
        }
        if (!run.hasEnded()) {
            Suspicion running = new Suspicion("still_running", CERTAIN, "it ran when the capture ended", List.of());
            return new Ending(List.of(running), name(run) + " ran when the capture ended.");
        }
        ExitStatus status = run.exitStatus();
        if (status == null) {
            return unknown(name(run) + " ended" + after(run) + "; the recorder did not say how.");
        }
        List<Suspicion> causes = Causes.of(death(run, watch, entry));
        if (causes.isEmpty()) {
            return unknown(what(run, status) + "; failed calls, output, connections and signals do not tell why.");
        }
        return new Ending(causes, sentence(run, watch, what(run, status), causes.get(0)));
    }

    private static String sentence(ContainerRun run, ContainerWatch watch, String what, Suspicion first) {
        return switch (first.cause()) {
            case "completed" -> what + ": " + first.reason() + ".";
            case "error_exit" -> {
                List<LastOutput.Line> lines = LastOutput.of(run, watch);
                yield what + " by itself; no failed call explains it"
                        + (lines.isEmpty()
                                ? ", and it printed nothing."
                                : ". It last printed: "
                                        + lines.get(lines.size() - 1).text().strip());
            }
            default -> sentence(what, first);
        };
    }

    static Death death(ContainerRun run, ContainerWatch watch, Process entry) {
        long start = run.program() == null ? 0 : run.program().eventNumber();
        return new Death(run.container(), watch, entry, start);
    }

    private static Ending unknown(String summary) {
        return new Ending(List.of(new Suspicion("unknown", 0, "nothing recorded tells", List.of())), summary);
    }

    private static Ending ofFailedStart(
            ContainerRun run, ContainerWatch watch, Process entry, Process.FailedStart failure) {
        List<Suspicion> causes = Causes.rank(
                EntryProgram.causes(failure, watch.trace(entry, run.container().id())));
        return new Ending(causes, sentence(name(run) + " never started", causes.get(0)));
    }

    private static String sentence(String what, Suspicion first) {
        if (first.confidence() >= SURE) {
            return what + " because " + first.reason() + ".";
        }
        String percent = " (" + Math.round(first.confidence() * 100) + " % sure)";
        return first.confidence() >= LEAST
                ? what + ", perhaps because " + first.reason() + percent + "."
                : what + "; nothing that was recorded tells why.";
    }

    private static String name(ContainerRun run) {
        String name = run.pod().containerName();
        return name.isEmpty() ? "Container " + run.description().id() : name;
    }

    private static String what(ContainerRun run, ExitStatus status) {
        if (status.signal() != 0) {
            return name(run) + " was ended by " + status.signalName() + after(run);
        }
        return name(run) + " exited with " + status.code() + after(run);
    }

    private static String after(ContainerRun run) {
        Long ran = duration(run);
        return ran == null ? "" : " after " + DurationFormat.format(ran);
    }

    Suspicion first() {
        return causes.get(0);
    }

    /** The causes after the first, with how sure they are; empty if there is none. */
    String others() {
        return causes.stream()
                .skip(1)
                .map(cause -> cause.cause() + " " + cause.confidence())
                .collect(Collectors.joining(", "));
    }

    /** How long it ran in nanoseconds, {@code null} if its start or end was not recorded. */
    static @Nullable Long duration(ContainerRun run) {
        return run.startNanos() == Process.UNKNOWN_TIME || run.endNanos() == Process.UNKNOWN_TIME
                ? null
                : run.endNanos() - run.startNanos();
    }
}
