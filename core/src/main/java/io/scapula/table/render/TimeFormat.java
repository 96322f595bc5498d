package io.scapula.table.render;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * Writes points in time for people: {@code 2026-11-23 12:59:15.007}.
 *
 * <p>Digits beyond the precision are cut, not rounded, so that no event moves into the future and order stays visible.
 *
 * @param zone      whose date and time of day to write; the zone itself is not written
 * @param precision how many decimals a second gets
 */
public record TimeFormat(ZoneId zone, Precision precision) {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int NANO_DIGITS = 9;
    /** Of a year, a month and a day with hyphens between them. */
    static final int DAY_LENGTH = 10;

    /** How many decimals a second gets. */
    public enum Precision {
        /** Three decimals: enough to read, and narrow. */
        MILLIS(3),
        /** Nine decimals: all that a capture records. */
        NANOS(NANO_DIGITS);

        private final int digits;

        Precision(int digits) {
            this.digits = digits;
        }
    }

    public TimeFormat {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(precision, "precision");
    }

    /**
     * The same instant for programs, always in UTC and to the nanosecond: {@code 2026-11-23T12:59:15.007571331Z}.
     *
     * @param epochNanos nanoseconds since the epoch
     */
    public static String iso(long epochNanos) {
        return write(epochNanos, ZoneOffset.UTC, 'T', NANO_DIGITS).append('Z').toString();
    }

    /**
     * Date and time of day in the zone.
     *
     * @param epochNanos nanoseconds since the epoch
     */
    public String format(long epochNanos) {
        return write(epochNanos, zone, ' ', precision.digits).toString();
    }

    private static StringBuilder write(long epochNanos, ZoneId zone, char separator, int digits) {
        long second = Math.floorDiv(epochNanos, NANOS_PER_SECOND);
        int nano = (int) Math.floorMod(epochNanos, NANOS_PER_SECOND);
        ZoneOffset offset = zone.getRules().getOffset(Instant.ofEpochSecond(second));
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, nano, offset);
        StringBuilder out = new StringBuilder(32);
        // A long of nanoseconds spans the years 1677 to 2262, so a year always has four digits.
        digits(out, time.getYear(), 4).append('-');
        digits(out, time.getMonthValue(), 2).append('-');
        digits(out, time.getDayOfMonth(), 2).append(separator);
        digits(out, time.getHour(), 2).append(':');
        digits(out, time.getMinute(), 2).append(':');
        digits(out, time.getSecond(), 2).append('.');
        digits(out, nano, NANO_DIGITS);
        out.setLength(out.length() - (NANO_DIGITS - digits));
        return out;
    }

    private static StringBuilder digits(StringBuilder out, int number, int width) {
        String text = Integer.toString(number);
        return out.append("0".repeat(width - text.length())).append(text);
    }
}
