package io.scapula.redact;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Tells which secrets are replaced wherever they stand. Replacing a short one, or one that is a common word, everywhere would
 * destroy what it is not about: those are replaced only where a pattern shows that one is a secret.
 */
final class Distinctiveness {
    private static final int SHORTEST = 5;
    private static final int SHORTEST_OF_LETTERS = 6;
    private static final int SHORTEST_OF_DIGITS = 8;
    /** Shorter ones may be part of a word or number that has nothing to do with them. */
    private static final int LONGEST_OF_WHOLE_WORDS = 7;

    private static final int LONGEST_OF_WHOLE_NUMBERS = 11;

    private static final int SHORTEST_NAME = 3;

    private final Set<String> words;
    private final Set<String> wordsOfCapture = new HashSet<>();

    Distinctiveness(Set<String> words) {
        this.words = words;
    }

    /** Adds a name that the capture has for something else, such as a program. */
    void addWord(String word) {
        wordsOfCapture.add(word.toLowerCase(Locale.ROOT));
    }

    /** Whether such a secret may turn out to be replaced only where patterns show it. */
    static boolean isPerhapsCommon(byte[] bytes, int start, int end) {
        ByteKinds kinds = ByteKinds.of(bytes, start, end);
        return end - start <= 32 && (end - start < SHORTEST_OF_DIGITS || !kinds.digit() || !kinds.isMixed());
    }

    void judge(Secret secret) {
        String text = new String(secret.bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (secret.given != null) {
            secret.everywhere = true;
            secret.wholeWord = true;
            return;
        }
        if (secret.declared) {
            secret.everywhere = true;
            return;
        }
        if (secret.name) {
            secret.everywhere = secret.bytes.length >= SHORTEST_NAME && !words.contains(text);
            secret.wholeWord = true;
            return;
        }
        ByteKinds kinds = ByteKinds.of(secret.bytes, 0, secret.bytes.length);
        int length = secret.bytes.length;
        if (kinds.isDigitsOnly()) {
            secret.everywhere = length >= SHORTEST_OF_DIGITS;
            secret.wholeWord = length <= LONGEST_OF_WHOLE_NUMBERS;
        } else if (kinds.isLettersOnly()) {
            secret.everywhere = length >= SHORTEST_OF_LETTERS && secret.certain;
            secret.wholeWord = length <= LONGEST_OF_WHOLE_WORDS;
        } else {
            secret.everywhere = length >= SHORTEST && kinds.isMixed();
        }
        if (words.contains(text) || wordsOfCapture.contains(text)) {
            secret.everywhere = false;
        }
    }
}
