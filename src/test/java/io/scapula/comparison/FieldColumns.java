package io.scapula.comparison;

import io.scapula.event.EventContext;
import io.scapula.field.BoundField;
import io.scapula.field.FieldException;
import io.scapula.field.FieldType;
import io.scapula.field.FieldValue;
import io.scapula.field.Fields;
import io.scapula.text.BufferFormat;
import io.scapula.text.DisplayOptions;
import io.scapula.text.EventTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads fields of events as the field's programs print them: buffers whole, missing values as {@code <NA>}. */
final class FieldColumns {
    private static final String MISSING = "<NA>";
    private static final DisplayOptions DISPLAY =
            new DisplayOptions(BufferFormat.PRINTABLE, true, EventTime.CLOCK, ZoneOffset.UTC);

    private final List<BoundField> fields = new ArrayList<>();
    private final FieldValue value = new FieldValue();

    /**
     * Reads fields.
     *
     * @param hostUsers as {@link DisplayOptions#hostUsers()}
     */
    FieldColumns(List<String> names, boolean hostUsers) throws FieldException {
        Fields all = new Fields(hostUsers ? DISPLAY.withHostUsers() : DISPLAY);
        for (String name : names) {
            fields.add(all.bind(name, null));
        }
    }

    List<String> read(EventContext event) {
        return fields.stream().map(field -> text(field, event)).toList();
    }

    private String text(BoundField field, EventContext event) {
        value.clear();
        if (!field.reader().read(event, value)) {
            return MISSING;
        }
        if (field.type().isText()) {
            return value.text(0);
        }
        return field.type() == FieldType.UNSIGNED
                ? Long.toUnsignedString(value.number(0))
                : Long.toString(value.number(0));
    }
}
