package io.scapula;

import io.scapula.field.BoundField;
import io.scapula.field.FieldText;
import io.scapula.field.FieldType;
import io.scapula.field.FieldValue;
import io.scapula.field.Fields;
import io.scapula.field.Multiplicity;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import io.scapula.text.DisplayOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of events as a table. */
final class EventTable {
    private final List<BoundField> fields = new ArrayList<>();
    private final FieldText texts = new FieldText(DisplayOptions.DEFAULT);
    private final StringBuilder text = new StringBuilder();

    EventTable(List<String> names, Fields all) {
        names.forEach(name -> fields.add(CapturedEvent.bind(name, all)));
    }

    Table of(Query query) throws IOException {
        Table.Builder table =
                Table.builder("events", fields.stream().map(EventTable::column).toList());
        FieldValue value = new FieldValue();
        query.forEach(event -> {
            @Nullable Object[] cells = new @Nullable Object[fields.size()];
            for (int index = 0; index < cells.length; index++) {
                BoundField field = fields.get(index);
                cells[index] = event.read(field, value) ? cell(field, value) : null;
            }
            table.addRow(cells);
        });
        return table.build();
    }

    /** The column that holds a field. */
    static Column column(BoundField field) {
        return new Column(field.text(), type(field), field.field().description());
    }

    private static ColumnType type(BoundField field) {
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

    private Object cell(BoundField field, FieldValue value) {
        if (field.multiplicity() == Multiplicity.SINGLE) {
            if (field.type().isNumeric()) {
                return value.number(0);
            }
            if (field.type() == FieldType.BOOLEAN) {
                return value.number(0) != 0;
            }
            if (field.type() == FieldType.DECIMAL) {
                return value.decimal(0);
            }
        }
        text.setLength(0);
        texts.append(text, field, value);
        return text.toString();
    }
}
