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
        StringBuilder joined = new StringBuilder(path.startsWith("/") ? "/" : base);
        for (String part : path.split("/+")) {
            switch (part) {
                case "", "." -> {}
                case ".." -> removeLast(joined);
                default -> joined.append(part).append('/');
            }
        }
        boolean endsWithSlash = joined.length() > 1 && joined.charAt(joined.length() - 1) == '/';
        return joined.substring(0, endsWithSlash ? joined.length() - 1 : joined.length());
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
