package io.scapula.filter;

import io.scapula.event.EventContext;
import io.scapula.field.FieldReader;
import io.scapula.field.FieldValue;

/** A list written in a filter, of constants and fields; no value if one of them has none. */
final class ListReader implements FieldReader {
    private final FieldReader[] elements;
    private final FieldValue input = new FieldValue();

    ListReader(FieldReader[] elements) {
        this.elements = elements;
    }

    @Override
    public boolean read(EventContext event, FieldValue value) {
        for (FieldReader element : elements) {
            input.clear();
            if (!element.read(event, input)) {
                return false;
            }
            value.add(input.text(0));
        }
        return true;
    }
}
