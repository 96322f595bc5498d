package io.scapula.text;

import java.math.BigDecimal;

/** Appends numbers in the forms that event parameters and fields use. */
public final class NumberText {
    private static final char[] UPPER_DIGITS = "0123456789ABCDEF".toCharArray();
    private static final char[] LOWER_DIGITS = "0123456789abcdef".toCharArray();
    private static final int SIGNIFICANT_DIGITS = 6;
    private static final long MOST_SIGNIFICANT = 1_000_000;

    private NumberText() {}

    /** Upper-case hexadecimal digits, without a prefix and without leading zeros. */
    public static void appendHex(StringBuilder out, long value) {
        appendDigits(out, value, 4, UPPER_DIGITS);
    }

    /** Lower-case hexadecimal digits, without a prefix and without leading zeros. */
    public static void appendLowerHex(StringBuilder out, long value) {
        appendDigits(out, value, 4, LOWER_DIGITS);
    }

    /** Octal digits behind a zero; one zero for zero. */
    public static void appendOctal(StringBuilder out, long value) {
        if (value != 0) {
            out.append('0');
        }
        appendDigits(out, value, 3, UPPER_DIGITS);
    }

    private static void appendDigits(StringBuilder out, long value, int bits, char[] digits) {
        int shift = value == 0 ? 0 : (Long.SIZE - 1 - Long.numberOfLeadingZeros(value)) / bits * bits;
        for (; shift >= 0; shift -= bits) {
            out.append(digits[(int) (value >>> shift) & (1 << bits) - 1]);
        }
    }

    /** A number from 0 on, filled up with zeros on its left to a width. */
    public static void appendPadded(StringBuilder out, long value, int width) {
        long limit = 10;
        for (int digits = 1; digits < width; digits++) {
            if (value < limit) {
                out.append('0');
            }
            limit *= 10;
        }
        out.append(value);
    }

    /**
     * A number of nanoseconds as seconds with six significant digits, as C prints them with {@code %g}: without zeros at
     * its end, with an exponent below a ten-thousandth and from a million on.
     *
     * @param nanos unsigned
     */
    public static void appendSeconds(StringBuilder out, long nanos) {
        if (nanos == 0) {
            out.append('0');
            return;
        }
        long unit = 1;
        int exponent = -9;
        while (Long.compareUnsigned(Long.divideUnsigned(nanos, unit), MOST_SIGNIFICANT) >= 0) {
            unit *= 10;
            exponent++;
        }
        long digits = Long.divideUnsigned(nanos, unit);
        if (isRoundedUp(nanos, digits, unit)) {
            digits++;
        }
        while (digits % 10 == 0) {
            digits /= 10;
            exponent++;
        }
        appendScientific(out, digits, exponent);
    }

    private static boolean isRoundedUp(long nanos, long digits, long unit) {
        long twice = 2 * (nanos - digits * unit);
        if (twice != unit) {
            return Long.compareUnsigned(twice, unit) > 0;
        }
        // The decimal number lies in the middle; what C rounds is the binary number next to it.
        BigDecimal middle = new BigDecimal(Long.toUnsignedString(nanos)).movePointLeft(9);
        int side = new BigDecimal(Double.parseDouble(middle.toString())).compareTo(middle);
        return side > 0 || (side == 0 && (digits & 1) == 1);
    }

    /** Digits times ten to the exponent, at most six digits of them. */
    private static void appendScientific(StringBuilder out, long digits, int exponent) {
        int count = 1;
        long power = 1;
        while (digits / power >= 10) {
            power *= 10;
            count++;
        }
        int magnitude = exponent + count - 1;
        if (magnitude < -4 || magnitude >= SIGNIFICANT_DIGITS) {
            out.append(digits / power);
            if (count > 1) {
                out.append('.');
                appendPadded(out, digits % power, count - 1);
            }
            out.append(magnitude < 0 ? "e-" : "e+");
            appendPadded(out, Math.abs(magnitude), 2);
        } else if (exponent >= 0) {
            out.append(digits);
            appendZeros(out, exponent);
        } else if (magnitude < 0) {
            out.append("0.");
            appendZeros(out, -magnitude - 1);
            out.append(digits);
        } else {
            long divisor = 1;
            for (int digit = exponent; digit < 0; digit++) {
                divisor *= 10;
            }
            out.append(digits / divisor).append('.');
            appendPadded(out, digits % divisor, -exponent);
        }
    }

    private static void appendZeros(StringBuilder out, int count) {
        for (int index = 0; index < count; index++) {
            out.append('0');
        }
    }
}
