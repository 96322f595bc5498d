package io.scapula.table.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.table.render.TimeFormat.Precision;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFormatTest {
    private static final long NOON = 1_795_438_755_007_571_331L;

    @ParameterizedTest
    @CsvSource({
        "1795438755007571331, 2026-11-23T12:59:15.007571331Z",
        "0, 1970-01-01T00:00:00.000000000Z",
        "-1, 1969-12-31T23:59:59.999999999Z",
        "1700000000000000000, 2023-11-14T22:13:20.000000000Z",
        "9223372036854775807, 2262-04-11T23:47:16.854775807Z",
        "-9223372036854775808, 1677-09-21T00:12:43.145224192Z",
    })
    void writesIsoTimesInUtcToTheNanosecond(long epochNanos, String iso) {
        assertThat(TimeFormat.iso(epochNanos)).isEqualTo(iso);
    }

    @Test
    void writesIsoTimesThatJavaReadsBack() {
        Instant instant = Instant.parse(TimeFormat.iso(NOON));

        assertThat(instant.getEpochSecond() * 1_000_000_000L + instant.getNano())
                .isEqualTo(NOON);
    }

    @Test
    void writesMillisecondsOrNanosecondsForPeople() {
        assertThat(new TimeFormat(ZoneOffset.UTC, Precision.MILLIS).format(NOON))
                .isEqualTo("2026-11-23 12:59:15.007");
        assertThat(new TimeFormat(ZoneOffset.UTC, Precision.NANOS).format(NOON))
                .isEqualTo("2026-11-23 12:59:15.007571331");
    }

    @Test
    void cutsDigitsAndNeverRoundsUp() {
        assertThat(new TimeFormat(ZoneOffset.UTC, Precision.MILLIS).format(1_999_999_999L))
                .isEqualTo("1970-01-01 00:00:01.999");
    }

    @Test
    void followsTheZoneThroughTheYear() {
        TimeFormat berlin = new TimeFormat(ZoneId.of("Europe/Berlin"), Precision.MILLIS);

        assertThat(berlin.format(NOON)).isEqualTo("2026-11-23 13:59:15.007");
        assertThat(berlin.format(1_782_864_000_000_000_000L)).isEqualTo("2026-07-01 02:00:00.000");
    }
}
