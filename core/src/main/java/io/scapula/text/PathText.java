package io.scapula.text;

/** Joins and normalises paths on their bytes, as the recorders' library does. Holds a buffer of its own: for one thread. */
final class PathText {
    /** Longer paths are not resolved. */
    static final int MOST_LENGTH = 1024;

    private static final String TOO_LONG = "/DIR_TOO_LONG/FILENAME_TOO_LONG";

    private final StringBuilder joined = new StringBuilder();

    /**
     * Appends the path below the base, with its {@code .} and {@code ..} resolved by text alone.
     *
     * @param base   a directory with a slash at its end, or nothing; taken as it is
     * @param bytes  hold a path that is not absolute
     * @param length of the path, without a NUL
     */
    void appendJoined(StringBuilder out, String base, byte[] bytes, int length, CleanText clean) {
        if (base.length() + length > MOST_LENGTH) {
            out.append(TOO_LONG);
            return;
        }
        joined.setLength(0);
        clean.appendDirectory(joined, base);
        int start = 0;
        while (start < length) {
            int end = start;
            while (end < length && bytes[end] != '/') {
                end++;
            }
            appendComponent(bytes, start, end, clean);
            start = end + 1;
        }
        int end = joined.length();
        out.append(joined, 0, end > 1 && joined.charAt(end - 1) == '/' ? end - 1 : end);
    }

    private void appendComponent(byte[] bytes, int start, int end, CleanText clean) {
        int length = end - start;
        if (length == 0 || (length == 1 && bytes[start] == '.')) {
            return;
        }
        if (length == 2 && bytes[start] == '.' && bytes[start + 1] == '.') {
            removeLast();
            return;
        }
        clean.appendComponent(joined, bytes, start, end);
        joined.append('/');
    }

    /** Removes the last component; the root has none to remove. */
    private void removeLast() {
        if (joined.length() > 1) {
            joined.setLength(joined.lastIndexOf("/", joined.length() - 2) + 1);
        }
    }
}
