package io.scapula.redact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What stands in place of secrets. A token tells which secret it stands for by a number, and nothing else about it: a hash of
 * a password could be tried out.
 */
final class Tokens {
    private static final String LONG = "REDACTED-";
    private static final String MIDDLE = "REDACT";
    private static final String SHORT = "R";
    private static final char FILLER = 'x';
    private static final int RADIX = 36;

    private Tokens() {}

    /**
     * The token of the secret with a number, at a length in bytes: {@code REDACTED-3Fxxx} and shorter forms of it. Where
     * not even the number fits, tokens of different secrets can be the same.
     */
    static byte[] of(int number, int length) {
        String digits = Integer.toString(number, RADIX).toUpperCase(java.util.Locale.ROOT);
        byte[] token = new byte[length];
        Arrays.fill(token, (byte) FILLER);
        for (String prefix : new String[] {LONG, MIDDLE, SHORT, ""}) {
            if (prefix.length() + digits.length() <= length) {
                byte[] text = (prefix + digits).getBytes(StandardCharsets.ISO_8859_1);
                System.arraycopy(text, 0, token, 0, text.length);
                return token;
            }
        }
        return token;
    }

    /** Whether a text begins like a token, so that it is none of the secrets of a capture that was redacted before. */
    static boolean isToken(String text) {
        return text.startsWith(MIDDLE);
    }
}
