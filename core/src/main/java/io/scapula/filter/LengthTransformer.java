package io.scapula.filter;

import io.scapula.event.EventContext;
import io.scapula.field.FieldReader;
import io.scapula.field.FieldValue;
import io.scapula.format.CaptureText;

/** {@code len}: elements of a list, bytes of a buffer, bytes of a text up to its first NUL. */
final class LengthTransformer implements FieldReader {
    private final FieldReader inner;
    private final boolean list;
    private final boolean bytes;
    private final FieldValue input = new FieldValue();

    LengthTransformer(FieldReader inner, boolean list, boolean bytes) {
        this.inner = inner;
        this.list = list;
        this.bytes = bytes;
    }

    @Override
    public boolean read(EventContext event, FieldValue value) {
        input.clear();
        if (!inner.read(event, input)) {
            return false;
        }
        if (list) {
            return value.add((long) input.count());
        }
        return value.add((long) (bytes ? input.bytes(0).length : length(input.text(0))));
    }

    private static int length(String text) {
        int end = text.indexOf('\0');
        int length = end < 0 ? text.length() : end;
        for (int index = 0; index < length; index++) {
            if (text.charAt(index) >= 0x80) {
                return CaptureText.encode(text.substring(0, length)).length;
            }
        }
        return length;
    }
}
