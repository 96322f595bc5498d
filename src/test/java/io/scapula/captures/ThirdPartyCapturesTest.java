package io.scapula.captures;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import io.scapula.format.EventView;
import io.scapula.format.ReadOptions;
import io.scapula.format.UnifiedCursor;
import io.scapula.format.event.EventType;
import io.scapula.format.testing.EventSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds for the recordings of this project holds for captures that others recorded with old programs. */
class ThirdPartyCapturesTest {
    private static final ReadOptions FAIL = ReadOptions.DEFAULT.withOnDamage(ReadOptions.OnDamage.FAIL);

    @TestFactory
    Stream<DynamicTest> areReadWithoutAWarning() {
        return Captures.each(Captures::thirdParty, capture -> {
            try (CaptureReader reader = CaptureReader.open(capture, FAIL)) {
                EventCursor event = reader.events();
                while (event.advance()) {
                    assertThat(event.type()).isNotNull();
                }
                assertThat(reader.warnings()).isEmpty();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> keptEventsEqualTheCursor() {
        return Captures.each(Captures::thirdParty, capture -> {
            try (CaptureReader reader = CaptureReader.open(capture)) {
                EventCursor event = reader.events();
                while (event.advance()) {
                    assertThat(EventSnapshot.of(event.toEvent())).isEqualTo(EventSnapshot.of(event));
                }
            }
        });
    }

    /** Types that have no conversion rules, such as procexit, are shown with what was recorded; the rest is absent. */
    @TestFactory
    Stream<DynamicTest> unifiedEventsHaveTheParametersOfTheCurrentSchema() {
        return Captures.each(Captures::thirdParty, ThirdPartyCapturesTest::assertCurrentSchema);
    }

    private static void assertCurrentSchema(Path capture) throws IOException {
        try (CaptureReader reader = CaptureReader.open(capture)) {
            UnifiedCursor cursor = reader.unifiedEvents(block -> {});
            while (cursor.advance()) {
                EventView event = cursor.event();
                EventType type = Objects.requireNonNull(event.type());
                if (type.converterManaged()) {
                    assertThat(event.parameterCount())
                            .as(type.constant())
                            .isEqualTo(type.parameters().size());
                }
            }
        }
    }
}
