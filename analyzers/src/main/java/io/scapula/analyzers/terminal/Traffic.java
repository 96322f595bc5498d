package io.scapula.analyzers.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What went one way or the other over a descriptor, in order. */
final class Traffic {
    /** Keeps count of what all traffic of a capture takes, so that it stays bounded. */
    static final class Budget {
        private final long mostBytes;
        private final long mostCalls;
        private long bytes;
        private long calls;

        Budget(long mostBytes, long mostCalls) {
            this.mostBytes = mostBytes;
            this.mostCalls = mostCalls;
        }

        private boolean takeCall() {
            return ++calls <= mostCalls;
        }

        private boolean takeBytes(int count) {
            bytes += count;
            return bytes <= mostBytes;
        }

        boolean isExhausted() {
            return calls > mostCalls || bytes > mostBytes;
        }
    }

    private static final byte[] NOTHING = {};

    private final Budget budget;
    private final List<TerminalData> all = new ArrayList<>();
    private @Nullable ReceivedBytes bytes;

    Traffic(Budget budget) {
        this.budget = budget;
    }

    void add(TerminalData data) {
        if (!budget.takeCall()) {
            return;
        }
        boolean kept = budget.takeBytes(data.bytes().length);
        all.add(
                kept
                        ? data
                        : new TerminalData(
                                data.timeNanos(),
                                data.eventNumber(),
                                data.pid(),
                                data.program(),
                                NOTHING,
                                data.length()));
    }

    /** The same budget's traffic, with these data only. */
    Traffic of(List<TerminalData> chosen) {
        Traffic copy = new Traffic(budget);
        copy.all.addAll(chosen);
        return copy;
    }

    List<TerminalData> all() {
        return all;
    }

    /** All of it as one row of bytes; of use once nothing is added any longer. */
    ReceivedBytes bytes() {
        ReceivedBytes known = bytes;
        if (known == null) {
            known = ReceivedBytes.of(all);
            bytes = known;
        }
        return known;
    }

    /** Forgets what {@link #bytes()} made. */
    void releaseBytes() {
        bytes = null;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
