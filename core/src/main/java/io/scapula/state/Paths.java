package io.scapula.state;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Joins and normalises paths as the recorders' library does: {@code state-engine} specification, section 7.2. */
final class Paths {
    static final int MOST_LENGTH = 1024;
    static final String TOO_LONG = "/DIR_TOO_LONG/FILENAME_TOO_LONG";

    private Paths() {}

    /**
     * Puts a path below a base unless it is absolute or empty, and resolves its {@code .} and {@code ..} by text.
     *
     * @param base ends with a slash, or is empty; taken as it is
     */
    static String join(String base, String path) {
        if (base.length() + path.length() > MOST_LENGTH) {
            return TOO_LONG;
        }
        if (path.isEmpty()) {
            return "";
        }
        boolean absolute = path.startsWith("/");
        Deque<String> parts = new ArrayDeque<>();
        String start = absolute ? "/" : base;
        split(start, parts);
        boolean rooted = start.startsWith("/");
        for (String part : path.split("/+")) {
            switch (part) {
                case "", "." -> {}
                case ".." -> parts.pollLast();
                default -> parts.addLast(part);
            }
        }
        StringBuilder joined = new StringBuilder(rooted ? "/" : "");
        for (Iterator<String> part = parts.iterator(); part.hasNext(); ) {
            joined.append(part.next());
            if (part.hasNext()) {
                joined.append('/');
            }
        }
        return joined.toString();
    }

    private static void split(String base, Deque<String> parts) {
        for (String part : base.split("/+")) {
            if (!part.isEmpty()) {
                parts.addLast(part);
            }
        }
    }

    /** The path with one slash at its end; empty stays empty. */
    static String asDirectory(String path) {
        return path.isEmpty() || path.endsWith("/") ? path : path + "/";
    }
}
