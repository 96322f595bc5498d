package io.scapula.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Text from a capture. Nothing guarantees that it is UTF-8: a path is whatever bytes a program used.
 *
 * <p>Valid UTF-8 becomes the text that it is. A byte that is part of no valid sequence becomes the lone surrogate
 * {@code U+DC00 + byte}, so that {@link #encode} gives back exactly the bytes of the capture.
 */
public final class CaptureText {
    private static final char INVALID_BYTE = 0xDC00;

    private CaptureText() {}

    /** Decodes bytes of a buffer; the buffer's position and limit stay as they are. */
    public static String decode(ByteBuffer buffer, int start, int length) {
        byte[] bytes = new byte[length];
        buffer.get(start, bytes, 0, length);
        return decode(bytes, 0, length);
    }

    /** Decodes bytes of an array. */
    public static String decode(byte[] bytes, int start, int length) {
        int end = start + length;
        for (int index = start; index < end; index++) {
            if (bytes[index] < 0) {
                return decodeUtf8(bytes, start, end);
            }
        }
        return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }

    /** The bytes that {@link #decode} made the text from. */
    public static byte[] encode(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (text.chars().noneMatch(unit -> unit >= INVALID_BYTE + 0x80 && unit <= INVALID_BYTE + 0xFF)) {
            return utf8;
        }
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream(text.length());
        for (int index = 0; index < text.length(); ) {
            int codePoint = text.codePointAt(index);
            if (isInvalidByte(codePoint)) {
                bytes.write(codePoint - INVALID_BYTE);
            } else {
                bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
            }
            index += Character.charCount(codePoint);
        }
        return bytes.toByteArray();
    }

    /** Whether the code point stands for a byte that was no valid UTF-8. */
    public static boolean isInvalidByte(int codePoint) {
        return codePoint >= INVALID_BYTE + 0x80 && codePoint <= INVALID_BYTE + 0xFF;
    }

    private static String decodeUtf8(byte[] bytes, int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        int index = start;
        while (index < end) {
            int length = sequenceLength(bytes, index, end);
            if (length == 0) {
                text.append((char) (INVALID_BYTE + (bytes[index] & 0xFF)));
                index++;
            } else {
                text.appendCodePoint(codePoint(bytes, index, length));
                index += length;
            }
        }
        return text.toString();
    }

    /** Length of the valid UTF-8 sequence at the index, or 0 if there is none. */
    private static int sequenceLength(byte[] bytes, int index, int end) {
        int first = bytes[index] & 0xFF;
        int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0 || length > end - index) {
            return 0;
        }
        for (int next = 1; next < length; next++) {
            if ((bytes[index + next] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int codePoint = codePoint(bytes, index, length);
        boolean overlong = (length == 3 && codePoint < 0x800) || (length == 4 && codePoint < 0x10000);
        boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
        return overlong || surrogate || codePoint > Character.MAX_CODE_POINT ? 0 : length;
    }

    private static int codePoint(byte[] bytes, int index, int length) {
        int value = switch (length) {
            case 1 -> bytes[index];
            case 2 -> bytes[index] & 0x1F;
            case 3 -> bytes[index] & 0x0F;
            default -> bytes[index] & 0x07;
        };
        for (int next = 1; next < length; next++) {
            value = value << 6 | bytes[index + next] & 0x3F;
        }
        return value;
    }
}
