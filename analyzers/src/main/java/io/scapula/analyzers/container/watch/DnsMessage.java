package io.scapula.analyzers.container.watch;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a DNS message: as much as a buffer that was cut still holds.
 *
 * @param isResponse whether it answers
 * @param code       the answer's code: 0 for none, 3 if the name does not exist
 * @param answers    how many answers it says it holds
 * @param name       the name of its first question
 */
record DnsMessage(boolean isResponse, int code, int answers, String name) {
    private static final int HEADER = 12;
    private static final int FLAGS = 2;
    private static final int RESPONSE = 0x80;
    private static final int CODE = 0x0F;
    private static final int QUESTIONS = 5;
    private static final int ANSWERS = 6;
    private static final int MOST_OF_LABEL = 63;
    private static final int BYTE = 0xFF;

    /** Reads a message, {@code null} if it is none. Over TCP two bytes with its length come first. */
    static @Nullable DnsMessage of(byte[] data) {
        DnsMessage message = at(data, 0);
        return message == null ? at(data, 2) : message;
    }

    private static @Nullable DnsMessage at(byte[] data, int start) {
        if (data.length < start + HEADER + 2 || data[start + QUESTIONS] != 1 || data[start + QUESTIONS - 1] != 0) {
            return null;
        }
        StringBuilder name = new StringBuilder();
        int at = start + HEADER;
        while (at < data.length && data[at] > 0 && data[at] <= MOST_OF_LABEL) {
            int end = Math.min(data.length, at + 1 + data[at]);
            if (name.length() > 0) {
                name.append('.');
            }
            name.append(new String(data, at + 1, end - at - 1, StandardCharsets.UTF_8));
            at = end;
        }
        if (name.length() == 0) {
            return null;
        }
        return new DnsMessage(
                (data[start + FLAGS] & RESPONSE) != 0,
                data[start + FLAGS + 1] & CODE,
                (data[start + ANSWERS] & BYTE) << Byte.SIZE | data[start + ANSWERS + 1] & BYTE,
                name.toString());
    }
}
