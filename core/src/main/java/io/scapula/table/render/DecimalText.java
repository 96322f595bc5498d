package io.scapula.table.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes {@code double} values in digits, without an exponent unless that would take a crowd of zeros. */
final class DecimalText {
    private static final double SMALLEST_PLAIN = 1e-9;
    private static final double LARGEST_PLAIN = 1e18;
    private static final int DECIMALS_FOR_PEOPLE = 3;

    private DecimalText() {}

    /** The shortest digits that read back as the same number; {@code NaN} and {@code Infinity} where it is none. */
    static String exact(double value) {
        return isPlain(value) ? BigDecimal.valueOf(value).toPlainString() : Double.toString(value);
    }

    /** At most three decimals, or three digits where those would be zeros. */
    static String brief(double value) {
        if (!isPlain(value)) {
            return Double.toString(value);
        }
        BigDecimal digits = BigDecimal.valueOf(value);
        BigDecimal rounded = digits.setScale(DECIMALS_FOR_PEOPLE, RoundingMode.HALF_EVEN);
        if (rounded.signum() == 0) {
            rounded = digits.round(new MathContext(DECIMALS_FOR_PEOPLE));
        }
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static boolean isPlain(double value) {
        double size = Math.abs(value);
        return size == 0 || (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN);
    }
}
