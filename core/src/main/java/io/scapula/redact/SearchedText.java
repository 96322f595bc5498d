package io.scapula.redact;

/**
 * Bytes in which secrets are looked for.
 *
 * @param bytes     begin with the text
 * @param length    of the text
 * @param list      whether it is a list of texts with a NUL after each, such as arguments
 * @param cut       whether it went on, and its end was not recorded
 * @param insideKey whether it begins within a private key, whose first lines stood in what came before
 */
record SearchedText(byte[] bytes, int length, boolean list, boolean cut, boolean insideKey) {
    static SearchedText of(byte[] bytes) {
        return new SearchedText(bytes, bytes.length, false, false, false);
    }

    static SearchedText list(byte[] bytes) {
        return new SearchedText(bytes, bytes.length, true, false, false);
    }

    byte at(int index) {
        return bytes[index];
    }

    /** Whether a list's element begins at the index. */
    boolean beginsElement(int index) {
        return index == 0 || bytes[index - 1] == 0;
    }

    /** Whether what ends at the index may have gone on beyond the recording. */
    boolean isCutAt(int end) {
        return cut && end == length;
    }
}
