package io.scapula.analyzers.container.cause;

/** What happened just before the end is likelier to be its reason. */
final class Recency {
    private static final double AT_ONCE = 0.25;
    private static final double SOON = 2;
    private static final double LATER = 10;

    private Recency() {}

    static double weight(double secondsToEnd) {
        if (secondsToEnd <= AT_ONCE) {
            return 1;
        }
        if (secondsToEnd <= SOON) {
            return 0.95;
        }
        return secondsToEnd <= LATER ? 0.8 : 0.5;
    }
}
