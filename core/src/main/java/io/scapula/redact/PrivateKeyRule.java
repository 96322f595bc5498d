package io.scapula.redact;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The lines of a private key between {@code -----BEGIN … PRIVATE KEY-----} and {@code -----END}, each a secret of its own, for
 * they may be read one by one. Lines end with a line feed, or with {@code \n} where the key is written into a string.
 */
final class PrivateKeyRule implements SecretRule {
    static final String WORD = "-----begin ";

    private static final String KIND = "private-key";
    private static final byte[] BEGIN = "-----BEGIN ".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] LABEL_END = "-----".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] PRIVATE_KEY = "PRIVATE KEY".getBytes(StandardCharsets.ISO_8859_1);
    private static final int LONGEST_LABEL = 40;
    /** A shorter first line is prose about keys. */
    private static final int SHORTEST_FIRST_LINE = 16;

    private static final int LONGEST_LINE = 80;
    private static final int PIECE = 64;
    private static final int LONGEST_BODY = 1 << 15;

    @Override
    public int look(SearchedText text, int start, int end, Consumer<Finding> findings) {
        int body = bodyStart(text.bytes(), text.length(), start);
        return body < 0 ? NOTHING : body(text, body, SHORTEST_FIRST_LINE, findings);
    }

    /** The rest of a key whose beginning stood in what came before the text. */
    static final class Rest implements SecretRule {
        @Override
        public int look(SearchedText text, int start, int end, Consumer<Finding> findings) {
            return text.insideKey() ? body(text, 0, 1, findings) : NOTHING;
        }
    }

    /** Behind the line that begins a private key at the index; -1 if none does. */
    private static int bodyStart(byte[] bytes, int length, int start) {
        int label = start + BEGIN.length;
        int last = Math.min(length - LABEL_END.length, label + LONGEST_LABEL);
        for (int index = label; index <= last; index++) {
            if (matches(bytes, index, LABEL_END)) {
                int body = index + LABEL_END.length;
                for (int key = label; key + PRIVATE_KEY.length <= index; key++) {
                    if (matches(bytes, key, PRIVATE_KEY)) {
                        return body;
                    }
                }
                return -1;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] bytes, int index, byte[] expected) {
        for (int offset = 0; offset < expected.length; offset++) {
            if (bytes[index + offset] != expected[offset]) {
                return false;
            }
        }
        return true;
    }

    /** Where a private key begins that is not finished at the end of the bytes, 0 if it began before; -1 for none. */
    static int unfinished(byte[] bytes, int length, boolean insideKey) {
        int begin = length - BEGIN.length;
        while (begin >= 0 && !(bytes[begin] == '-' && matches(bytes, begin, BEGIN))) {
            begin--;
        }
        SearchedText text = new SearchedText(bytes, length, false, false, false);
        if (begin >= 0) {
            int body = bodyStart(bytes, length, begin);
            boolean open = body >= 0
                    ? body(text, body, SHORTEST_FIRST_LINE, finding -> {}) == length
                    : length - begin < LONGEST_LABEL + BEGIN.length;
            return open ? begin : -1;
        }
        return insideKey && body(text, 0, 1, finding -> {}) == length ? 0 : -1;
    }

    private static int body(SearchedText text, int start, int shortestLine, Consumer<Finding> findings) {
        int limit = Math.min(text.length(), start + LONGEST_BODY);
        int shortest = shortestLine;
        int index = start;
        while (index < limit) {
            byte one = text.at(index);
            if (one == ' ' || one == '\t' || one == '\r' || one == '\n') {
                index++;
            } else if (one == '\\') {
                index = lineEnd(text, index);
            } else if (Letters.isBase64(one)) {
                int end = index;
                while (end < limit && Letters.isBase64(text.at(end))) {
                    end++;
                }
                if (end < limit && (text.at(end) == ':' || text.at(end) == '-' && !isEnd(text, end))) {
                    index = behindHeader(text, end);
                    continue;
                }
                if (end - index < shortest && end < text.length()) {
                    return index;
                }
                tell(text, index, end, findings);
                shortest = 1;
                index = end;
            } else {
                return index;
            }
        }
        return index;
    }

    /** Behind a line feed that is written with backslashes. */
    private static int lineEnd(SearchedText text, int start) {
        int index = start;
        while (index < text.length() && text.at(index) == '\\') {
            index++;
        }
        boolean letter = index < text.length() && (text.at(index) == 'n' || text.at(index) == 'r');
        return letter ? index + 1 : index;
    }

    private static boolean isEnd(SearchedText text, int index) {
        return text.length() - index < LABEL_END.length || matches(text.bytes(), index, LABEL_END);
    }

    /** Such as {@code Proc-Type: 4,ENCRYPTED}. */
    private static int behindHeader(SearchedText text, int start) {
        int index = start;
        while (index < text.length() && text.at(index) != '\n' && text.at(index) != '\\') {
            index++;
        }
        return index;
    }

    private static void tell(SearchedText text, int start, int end, Consumer<Finding> findings) {
        int piece = end - start > LONGEST_LINE ? PIECE : end - start;
        for (int index = start; index < end; index += piece) {
            int last = Math.min(end, index + piece);
            findings.accept(Finding.certain(KIND, index, last, text.isCutAt(last)));
        }
    }
}
