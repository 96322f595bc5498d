package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.event.EventType;
import io.scapula.format.testing.BundledCaptures;
import io.scapula.format.testing.EventSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties that hold for every event of every recording. */
class RecordingsTest {

    static Stream<Path> recordings() {
        return BundledCaptures.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void areReadWithoutAWarning(Path recording) throws IOException {
        try (CaptureReader reader = CaptureReader.open(recording)) {
            EventCursor cursor = reader.events();
            long events = 0;
            while (cursor.advance()) {
                events++;
                assertThat(cursor.number()).isEqualTo(events);
            }

            assertThat(reader.warnings()).isEmpty();
            assertThat(reader.statistics().events()).isEqualTo(events);
            assertThat(reader.statistics().unknownEvents()).isZero();
            assertThat(reader.statistics().eventsWithMoreParameters()).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void keptEventsEqualTheCursor(Path recording) throws IOException {
        try (CaptureReader reader = CaptureReader.open(recording)) {
            EventCursor cursor = reader.events();
            while (cursor.advance()) {
                Event kept = cursor.toEvent();
                assertThat(EventSnapshot.of(kept)).isEqualTo(EventSnapshot.of(cursor));
                assertThat(kept.type()).isSameAs(cursor.type());
                for (int index = 0; index <= cursor.parameterCount(); index++) {
                    assertThat(kept.has(index)).isEqualTo(cursor.has(index));
                    assertThat(kept.integer(index, -1)).isEqualTo(cursor.integer(index, -1));
                    assertThat(kept.text(index)).isEqualTo(cursor.text(index));
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void keptUnifiedEventsEqualTheView(Path recording) throws IOException {
        try (CaptureReader reader = CaptureReader.open(recording)) {
            UnifiedCursor cursor = reader.unifiedEvents(block -> {});
            while (cursor.advance()) {
                EventView view = cursor.event();
                Event kept = view.toEvent();
                assertThat(EventSnapshot.of(kept)).isEqualTo(EventSnapshot.of(view));
                for (int index = 0; index <= view.parameterCount(); index++) {
                    assertThat(kept.has(index)).isEqualTo(view.has(index));
                    assertThat(kept.integer(index, -1)).isEqualTo(view.integer(index, -1));
                }
            }
        }
    }

    /** Old or new, enter and exit or exit only: unified, every event has the parameters of the current schema. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void unifiedEventsHaveTheParametersOfTheCurrentSchema(Path recording) throws IOException {
        TreeMap<String, Integer> different = new TreeMap<>();
        try (CaptureReader reader = CaptureReader.open(recording)) {
            UnifiedCursor cursor = reader.unifiedEvents(block -> {});
            while (cursor.advance()) {
                EventView event = cursor.event();
                EventType type = Objects.requireNonNull(event.type());
                if (event.parameterCount() != type.parameters().size()) {
                    different.put(type.constant(), event.parameterCount());
                }
                assertThat(type.obsolete() && type.isExit()).as(type.constant()).isFalse();
            }
        }

        assertThat(different).isEmpty();
    }

    /** What both recorders of a run saw as one kind of event has one shape after unification. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void bothRecordersOfARunGiveTheSameExits(String pair) throws IOException {
        Set<String> ofPairs = exits(BundledCaptures.path(pair + ".scap.gz"));
        Set<String> exitOnly = exits(BundledCaptures.path(pair + "-exit-only.scap.gz"));

        List<String> common = new ArrayList<>(ofPairs);
        common.retainAll(exitOnly);
        assertThat(common).hasSizeGreaterThan(40);
        assertThat(names(ofPairs)).as("an exit event has one code").hasSameSizeAs(ofPairs);
        assertThat(names(exitOnly)).as("an exit event has one code").hasSameSizeAs(exitOnly);
    }

    static Stream<String> pairs() {
        return Stream.of("crashloop", "net");
    }

    private static Set<String> exits(Path recording) throws IOException {
        Set<String> exits = new HashSet<>();
        try (CaptureReader reader = CaptureReader.open(recording)) {
            UnifiedCursor cursor = reader.unifiedEvents(block -> {});
            while (cursor.advance()) {
                EventType type = Objects.requireNonNull(cursor.event().type());
                if (type.isExit()) {
                    exits.add(type.name() + " " + type.code() + " "
                            + cursor.event().parameterCount());
                }
            }
        }
        return exits;
    }

    private static Set<String> names(Set<String> exits) {
        Set<String> names = new HashSet<>();
        exits.forEach(exit -> names.add(exit.substring(0, exit.indexOf(' '))));
        return names;
    }
}
