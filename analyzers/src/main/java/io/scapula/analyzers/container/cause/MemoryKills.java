package io.scapula.analyzers.container.cause;

import io.scapula.analyzers.container.cause.Death.Blamed;
import io.scapula.analyzers.container.watch.MemoryUse;
import io.scapula.history.Process;
import io.scapula.state.ExitStatus;
import java.util.ArrayList;
import java.util.List;

/** Deaths by a SIGKILL that no process sent, of processes that asked for memory until then: the OOM killer. */
final class MemoryKills implements CauseFinder {
    private static final long VERY_MANY_REQUESTS = 1000;
    private static final long MANY_REQUESTS = 100;
    private static final long SOME_REQUESTS = 20;
    private static final long MUCH = 16L << 20;
    private static final long VERY_MUCH = 100L << 20;
    private static final long MEBIBYTE = 1L << 20;

    @Override
    public boolean isAbout(Death death) {
        return true;
    }

    @Override
    public List<Suspicion> find(Death death) {
        List<Suspicion> found = new ArrayList<>();
        ExitStatus own = death.status();
        for (Blamed blamed : death.blamed()) {
            Process process = blamed.process();
            ExitStatus status = process.exitStatus();
            boolean killed = status != null && status.signal() == SignalDeaths.SIGKILL;
            boolean counts = own != null && (own.signal() == 0 || process.equals(death.entry()));
            if (killed
                    && counts
                    && SignalSenders.find(
                                    death.watch(),
                                    process,
                                    SignalDeaths.SIGKILL,
                                    process.endEvent(),
                                    process.endNanos())
                            == null) {
                found.add(weigh(death, blamed));
            }
        }
        return found;
    }

    private static Suspicion weigh(Death death, Blamed blamed) {
        MemoryUse memory = blamed.trace().memory();
        long limit = death.container().description().settings().memoryLimit();
        List<String> signs = new ArrayList<>();
        // Where calls that send signals are recorded, one that is missing says more.
        double confidence = death.watch().sent().isEmpty() ? 0.4 : 0.5;
        if (memory.recentRequests() >= VERY_MANY_REQUESTS) {
            confidence += 0.42;
            signs.add("asked for memory " + memory.recentRequests() + " times just before");
        } else if (memory.recentRequests() >= MANY_REQUESTS) {
            confidence += 0.3;
            signs.add("asked for memory " + memory.recentRequests() + " times just before");
        } else if (memory.recentRequests() >= SOME_REQUESTS) {
            confidence += 0.2;
            signs.add("asked for memory " + memory.recentRequests() + " times just before");
        }
        boolean grew = memory.mostBytes() >= MUCH && memory.mostBytes() >= 2 * memory.firstBytes();
        if (grew) {
            confidence += 0.25;
            signs.add("held " + memory.mostBytes() / MEBIBYTE + " MiB at least");
        }
        long asked = memory.largestRequest();
        if (asked >= VERY_MUCH || limit > 0 && asked >= limit / 2) {
            confidence += 0.25;
            signs.add("asked for " + asked / MEBIBYTE + " MiB at once");
        }
        if (limit > 0) {
            confidence += memory.mostBytes() >= limit / 2 ? 0.3 : 0.15;
            signs.add("may hold " + limit / MEBIBYTE + " MiB");
        }
        List<Long> evidence = new ArrayList<>();
        if (memory.lastEvent() > 0) {
            evidence.add(memory.lastEvent());
        }
        evidence.add(blamed.process().endEvent());
        String who = blamed.process().equals(death.entry())
                ? "it"
                : "its process " + blamed.process().last().comm();
        String reason = "no process sent the SIGKILL that ended " + who + ", so the kernel did: the OOM killer"
                + (signs.isEmpty() ? ", perhaps" : "; it " + String.join(", ", signs));
        return new Suspicion("oom_killed", Math.min(0.95, confidence) * blamed.weight(), reason, evidence);
    }
}
