package io.scapula.analyzers.container.cause;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Paths that libraries try and do without: that one of them is missing ends no program. They follow from how the C library,
 * the dynamic linker and the common language runtimes search, not from what one program does.
 */
final class OptionalPaths {
    private static final List<Pattern> PATTERNS = List.of(
            Pattern.compile("/etc/(nsswitch|host|resolv|gai|busybox|selinux/config|ld\\.so)\\b.*"),
            Pattern.compile(".*/(locale|gconv|locale-archive|zoneinfo|terminfo|hugepages|glibc-hwcaps)(/.*)?"),
            Pattern.compile("/(proc|sys|dev/(tty|shm|random|urandom))(/.*)?"),
            Pattern.compile(".*/(openssl\\.cnf|pyvenv\\.cfg|__pycache__|\\._pth|[^/]*\\._pth|python\\d+\\.zip)(/.*)?"),
            Pattern.compile(".*/nscd/socket|.*/nscd/.*"),
            Pattern.compile(".*/\\.[A-Za-z]\\w*(rc|_profile|_history|config|profile)"),
            Pattern.compile(".*/(package\\.json|node_modules|[^/]*\\.pyc|[^/]*\\.so(\\.\\d+)*)"),
            Pattern.compile(".*/(etc/localtime|libnss_[^/]*|hsperfdata[^/]*)(/.*)?"));

    private OptionalPaths() {}

    static boolean contains(String path) {
        return PATTERNS.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }
}
