package io.scapula.text;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * Times of day as text: unsigned nanoseconds since the epoch. Events come many to a second, so the second's text is kept.
 * For one thread.
 */
public final class ClockText {
    private static final long SECOND = 1_000_000_000L;
    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4, 10, java.time.format.SignStyle.NORMAL)
            .appendPattern("-MM-dd HH:mm:ss")
            .toFormatter(Locale.ROOT);
    private static final int TIME_LENGTH = "HH:mm:ss".length();

    private final ZoneId zone;
    private long second = Long.MIN_VALUE;
    private String shown = "";
    private boolean shownInUtc;

    /** Shows times of the zone. */
    public ClockText(ZoneId zone) {
        this.zone = zone;
    }

    /** {@code 00:44:29.900617765}. */
    public void appendTime(StringBuilder out, long nanos) {
        appendTimeOfSeconds(out, nanos);
        appendFraction(out, nanos);
    }

    /** {@code 00:44:29}. */
    public void appendTimeOfSeconds(StringBuilder out, long nanos) {
        String text = text(nanos, false);
        out.append(text, text.length() - TIME_LENGTH, text.length());
    }

    /** {@code 2017-09-23 00:44:29.900617765}. */
    public void appendDateTime(StringBuilder out, long nanos) {
        out.append(text(nanos, false));
        appendFraction(out, nanos);
    }

    /** {@code 2017-09-23 00:44:29}. */
    public void appendDateTimeOfSeconds(StringBuilder out, long nanos) {
        out.append(text(nanos, false));
    }

    /** {@code 2017-09-23T00:44:29.900617765+0000}, in UTC whatever the zone. */
    public void appendIso8601(StringBuilder out, long nanos) {
        String text = text(nanos, true);
        int blank = text.length() - TIME_LENGTH - 1;
        out.append(text, 0, blank).append('T').append(text, blank + 1, text.length());
        appendFraction(out, nanos);
        out.append("+0000");
    }

    private static void appendFraction(StringBuilder out, long nanos) {
        // A one in front keeps the zeros; the point takes its place.
        int point = out.length();
        out.append((int) (SECOND + Long.remainderUnsigned(nanos, SECOND)));
        out.setCharAt(point, '.');
    }

    private String text(long nanos, boolean inUtc) {
        long seconds = Long.divideUnsigned(nanos, SECOND);
        if (seconds != second || inUtc != shownInUtc) {
            ZoneOffset offset = inUtc ? ZoneOffset.UTC : zone.getRules().getOffset(Instant.ofEpochSecond(seconds));
            shown = LocalDateTime.ofEpochSecond(seconds, 0, offset).format(FORM);
            second = seconds;
            shownInUtc = inUtc;
        }
        return shown;
    }
}
