package io.scapula.redact;

/** What a byte is as a character of ASCII. */
final class Letters {
    private Letters() {}

    static boolean isUpper(byte one) {
        return one >= 'A' && one <= 'Z';
    }

    static boolean isLower(byte one) {
        return one >= 'a' && one <= 'z';
    }

    static boolean isLetter(byte one) {
        return isUpper(one) || isLower(one);
    }

    static boolean isDigit(byte one) {
        return one >= '0' && one <= '9';
    }

    static boolean isWord(byte one) {
        return isLetter(one) || isDigit(one);
    }

    /** Whether names of settings have it: {@code spring.datasource.DB_PASSWORD-2}. */
    static boolean isName(byte one) {
        return isWord(one) || one == '_' || one == '-' || one == '.';
    }

    static boolean isBlank(byte one) {
        return one == ' ' || one == '\t';
    }

    static boolean isQuote(byte one) {
        return one == '"' || one == '\'' || one == '`';
    }

    static boolean isBase64(byte one) {
        return isWord(one) || one == '+' || one == '/' || one == '=';
    }

    static byte toLower(byte one) {
        return isUpper(one) ? (byte) (one + 32) : one;
    }

    /** Value of a hexadecimal digit, -1 for anything else. */
    static int hexadecimal(byte one) {
        return Character.digit(one, 16);
    }
}
