package io.scapula.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Times of day: {@code filter-language}, section 13. */
class ClockTextTest {
    private static final long TIME = 1506127469900617765L;

    @FunctionalInterface
    private interface Form {
        void append(ClockText clock, StringBuilder out, long nanos);
    }

    private static String shown(ClockText clock, Form form, long nanos) {
        StringBuilder out = new StringBuilder();
        form.append(clock, out, nanos);
        return out.toString();
    }

    private static String shown(Form form, long nanos) {
        return shown(new ClockText(ZoneOffset.UTC), form, nanos);
    }

    @Test
    void everyFormOfOneTime() {
        assertThat(shown(ClockText::appendTime, TIME)).isEqualTo("00:44:29.900617765");
        assertThat(shown(ClockText::appendTimeOfSeconds, TIME)).isEqualTo("00:44:29");
        assertThat(shown(ClockText::appendDateTime, TIME)).isEqualTo("2017-09-23 00:44:29.900617765");
        assertThat(shown(ClockText::appendDateTimeOfSeconds, TIME)).isEqualTo("2017-09-23 00:44:29");
        assertThat(shown(ClockText::appendIso8601, TIME)).isEqualTo("2017-09-23T00:44:29.900617765+0000");
    }

    @Test
    void fractionsKeepTheirZeros() {
        assertThat(shown(ClockText::appendTime, 1_000_000_007L)).isEqualTo("00:00:01.000000007");
    }

    @Test
    void zonesWithSummerTimeAreRight() {
        ClockText clock = new ClockText(ZoneId.of("Europe/Berlin"));

        assertThat(shown(clock, ClockText::appendTime, TIME)).isEqualTo("02:44:29.900617765");
        assertThat(shown(clock, ClockText::appendTimeOfSeconds, TIME + 100L * 86_400 * 1_000_000_000))
                .isEqualTo("01:44:29");
    }

    @Test
    void iso8601IsInUtcWhateverTheZone() {
        ClockText clock = new ClockText(ZoneId.of("Asia/Tokyo"));

        assertThat(shown(clock, ClockText::appendTimeOfSeconds, TIME)).isEqualTo("09:44:29");
        assertThat(shown(clock, ClockText::appendIso8601, TIME)).startsWith("2017-09-23T00:44:29");
        assertThat(shown(clock, ClockText::appendTimeOfSeconds, TIME)).isEqualTo("09:44:29");
    }

    @Test
    void timesAreUnsigned() {
        assertThat(shown(ClockText::appendDateTime, -7559684389854775808L)).isEqualTo("2314-12-31 15:14:43.854775808");
        assertThat(shown(ClockText::appendDateTime, -1)).isEqualTo("2554-07-21 23:34:33.709551615");
    }
}
