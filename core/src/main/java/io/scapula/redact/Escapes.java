package io.scapula.redact;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Other ways in which the same text is written: with backslashes as in JSON, with percent signs as in URLs. */
final class Escapes {
    private static final String SIMPLE = "bfnrt";
    private static final String SIMPLE_BYTES = "\b\f\n\r\t";
    private static final String HEXADECIMAL = "0123456789ABCDEF";

    private Escapes() {}

    /** What a text with escapes says; {@code null} if it has none. */
    static byte @Nullable [] decoded(byte[] bytes, int start, int end) {
        boolean backslash = false;
        boolean percent = false;
        for (int index = start; index < end; index++) {
            backslash |= bytes[index] == '\\';
            percent |= bytes[index] == '%' && isHexadecimalPair(bytes, index + 1, end);
        }
        if (!backslash && !percent) {
            return null;
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(end - start);
        for (int index = start; index < end; ) {
            index = backslash ? unescape(bytes, index, end, decoded) : unquote(bytes, index, end, decoded);
        }
        return decoded.toByteArray();
    }

    private static boolean isHexadecimalPair(byte[] bytes, int index, int end) {
        return end - index >= 2 && Letters.hexadecimal(bytes[index]) >= 0 && Letters.hexadecimal(bytes[index + 1]) >= 0;
    }

    private static int unquote(byte[] bytes, int index, int end, ByteArrayOutputStream decoded) {
        if (bytes[index] == '%' && isHexadecimalPair(bytes, index + 1, end)) {
            decoded.write(Letters.hexadecimal(bytes[index + 1]) << 4 | Letters.hexadecimal(bytes[index + 2]));
            return index + 3;
        }
        decoded.write(bytes[index]);
        return index + 1;
    }

    private static int unescape(byte[] bytes, int index, int end, ByteArrayOutputStream decoded) {
        if (bytes[index] != '\\' || index + 1 == end) {
            decoded.write(bytes[index]);
            return index + 1;
        }
        byte escaped = bytes[index + 1];
        if (escaped == 'u' && isHexadecimalPair(bytes, index + 2, end) && isHexadecimalPair(bytes, index + 4, end)) {
            int unit = 0;
            for (int digit = index + 2; digit < index + 6; digit++) {
                unit = unit << 4 | Letters.hexadecimal(bytes[digit]);
            }
            decoded.writeBytes(String.valueOf((char) unit).getBytes(StandardCharsets.UTF_8));
            return index + 6;
        }
        int simple = SIMPLE.indexOf(escaped);
        decoded.write(simple < 0 ? escaped : SIMPLE_BYTES.charAt(simple));
        return index + 2;
    }

    /** The text as it stands between the quotes of JSON; the same if nothing needs an escape. */
    static byte[] inJson(byte[] text) {
        ByteArrayOutputStream escaped = new ByteArrayOutputStream(text.length);
        for (byte one : text) {
            int simple = SIMPLE_BYTES.indexOf(one);
            if (simple >= 0) {
                escaped.write('\\');
                escaped.write(SIMPLE.charAt(simple));
            } else if (one == '"' || one == '\\') {
                escaped.write('\\');
                escaped.write(one);
            } else if (one >= 0 && one < ' ') {
                escaped.writeBytes(String.format("\\u%04x", (int) one).getBytes(StandardCharsets.ISO_8859_1));
            } else {
                escaped.write(one);
            }
        }
        return escaped.toByteArray();
    }

    /** The text as it stands in a URL; the same if nothing needs an escape. */
    static byte[] inUrl(byte[] text, boolean capitals) {
        ByteArrayOutputStream escaped = new ByteArrayOutputStream(text.length);
        for (byte one : text) {
            if (Letters.isName(one) || one == '~') {
                escaped.write(one);
            } else {
                escaped.write('%');
                escaped.write(digit(one >> 4 & 0xF, capitals));
                escaped.write(digit(one & 0xF, capitals));
            }
        }
        return escaped.toByteArray();
    }

    private static int digit(int value, boolean capitals) {
        char digit = HEXADECIMAL.charAt(value);
        return capitals ? digit : Character.toLowerCase(digit);
    }
}
