package io.scapula.merge;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * The order of names that a recorder gives to the files it rotates: numbers in them count as numbers, so 10 comes behind 9.
 */
final class FileOrder implements Comparator<Path> {
    @Override
    public int compare(Path one, Path other) {
        String left = one.toString();
        String right = other.toString();
        int at = 0;
        int against = 0;
        while (at < left.length() && against < right.length()) {
            int leftEnd = endOfPart(left, at);
            int rightEnd = endOfPart(right, against);
            int order = compareParts(left.substring(at, leftEnd), right.substring(against, rightEnd));
            if (order != 0) {
                return order;
            }
            at = leftEnd;
            against = rightEnd;
        }
        int rest = Integer.compare(left.length() - at, right.length() - against);
        return rest != 0 ? rest : left.compareTo(right);
    }

    /** A part is a number or a single character. */
    private static int endOfPart(String text, int start) {
        int end = start + 1;
        while (isDigit(text.charAt(start)) && end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int compareParts(String left, String right) {
        if (!isDigit(left.charAt(0)) || !isDigit(right.charAt(0))) {
            return left.compareTo(right);
        }
        String leftNumber = withoutZeros(left);
        String rightNumber = withoutZeros(right);
        int length = Integer.compare(leftNumber.length(), rightNumber.length());
        return length != 0 ? length : leftNumber.compareTo(rightNumber);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static String withoutZeros(String number) {
        int zeros = 0;
        while (zeros < number.length() - 1 && number.charAt(zeros) == '0') {
            zeros++;
        }
        return number.substring(zeros);
    }
}
