package io.scapula;

import io.scapula.event.EventContext;
import io.scapula.field.BoundField;
import io.scapula.field.FieldText;
import io.scapula.field.FieldValue;
import io.scapula.field.Fields;
import io.scapula.relation.CellSink;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.text.DisplayOptions;
import org.jspecify.annotations.Nullable;

/** Reads one field into the cells of a column. For one thread. */
final class FieldCells {
    private final BoundField field;
    private final ColumnType type;
    private final FieldValue value = new FieldValue();
    private final FieldText texts = new FieldText(DisplayOptions.DEFAULT);
    private final StringBuilder text = new StringBuilder();

    FieldCells(String name, Fields fields) {
        field = CapturedEvent.bind(name, fields);
        type = EventRows.type(field);
    }

    /** The column of a field, with underscores for its dots, as SQL wants names. */
    static Column column(String name, Fields fields) {
        BoundField field = CapturedEvent.bind(name, fields);
        return new Column(
                name.replace('.', '_'),
                EventRows.type(field),
                name + ": " + field.field().description());
    }

    BoundField field() {
        return field;
    }

    /**
     * The value: a {@link String}, {@link Long}, {@link Double} or {@link Boolean}, {@code null} if there is none.
     *
     * @throws io.scapula.state.NotInLineageException if the context does not tell
     */
    @Nullable
    Object read(EventContext context) {
        value.clear();
        if (!field.reader().read(context, value)) {
            return null;
        }
        return switch (type) {
            case TEXT -> {
                text.setLength(0);
                texts.append(text, field, value);
                yield text.toString();
            }
            case INTEGER, DURATION, TIME -> value.number(0);
            case DECIMAL -> value.decimal(0);
            case BOOLEAN -> value.number(0) != 0;
            case EVENTS -> throw new AssertionError(type);
        };
    }

    /** Hands a value on. */
    static void put(@Nullable Object value, CellSink target, int row) {
        if (value == null) {
            target.absent(row);
        } else if (value instanceof String string) {
            target.text(row, string);
        } else if (value instanceof Long number) {
            target.number(row, number);
        } else if (value instanceof Boolean truth) {
            target.truth(row, truth);
        } else if (value instanceof Double decimal) {
            target.decimal(row, decimal);
        } else {
            throw new AssertionError(value.getClass());
        }
    }
}
