package io.scapula.comparison;

import java.util.List;
import java.util.Map;

/**
 * A deliberate difference between sysdig's lines and ours.
 *
 * @param pair  the name of the pair in which it shows
 * @param why   the reason, as {@code docs/differences.md} gives it
 * @param lines how many lines differ, by capture; in all others none may
 */
record KnownLineDifference(String pair, String why, Map<String, Integer> lines) {
    KnownLineDifference {
        lines = Map.copyOf(lines);
    }

    /** How many lines of the pair differ on the capture. */
    static long count(List<KnownLineDifference> known, String pair, String capture) {
        return known.stream()
                .filter(difference -> difference.pair.equals(pair))
                .mapToLong(difference -> difference.lines.getOrDefault(capture, 0))
                .sum();
    }
}
