package io.scapula.filter;

import io.scapula.event.EventContext;
import io.scapula.field.FieldReader;
import io.scapula.field.FieldValue;
import io.scapula.filter.internal.Base64Text;
import io.scapula.format.CaptureText;

/** {@code b64}: decodes texts or bytes; no value if one cannot be decoded. */
final class Base64Transformer implements FieldReader {
    private final FieldReader inner;
    private final boolean bytes;
    private final FieldValue input = new FieldValue();

    Base64Transformer(FieldReader inner, boolean bytes) {
        this.inner = inner;
        this.bytes = bytes;
    }

    @Override
    public boolean read(EventContext event, FieldValue value) {
        input.clear();
        if (!inner.read(event, input)) {
            return false;
        }
        for (int index = 0; index < input.count(); index++) {
            byte[] decoded = Base64Text.decode(bytes ? input.bytes(index) : CaptureText.encode(input.text(index)));
            if (decoded == null) {
                return false;
            }
            if (bytes) {
                value.add(decoded);
            } else {
                value.add(CaptureText.decode(decoded, 0, decoded.length));
            }
        }
        return true;
    }
}
