package io.scapula.redact;

/** Which kinds of characters a secret consists of. */
record ByteKinds(boolean lower, boolean upper, boolean digit, boolean other) {
    static ByteKinds of(byte[] bytes, int start, int end) {
        boolean lower = false;
        boolean upper = false;
        boolean digit = false;
        boolean other = false;
        for (int index = start; index < end; index++) {
            byte one = bytes[index];
            if (Letters.isLower(one)) {
                lower = true;
            } else if (Letters.isUpper(one)) {
                upper = true;
            } else if (Letters.isDigit(one)) {
                digit = true;
            } else {
                other = true;
            }
        }
        return new ByteKinds(lower, upper, digit, other);
    }

    boolean isLettersOnly() {
        return !digit && !other;
    }

    /** Whether there are letters or digits and something else. */
    boolean isMixed() {
        int kinds = (lower || upper ? 1 : 0) + (digit ? 1 : 0) + (other ? 1 : 0);
        return kinds >= 2;
    }

    boolean isDigitsOnly() {
        return digit && !lower && !upper && !other;
    }
}
