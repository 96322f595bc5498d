package io.scapula.analysis;

import io.scapula.history.CaptureHistory;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a capture must hold for an analysis to make sense, and what makes its answers better.
 *
 * @param eventTypes names as {@code evt.type} shows them; one of them is enough; empty for no requirement
 * @param optional   what is used if it is there; what of it is missing is said with the answer
 */
public record Requirements(Set<String> eventTypes, Set<Metadata> optional) {
    public Requirements {
        eventTypes = Set.copyOf(eventTypes);
        optional = Set.copyOf(optional);
    }

    public static Requirements none() {
        return new Requirements(Set.of(), Set.of());
    }

    /** At least one event of one of these types. */
    public static Requirements anyEventOf(String... eventTypes) {
        return new Requirements(Set.of(eventTypes), Set.of());
    }

    /** The same, and this if it is there. */
    public Requirements with(Metadata... used) {
        return new Requirements(eventTypes, Set.of(used));
    }

    /** Why the capture does not do, as a clause, or {@code null} if it does. */
    @Nullable
    String missingFrom(CaptureHistory history) {
        return eventTypes.isEmpty() || history.holdsAnyOf(eventTypes)
                ? null
                : "the capture holds no "
                        + new TreeSet<>(eventTypes).stream().collect(Collectors.joining(" or "))
                        + " event";
    }

    /** What is used and missing, as clauses about the capture. */
    List<String> gaps(CaptureHistory history) {
        return new TreeSet<>(optional)
                .stream()
                        .filter(used -> !used.isIn(history))
                        .map(Metadata::whatIsMissing)
                        .toList();
    }
}
