package io.scapula.column;

/**
 * The number of a descriptor of which nothing else is known, as a negative value in the column that otherwise has the row
 * of a version: -1 for no number, other numbers below. Numbers below -1, such as {@code AT_FDCWD}, count up from the
 * smallest value.
 */
final class FdNumber {
    private static final int MOST = 1 << 30;

    private FdNumber() {}

    static boolean isEncodable(long number) {
        return number >= -MOST / 2 && number <= MOST;
    }

    static int encode(long number) {
        return (int) (number >= -1 ? -2 - number : Integer.MIN_VALUE - number);
    }

    static long decode(int value) {
        return value >= -2 - MOST ? -2L - value : (long) Integer.MIN_VALUE - value;
    }
}
