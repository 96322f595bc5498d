package io.scapula.analyzers.container.cause;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks every finder and ranks what they say. */
public final class Causes {
    private static final List<CauseFinder> FINDERS = List.of(
            new FailedPaths(),
            new FailedPrograms(),
            new MissingLibraries(),
            new FailedConnections(),
            new FailedNames(),
            new LostConnections(),
            new Certificates(),
            new UsedAddresses(),
            new BadArguments(),
            new SignalDeaths(),
            new MemoryKills(),
            new FailedProbes(),
            new MessagesAlone(),
            new ExitAlone());

    /** Less is not worth telling. */
    private static final double LEAST = 0.15;
    /** Causes that are as likely as this together are told apart by what came last. */
    private static final double CLOSE = 0.05;

    /** A signal is how a container whose probes failed was ended, not why. */
    private static final double MERE_MEANS = 0.7;

    private static final double LIKELY = 0.55;
    private static final double FAIR = 0.4;
    private static final double ERROR_WITHOUT_RIVAL = 0.72;

    private Causes() {}

    /** The possible causes, the likeliest first, each once. */
    public static List<Suspicion> of(Death death) {
        List<Suspicion> all = new ArrayList<>();
        for (CauseFinder finder : FINDERS) {
            if (finder.isAbout(death)) {
                all.addAll(finder.find(death));
            }
        }
        return rank(all);
    }

    /** Ranks what was found elsewhere. */
    public static List<Suspicion> rank(List<Suspicion> all) {
        Map<String, Suspicion> best = new LinkedHashMap<>();
        for (Suspicion suspicion : all) {
            best.merge(suspicion.cause(), suspicion, Causes::better);
        }
        Suspicion probe = best.get("probe_failed");
        boolean probed = probe != null && probe.confidence() >= LIKELY;
        boolean rival =
                best.values().stream().anyMatch(one -> !one.cause().equals("error_exit") && one.confidence() >= FAIR);
        List<Suspicion> ranked = new ArrayList<>();
        for (Suspicion suspicion : best.values()) {
            double confidence = suspicion.confidence();
            if (probed && List.of("killed", "completed", "oom_killed").contains(suspicion.cause())) {
                confidence = Math.min(confidence, MERE_MEANS);
            }
            if (suspicion.cause().equals("error_exit") && !rival && confidence >= FAIR) {
                confidence = ERROR_WITHOUT_RIVAL;
            }
            ranked.add(suspicion.with(confidence));
        }
        ranked.sort(Comparator.comparingDouble((Suspicion one) -> -Math.round(one.confidence() / CLOSE))
                .thenComparing(Suspicion::lastEvent, Comparator.reverseOrder()));
        return rounded(ranked);
    }

    private static Suspicion better(Suspicion one, Suspicion other) {
        double difference = one.confidence() - other.confidence();
        if (Math.abs(difference) < CLOSE) {
            return one.lastEvent() >= other.lastEvent() ? one : other;
        }
        return difference > 0 ? one : other;
    }

    private static List<Suspicion> rounded(List<Suspicion> ranked) {
        List<Suspicion> kept = new ArrayList<>();
        double most = 1;
        for (Suspicion suspicion : ranked) {
            double confidence = Math.min(most, Math.round(suspicion.confidence() * 100) / 100.0);
            if (confidence >= LEAST || kept.isEmpty()) {
                kept.add(suspicion.with(confidence));
                most = confidence;
            }
        }
        return kept;
    }
}
