package io.scapula.redact;

import java.util.List;
import java.util.Set;

/** Files that hold a secret and nothing else, because container runtimes put secrets there. */
final class SecretFiles {
    private static final Set<String> DIRECTORIES = Set.of("/run/secrets/", "/var/run/secrets/");
    private static final Set<String> HARMLESS =
            Set.of("namespace", "ca.crt", "service-ca.crt", "tls.crt", "ca-bundle.crt");

    private static final int LONGEST_LINE = 2048;

    private SecretFiles() {}

    static boolean isSecret(String path) {
        return DIRECTORIES.stream().anyMatch(path::startsWith)
                && !HARMLESS.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    /** Every line of such a file is a secret. */
    static void lines(SearchedText text, List<Finding> findings) {
        int start = 0;
        while (start < text.length()) {
            int end = start;
            while (end < text.length() && text.at(end) > ' ' && end - start < LONGEST_LINE) {
                end++;
            }
            if (end > start) {
                findings.add(Finding.certain("secret-file", start, end, text.isCutAt(end)));
            }
            start = Math.max(end, start + 1);
        }
    }
}
