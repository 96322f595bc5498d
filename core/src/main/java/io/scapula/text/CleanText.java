package io.scapula.text;

import io.scapula.event.EventContext;
import io.scapula.format.CaptureText;

/**
 * How paths and names of descriptors are cleaned: whatever is no printable character does not get through as it is, since
 * these texts are read by people and by programs that take a line for an event.
 */
enum CleanText {
    /** Bytes that are not printable ASCII are left out, or show as dots in a joined path: sysdig 0.29.3. */
    DROPPING,
    /** Control characters and bytes of broken UTF-8 become {@code U+FFFD}: today's library. */
    REPLACING;

    private static final char REPLACEMENT = 0xFFFD;

    /** How the library that the event's recorder belongs to does it. */
    static CleanText of(EventContext event) {
        return event.isFromCurrentRecorder() ? REPLACING : DROPPING;
    }

    /** Appends the text in the bytes up to its NUL. */
    void append(StringBuilder out, byte[] bytes, int from, int to) {
        int end = TextBytes.end(bytes, from, to);
        if (this == REPLACING) {
            appendReplaced(out, bytes, from, end);
            return;
        }
        for (int index = from; index < end; index++) {
            if (BufferText.isPrintable(bytes[index])) {
                out.append((char) bytes[index]);
            }
        }
    }

    /** Appends a text. */
    void append(StringBuilder out, String text) {
        if (TextBytes.isPrintable(text)) {
            out.append(text);
            return;
        }
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            if (this == REPLACING) {
                out.append(replaced(text, index));
            } else if (unit >= ' ' && unit < 0x7F) {
                out.append(unit);
            }
        }
    }

    /** Appends one component of a joined path. */
    void appendComponent(StringBuilder out, byte[] bytes, int from, int to) {
        if (this == REPLACING) {
            appendReplaced(out, bytes, from, to);
            return;
        }
        for (int index = from; index < to; index++) {
            out.append(BufferText.isPrintable(bytes[index]) ? (char) bytes[index] : '.');
        }
    }

    /** Appends the directory that a joined path starts with. */
    void appendDirectory(StringBuilder out, String directory) {
        if (this == REPLACING || TextBytes.isPrintable(directory)) {
            append(out, directory);
            return;
        }
        for (byte value : CaptureText.encode(directory)) {
            out.append(BufferText.isPrintable(value) ? (char) value : '.');
        }
    }

    private static void appendReplaced(StringBuilder out, byte[] bytes, int from, int to) {
        boolean printable = true;
        for (int index = from; index < to; index++) {
            printable &= BufferText.isPrintable(bytes[index]);
        }
        if (printable) {
            TextBytes.append(out, bytes, from, to);
        } else {
            REPLACING.append(out, CaptureText.decode(bytes, from, to - from));
        }
    }

    private static char replaced(String text, int index) {
        char unit = text.charAt(index);
        boolean control = unit < ' ' || (unit >= 0x7F && unit < 0xA0);
        boolean invalidByte = CaptureText.isInvalidByte(text.codePointAt(index))
                && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
        return control || invalidByte ? REPLACEMENT : unit;
    }
}
