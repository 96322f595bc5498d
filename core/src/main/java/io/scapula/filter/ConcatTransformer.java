package io.scapula.filter;

import io.scapula.event.EventContext;
import io.scapula.field.FieldReader;
import io.scapula.field.FieldValue;

/** {@code concat}: texts one after the other; no value if one of them has none. */
final class ConcatTransformer implements FieldReader {
    private final FieldReader[] parts;
    private final FieldValue input = new FieldValue();

    ConcatTransformer(FieldReader[] parts) {
        this.parts = parts;
    }

    @Override
    public boolean read(EventContext event, FieldValue value) {
        StringBuilder whole = new StringBuilder();
        for (FieldReader part : parts) {
            input.clear();
            if (!part.read(event, input)) {
                return false;
            }
            whole.append(input.text(0));
        }
        return value.add(whole.toString());
    }
}
