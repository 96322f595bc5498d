package io.scapula.redact;

import io.scapula.format.EventView;
import java.nio.ByteBuffer;

/** Copies the text of an event to where it can be searched; reused for one after the other. */
final class EventBytes {
    private static final int AF_UNIX = 1;
    private static final int UNIX_ADDRESS = 1;
    private static final int UNIX_TUPLE = 17;

    private byte[] bytes = new byte[1024];
    private int skipped;

    /** The text, without what stands before it in the parameter; empty if it has none. */
    SearchedText of(EventView view, EventText text) {
        int length = 0;
        for (int index = text.first(); index <= text.last(); index++) {
            length = append(view, index, length);
        }
        skipped = skipped(text.role(), length);
        if (skipped > 0) {
            System.arraycopy(bytes, skipped, bytes, 0, length - skipped);
            length -= skipped;
        }
        boolean cut;
        if (text.role() == EventText.Role.DATA) {
            cut = DataFlows.isCut(view, length);
        } else {
            while (text.role() != EventText.Role.BYTES && length > 0 && bytes[length - 1] == 0) {
                length--;
            }
            cut = BlockTexts.isPerhapsCut(length + 1);
        }
        return new SearchedText(bytes, length, text.role() == EventText.Role.LIST, cut, false);
    }

    private int append(EventView view, int index, int start) {
        int length = view.parameterLength(index);
        if (length == 0) {
            return start;
        }
        byte[] value = view.bytes(index);
        ByteBuffer target = ensure(start + length);
        target.put(start, value);
        return start + length;
    }

    private ByteBuffer ensure(int length) {
        if (length > bytes.length) {
            bytes = java.util.Arrays.copyOf(bytes, Math.max(length, bytes.length * 2));
        }
        return ByteBuffer.wrap(bytes);
    }

    /** How many bytes stand before the text of the last event in its parameter. */
    int skipped() {
        return skipped;
    }

    private int skipped(EventText.Role role, int length) {
        return switch (role) {
            case ADDRESS -> length > UNIX_ADDRESS && bytes[0] == AF_UNIX ? UNIX_ADDRESS : length;
            case TUPLE -> length > UNIX_TUPLE && bytes[0] == AF_UNIX ? UNIX_TUPLE : length;
            case IP -> length;
            case DYNAMIC -> Math.min(1, length);
            case TEXT, LIST, DATA, BYTES, JSON -> 0;
        };
    }
}
