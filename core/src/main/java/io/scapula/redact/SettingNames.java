package io.scapula.redact;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Tells names of settings that hold a secret from those that only tell of one: {@code token}, {@code token_file}. */
final class SettingNames {
    /** What shells call the working directory. */
    private static final Set<String> DIRECTORIES = Set.of("PWD", "OLDPWD");

    private final Set<String> harmless;

    SettingNames(Set<String> harmless) {
        this.harmless = harmless;
    }

    /**
     * Whether a setting holds a secret.
     *
     * @param start     where its name begins
     * @param wordStart where the word in it begins that made us look
     * @param wordEnd   behind that word
     * @param end       behind the name
     * @param wordOnly  whether that must be a word of its own
     */
    boolean isOfSecret(byte[] bytes, int start, int wordStart, int wordEnd, int end, boolean wordOnly) {
        if (DIRECTORIES.contains(text(bytes, start, end))) {
            return false;
        }
        if (wordOnly && wordStart > start && !isBorder(bytes[wordStart - 1], bytes[wordStart])) {
            return false;
        }
        if (wordEnd == end) {
            return true;
        }
        int behind = wordEnd;
        if (bytes[behind] == 's' && !wordOnly) {
            behind++;
        }
        if (behind == end) {
            return true;
        }
        return isBorder(bytes[behind - 1], bytes[behind]) && !harmless.contains(lastWord(bytes, behind, end));
    }

    /** Whether one word ends and another begins between two characters of a name. */
    private static boolean isBorder(byte before, byte after) {
        return !Letters.isLetter(before)
                || !Letters.isLetter(after)
                || Letters.isLower(before) && Letters.isUpper(after);
    }

    private static String lastWord(byte[] bytes, int start, int end) {
        int last = end;
        while (last > start && !Letters.isWord(bytes[last - 1])) {
            last--;
        }
        int first = last - 1;
        while (first > start && Letters.isWord(bytes[first - 1]) && !isBorder(bytes[first - 1], bytes[first])) {
            first--;
        }
        return text(bytes, Math.max(first, start), last).toLowerCase(Locale.ROOT);
    }

    private static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, Math.max(0, end - start), StandardCharsets.ISO_8859_1);
    }
}
