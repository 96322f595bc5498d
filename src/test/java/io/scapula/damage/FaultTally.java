package io.scapula.damage;

import java.util.Locale;

/** How faults were borne, for who runs many of them. */
final class FaultTally {
    private static final double NANOS_PER_MILLISECOND = 1e6;

    private final String kind;
    private int faults;
    private long longestNanos;
    private long kept;
    private long delivered;
    private double least = 1;
    private String leastOf = "none lost any";
    private long mostLost;
    private long wrong;
    private long withWrong;

    FaultTally(String kind) {
        this.kind = kind;
    }

    void took(long nanos) {
        faults++;
        longestNanos = Math.max(longestNanos, nanos);
    }

    void recovered(int deliveredNow, int keptNow, String what) {
        kept += keptNow;
        delivered += deliveredNow;
        mostLost = Math.max(mostLost, keptNow - deliveredNow);
        double part = keptNow == 0 ? 1 : (double) deliveredNow / keptNow;
        if (part < least) {
            least = part;
            leastOf = what + " (" + deliveredNow + " of " + keptNow + ")";
        }
    }

    void wrong(int events) {
        wrong += events;
        withWrong += events > 0 ? 1 : 0;
    }

    void print() {
        System.out.printf(
                Locale.ROOT,
                "%s: %d faults; of whole events %.4f %% were read, least %.4f %%: %s; most lost %d; longest %.0f ms;"
                        + " %d events that were never recorded in %d of the damaged parts%n",
                kind,
                faults,
                kept == 0 ? 100 : 100.0 * delivered / kept,
                100 * least,
                leastOf,
                mostLost,
                longestNanos / NANOS_PER_MILLISECOND,
                wrong,
                withWrong);
    }
}
