package io.scapula.redact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One way in which a secret is written.
 *
 * @param secret      what it says
 * @param bytes       what is searched
 * @param replacement what is put in its place; as long
 * @param wholeWord   whether only where no letter or digit stands beside it
 */
record SearchedForm(Secret secret, byte[] bytes, byte[] replacement, boolean wholeWord) {
    /** What fewer characters encode may be found by chance. */
    private static final int SHORTEST_ENCODED = 6;

    /** All ways in which secrets are searched, each once: as they are, escaped, and in base64. */
    static List<SearchedForm> of(Iterable<Secret> secrets) {
        Map<String, SearchedForm> forms = new LinkedHashMap<>();
        List<Secret> searched = new ArrayList<>();
        for (Secret secret : secrets) {
            if (secret.everywhere) {
                searched.add(secret);
                plain(secret).putInto(forms);
            }
        }
        for (Secret secret : searched) {
            if (secret.given == null) {
                encoded(secret).forEach(form -> form.putInto(forms));
            }
        }
        return List.copyOf(forms.values());
    }

    private void putInto(Map<String, SearchedForm> forms) {
        forms.putIfAbsent(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1), this);
    }

    private static SearchedForm plain(Secret secret) {
        return new SearchedForm(secret, secret.bytes, secret.token(secret.bytes.length), secret.wholeWord);
    }

    private static List<SearchedForm> encoded(Secret secret) {
        List<SearchedForm> forms = new ArrayList<>();
        escaped(secret, Escapes.inJson(secret.bytes), forms);
        escaped(secret, Escapes.inUrl(secret.bytes, true), forms);
        escaped(secret, Escapes.inUrl(secret.bytes, false), forms);
        byte[] token = secret.token(secret.bytes.length);
        for (int before = 0; before < 3; before++) {
            byte[] standard = base64(secret.bytes, before, Base64.getEncoder());
            if (standard.length >= SHORTEST_ENCODED) {
                forms.add(new SearchedForm(secret, standard, base64(token, before, Base64.getEncoder()), false));
                byte[] forUrls = base64(secret.bytes, before, Base64.getUrlEncoder());
                forms.add(new SearchedForm(secret, forUrls, base64(token, before, Base64.getUrlEncoder()), false));
            }
        }
        return forms;
    }

    private static void escaped(Secret secret, byte[] bytes, List<SearchedForm> forms) {
        if (bytes.length != secret.bytes.length) {
            forms.add(new SearchedForm(secret, bytes, secret.token(bytes.length), secret.wholeWord));
        }
    }

    /**
     * The characters that a text always has in base64, whatever stands around it.
     *
     * @param before how many bytes stand before it in its group of three
     */
    private static byte[] base64(byte[] text, int before, Base64.Encoder encoder) {
        byte[] padded = new byte[before + text.length];
        System.arraycopy(text, 0, padded, before, text.length);
        byte[] encoded = encoder.withoutPadding().encode(padded);
        int first = (before * 8 + 5) / 6;
        int last = padded.length * 8 / 6;
        return Arrays.copyOfRange(encoded, first, Math.max(first, last));
    }
}
