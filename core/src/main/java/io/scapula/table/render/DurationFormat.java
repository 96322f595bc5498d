package io.scapula.table.render;

/**
 * Writes durations for people, in the largest unit that fits: {@code 850ns}, {@code 12.4µs}, {@code 24.2ms},
 * {@code 1.234s}, {@code 2m03s}, {@code 1h02m}, {@code 3d04h}.
 *
 * <p>Below a second three digits are kept, up to a minute milliseconds, above that two units. What is beyond is cut,
 * not rounded: nothing is said to have lasted longer than it did.
 */
public final class DurationFormat {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private DurationFormat() {}

    /**
     * The duration in words.
     *
     * @param nanos the duration in nanoseconds; below zero, as between the clocks of two processors, it gets a minus
     */
    public static String format(long nanos) {
        if (nanos < 0) {
            return "-" + format(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : -nanos);
        }
        if (nanos < SECOND) {
            return belowASecond(nanos);
        }
        if (nanos < MINUTE) {
            return decimal(nanos, SECOND, 3) + "s";
        }
        if (nanos < HOUR) {
            return twoUnits(nanos, MINUTE, "m", SECOND, "s");
        }
        return nanos < DAY ? twoUnits(nanos, HOUR, "h", MINUTE, "m") : twoUnits(nanos, DAY, "d", HOUR, "h");
    }

    private static String belowASecond(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        if (nanos < MICRO) {
            return nanos + "ns";
        }
        long unit = nanos < MILLI ? MICRO : MILLI;
        long whole = nanos / unit;
        int decimals = whole >= 100 ? 0 : whole >= 10 ? 1 : 2;
        return decimal(nanos, unit, decimals) + (unit == MICRO ? "µs" : "ms");
    }

    /** {@code nanos / unit} with up to so many decimals, without zeros at the end. */
    private static String decimal(long nanos, long unit, int decimals) {
        String whole = Long.toString(nanos / unit);
        String fraction = Long.toString(unit + nanos % unit).substring(1, 1 + decimals);
        int end = fraction.length();
        while (end > 0 && fraction.charAt(end - 1) == '0') {
            end--;
        }
        return end == 0 ? whole : whole + "." + fraction.substring(0, end);
    }

    private static String twoUnits(long nanos, long large, String largeName, long small, String smallName) {
        long rest = nanos % large / small;
        return nanos / large + largeName + (rest < 10 ? "0" : "") + rest + smallName;
    }
}
