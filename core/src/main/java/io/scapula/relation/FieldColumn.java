package io.scapula.relation;

import io.scapula.event.EventContext;
import io.scapula.field.BoundField;
import io.scapula.field.FieldException;
import io.scapula.field.FieldText;
import io.scapula.field.FieldValue;
import io.scapula.field.Fields;
import io.scapula.field.Multiplicity;
import io.scapula.state.NotInLineageException;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.text.DisplayOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field as a column of a table: numbers, times and truth values as such, everything else as text. For one thread. */
public final class FieldColumn {
    private final BoundField field;
    private final ColumnType type;
    private final FieldValue value = new FieldValue();
    private final FieldText texts = new FieldText(DisplayOptions.DEFAULT);
    private final StringBuilder text = new StringBuilder();

    private FieldColumn(BoundField field) {
        this.field = field;
        this.type = type(field);
    }

    /**
     * The column of a field.
     *
     * @param name with its argument, such as {@code proc.aname[2]} or {@code evt.arg.flags}
     * @throws IllegalArgumentException if there is no such field
     */
    public static FieldColumn of(String name, Fields fields) {
        return new FieldColumn(bind(name, fields));
    }

    /**
     * The field with its argument.
     *
     * @throws IllegalArgumentException if there is no such field
     */
    public static BoundField bind(String name, Fields fields) {
        int bracket = name.endsWith("]") ? name.indexOf('[') : -1;
        try {
            return bracket < 0
                    ? fields.bind(name, null)
                    : fields.bind(name.substring(0, bracket), name.substring(bracket + 1, name.length() - 1));
        } catch (FieldException e) {
            List<String> similar = e.isUnknownField() ? fields.similarTo(name) : List.of();
            throw new IllegalArgumentException(
                    e.getMessage() + (similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?"),
                    e);
        }
    }

    /** What a column of the field holds. */
    public static ColumnType type(BoundField field) {
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

    /** The field that is read. */
    public BoundField field() {
        return field;
    }

    /** The column, under the name of the field. */
    public Column column() {
        return new Column(field.text(), type, field.field().description());
    }

    /** The column, with underscores for the dots of the name, as SQL wants it. */
    public Column sqlColumn() {
        return new Column(
                field.text().replace('.', '_'),
                type,
                field.text() + ": " + field.field().description());
    }

    /**
     * The value: a {@link String}, {@link Long}, {@link Double} or {@link Boolean}, {@code null} if there is none.
     *
     * @throws NotInLineageException if the context does not tell
     */
    public @Nullable Object read(EventContext context) {
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

    /** The value, as {@link #read} gives it; {@code null} as well if the context does not tell. */
    public @Nullable Object readIfTold(EventContext context) {
        try {
            return read(context);
        } catch (NotInLineageException e) {
            return null;
        }
    }

    /** Hands on what {@link #read} gave. */
    public static void put(@Nullable Object value, CellSink target, int row) {
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
