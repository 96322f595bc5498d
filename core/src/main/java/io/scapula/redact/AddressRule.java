package io.scapula.redact;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** IP addresses that are written in a text. */
final class AddressRule implements SecretRule {
    static final String KIND = "address";

    private static final int SHORTEST = 2;

    @Override
    public int look(SearchedText text, int start, int end, Consumer<Finding> findings) {
        int index = start;
        while (index < end) {
            if (!isPart(text.at(index))) {
                index++;
                continue;
            }
            int last = index;
            while (last < end && isPart(text.at(last))) {
                last++;
            }
            boolean apart = (index == 0 || !Letters.isWord(text.at(index - 1)))
                    && (last == end || !Letters.isWord(text.at(last)));
            if (apart) {
                tell(text, index, last, findings);
            }
            index = last;
        }
        return end;
    }

    /** Of characters that addresses consist of; a port may follow, and the end of a sentence. */
    private static void tell(SearchedText text, int start, int end, Consumer<Finding> findings) {
        int first = start;
        int last = end;
        while (last > first && (text.at(last - 1) == '.' || text.at(last - 1) == ':' && !isGap(text, last))) {
            last--;
        }
        String address = string(text, first, last);
        int dots = address.indexOf('.');
        int port = dots < 0 ? -1 : address.indexOf(':', dots);
        if (port > 0) {
            address = address.substring(0, port);
        }
        boolean fits = address.length() >= SHORTEST && address.length() <= AddressText.LONGEST;
        if (fits && AddressText.parse(address) != null) {
            int to = first + address.length();
            findings.accept(Finding.certain(KIND, first, to, text.isCutAt(to)));
        }
    }

    private static boolean isGap(SearchedText text, int end) {
        return end >= 2 && text.at(end - 2) == ':';
    }

    private static String string(SearchedText text, int start, int end) {
        int length = Math.min(end - start, 2 * AddressText.LONGEST);
        return new String(text.bytes(), start, length, StandardCharsets.ISO_8859_1);
    }

    private static boolean isPart(byte one) {
        return Letters.isDigit(one) || one >= 'a' && one <= 'f' || one >= 'A' && one <= 'F' || one == '.' || one == ':';
    }
}
