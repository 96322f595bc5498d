package io.scapula;

import io.scapula.field.BoundField;
import io.scapula.field.FieldValue;
import io.scapula.field.Fields;
import io.scapula.field.Multiplicity;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of events as a table. */
final class EventRows {
    private final List<BoundField> fields = new ArrayList<>();

    EventRows(List<String> names, Fields all) {
        names.forEach(name -> fields.add(CapturedEvent.bind(name, all)));
    }

    Table of(Query query) throws IOException {
        Table.Builder table =
                Table.builder("events", fields.stream().map(EventRows::column).toList());
        FieldValue value = new FieldValue();
        query.forEach(event -> {
            @Nullable Object[] cells = new @Nullable Object[fields.size()];
            for (int index = 0; index < cells.length; index++) {
                BoundField field = fields.get(index);
                cells[index] = cell(event, field, value);
            }
            table.addRow(cells);
        });
        return table.build();
    }

    /** The column that holds a field. */
    static Column column(BoundField field) {
        return new Column(field.text(), type(field), field.field().description());
    }

    /** What a column of the field holds. */
    static ColumnType type(BoundField field) {
        if (field.multiplicity() != Multiplicity.SINGLE) {
            return ColumnType.TEXT;
        }
        return switch (field.type()) {
            case SIGNED, UNSIGNED, PORT -> ColumnType.INTEGER;
            case BOOLEAN -> ColumnType.BOOLEAN;
            case DURATION -> ColumnType.DURATION;
            case TIME -> ColumnType.TIME;
            case DECIMAL -> ColumnType.DECIMAL;
            case TEXT, PATH, ADDRESS, NETWORK, BYTES, DYNAMIC -> ColumnType.TEXT;
        };
    }

    private static @Nullable Object cell(CapturedEvent event, BoundField field, FieldValue value) {
        ColumnType type = type(field);
        if (type == ColumnType.TEXT) {
            return event.text(field);
        }
        if (!event.read(field, value)) {
            return null;
        }
        return switch (type) {
            case BOOLEAN -> value.number(0) != 0;
            case DECIMAL -> value.decimal(0);
            case INTEGER, DURATION, TIME -> value.number(0);
            case TEXT, EVENTS -> throw new AssertionError(type);
        };
    }
}
