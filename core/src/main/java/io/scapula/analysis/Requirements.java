package io.scapula.analysis;

import io.scapula.format.ReadStatistics;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a capture must hold for an analysis to make sense.
 *
 * @param eventTypes names as {@code evt.type} shows them; one of them is enough; empty for no requirement
 */
public record Requirements(Set<String> eventTypes) {
    public Requirements {
        eventTypes = Set.copyOf(eventTypes);
    }

    public static Requirements none() {
        return new Requirements(Set.of());
    }

    /** At least one event of one of these types. */
    public static Requirements anyEventOf(String... eventTypes) {
        return new Requirements(Set.of(eventTypes));
    }

    /** Why the capture does not do, as a clause, or {@code null} if it does. */
    @Nullable
    String missingFrom(ReadStatistics statistics) {
        boolean met = eventTypes.isEmpty()
                || statistics.eventsByType().keySet().stream().anyMatch(type -> eventTypes.contains(type.name()));
        return met
                ? null
                : "the capture holds no "
                        + new TreeSet<>(eventTypes).stream().collect(Collectors.joining(" or "))
                        + " event";
    }
}
