package io.scapula.filter;

import io.scapula.event.EventContext;
import io.scapula.field.FieldReader;
import io.scapula.field.FieldValue;

/** {@code join}: a list as one text. */
final class JoinTransformer implements FieldReader {
    private final FieldReader separator;
    private final FieldReader list;
    private final FieldValue separatorValue = new FieldValue();
    private final FieldValue elements = new FieldValue();

    JoinTransformer(FieldReader separator, FieldReader list) {
        this.separator = separator;
        this.list = list;
    }

    @Override
    public boolean read(EventContext event, FieldValue value) {
        separatorValue.clear();
        elements.clear();
        if (!separator.read(event, separatorValue) || !list.read(event, elements)) {
            return false;
        }
        StringBuilder joined = new StringBuilder();
        for (int index = 0; index < elements.count(); index++) {
            if (index > 0) {
                joined.append(separatorValue.text(0));
            }
            joined.append(elements.text(index));
        }
        return value.add(joined.toString());
    }
}
