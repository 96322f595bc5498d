package io.scapula.analyzers.container.cause;

import java.util.List;
import java.util.Map;

/** Error numbers, and the words by which programs tell of them. */
final class Errors {
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int ENOEXEC = 8;
    static final int EACCES = 13;
    static final int ENOTDIR = 20;
    static final int ENOSPC = 28;
    static final int EROFS = 30;
    static final int EPIPE = 32;
    static final int ELOOP = 40;
    static final int EADDRINUSE = 98;
    static final int ENETUNREACH = 101;
    static final int ECONNABORTED = 103;
    static final int ECONNRESET = 104;
    static final int ETIMEDOUT = 110;
    static final int ECONNREFUSED = 111;
    static final int EHOSTUNREACH = 113;
    static final int EDQUOT = 122;

    /** What the C library calls the error, and its symbol: these words mean nothing else. */
    private static final Map<Integer, List<String>> EXACT = Map.ofEntries(
            Map.entry(EPERM, List.of("operation not permitted", "eperm")),
            Map.entry(ENOENT, List.of("no such file or directory", "enoent", "no such file")),
            Map.entry(ENOEXEC, List.of("exec format error", "enoexec")),
            Map.entry(EACCES, List.of("permission denied", "eacces", "accessdenied")),
            Map.entry(ENOTDIR, List.of("not a directory", "enotdir")),
            Map.entry(ENOSPC, List.of("no space left", "enospc")),
            Map.entry(EROFS, List.of("read-only file system", "erofs")),
            Map.entry(EPIPE, List.of("broken pipe", "epipe")),
            Map.entry(ELOOP, List.of("too many levels of symbolic links", "eloop")),
            Map.entry(EADDRINUSE, List.of("address already in use", "eaddrinuse", "address in use")),
            Map.entry(ENETUNREACH, List.of("network is unreachable", "enetunreach")),
            Map.entry(ECONNABORTED, List.of("connection abort")),
            Map.entry(ECONNRESET, List.of("connection reset", "econnreset", "reset by peer")),
            Map.entry(ETIMEDOUT, List.of("timed out", "etimedout", "timeout")),
            Map.entry(ECONNREFUSED, List.of("connection refused", "econnrefused")),
            Map.entry(EHOSTUNREACH, List.of("no route to host", "ehostunreach", "host is unreachable")),
            Map.entry(EDQUOT, List.of("disk quota exceeded", "edquot")));

    /** Words that fit, and fit other things as well. */
    private static final Map<Integer, List<String>> VAGUE = Map.of(
            ENOENT, List.of("not found", "does not exist", "cannot find", "missing"),
            EACCES, List.of("denied", "not permitted", "not allowed"),
            EPERM, List.of("denied", "permission", "not allowed"),
            EROFS, List.of("read-only", "readonly"),
            ENOSPC, List.of("disk full", "disk is full", "out of space"),
            EADDRINUSE, List.of("in use", "already bound"),
            ECONNREFUSED, List.of("refused", "cannot connect", "could not connect", "can't connect", "unreachable"),
            ETIMEDOUT, List.of("time out", "deadline", "no answer", "unreachable"),
            EHOSTUNREACH, List.of("unreachable", "no route"),
            ECONNRESET, List.of("closed", "lost"));

    private Errors() {}

    static boolean isNamed(int error, String lowerCaseText) {
        return containsAny(lowerCaseText, EXACT.getOrDefault(error, List.of()));
    }

    static boolean isHinted(int error, String lowerCaseText) {
        return containsAny(lowerCaseText, VAGUE.getOrDefault(error, List.of()));
    }

    static boolean containsAny(String lowerCaseText, List<String> words) {
        return words.stream().anyMatch(lowerCaseText::contains);
    }
}
