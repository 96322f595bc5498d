package io.scapula.state;

/** Joins and normalises paths as the recorders' library does: {@code state-engine} specification, section 7.2. */
public final class Paths {
    static final int MOST_LENGTH = 1024;
    static final String TOO_LONG = "/DIR_TOO_LONG/FILENAME_TOO_LONG";

    private Paths() {}

    /**
     * Puts a path below a base unless it is absolute or empty, and resolves its {@code .} and {@code ..} by text.
     *
     * @param base ends with a slash, or is empty; taken as it is
     */
    public static String join(String base, String path) {
        if (base.length() + path.length() > MOST_LENGTH) {
            return TOO_LONG;
        }
        if (path.isEmpty()) {
            return "";
        }
        boolean absolute = path.charAt(0) == '/';
        if (absolute && isNormal(path)) {
            return path;
        }
        StringBuilder joined = new StringBuilder(base.length() + path.length() + 1);
        joined.append(absolute ? "/" : base);
        int length = path.length();
        int start = 0;
        while (start < length) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? length : slash;
            append(joined, path, start, end);
            start = end + 1;
        }
        boolean endsWithSlash = joined.length() > 1 && joined.charAt(joined.length() - 1) == '/';
        return joined.substring(0, endsWithSlash ? joined.length() - 1 : joined.length());
    }

    private static void append(StringBuilder joined, String path, int start, int end) {
        int length = end - start;
        if (length == 0 || (length == 1 && path.charAt(start) == '.')) {
            return;
        }
        if (length == 2 && path.charAt(start) == '.' && path.charAt(start + 1) == '.') {
            removeLast(joined);
        } else {
            joined.append(path, start, end).append('/');
        }
    }

    /** Whether an absolute path has nothing to resolve: most have not. */
    private static boolean isNormal(String path) {
        int length = path.length();
        for (int slash = 0; slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (slash + 1 == length) {
                return length == 1;
            }
            char next = path.charAt(slash + 1);
            if (next == '/' || next == '.') {
                return false; // perhaps a name that begins with a dot; joining decides
            }
        }
        return true;
    }

    /** Removes the last component of a directory; the root has none to remove. */
    private static void removeLast(StringBuilder directory) {
        if (directory.length() > 1) {
            directory.setLength(directory.lastIndexOf("/", directory.length() - 2) + 1);
        }
    }

    /** The path with one slash at its end; empty stays empty. */
    static String asDirectory(String path) {
        return path.isEmpty() || path.endsWith("/") ? path : path + "/";
    }
}
