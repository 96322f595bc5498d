package io.scapula.slice;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A time to cut at.
 *
 * @param nanos      nanoseconds
 * @param sinceStart whether they are counted from the first event of the capture, or else from the epoch
 */
public record SliceTime(long nanos, boolean sinceStart) {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** Seconds up to this many are a place within a capture, more of them a date: in 2001. */
    private static final BigDecimal FIRST_DATE = BigDecimal.valueOf(NANOS_PER_SECOND);

    /** A point in time. */
    public static SliceTime at(Instant instant) {
        return new SliceTime(
                Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano()),
                false);
    }

    /**
     * Reads a time such as {@code 2026-11-23T13:00:42.31Z}, {@code 1795093242.31} (seconds since the epoch) or {@code
     * 12.5} (seconds since the first event).
     *
     * @throws IllegalArgumentException if it is none
     */
    public static SliceTime parse(String text) {
        try {
            BigDecimal seconds = new BigDecimal(text);
            boolean sinceStart = seconds.compareTo(FIRST_DATE) < 0;
            return new SliceTime(seconds.movePointRight(9).longValueExact(), sinceStart);
        } catch (ArithmeticException e) {
            throw wrong(text, e);
        } catch (NumberFormatException notSeconds) {
            try {
                return at(Instant.parse(text));
            } catch (DateTimeException | ArithmeticException e) {
                throw wrong(text, e);
            }
        }
    }

    private static IllegalArgumentException wrong(String text, Exception cause) {
        return new IllegalArgumentException(
                "'" + text + "' is no time such as 2026-11-23T13:00:42.31Z, or seconds since the first event or since"
                        + " the epoch, to the nanosecond",
                cause);
    }

    /** The point in time in a capture that begins then, nanoseconds since the epoch. */
    long nanosIn(long captureStartNanos) {
        return sinceStart ? captureStartNanos + nanos : nanos;
    }
}
