package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.format.EventView;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.ParameterFormat;
import io.scapula.format.event.ParameterSpec;
import io.scapula.format.event.ParameterType;
import io.scapula.format.event.ParameterValue;
import org.jspecify.annotations.Nullable;

/**
 * {@code evt.rawarg.NAME}: a parameter as the value that it is. Events may give parameters of one name different types.
 * The bound field has the type of the first in the event table, or one that takes in others of its kind; events whose
 * parameter is of another kind have no value.
 */
final class RawParameter implements FieldReader {
    private final int[] indexes;
    private final @Nullable FieldType[] types;

    private RawParameter(int[] indexes, @Nullable FieldType[] types) {
        this.indexes = indexes;
        this.types = types;
    }

    static BoundField bind(Field field, String name) throws FieldException {
        if (FieldArguments.isIndex(name)) {
            throw new FieldException(
                    "evt.rawarg takes the name of a parameter, such as evt.rawarg.res; not a position");
        }
        int[] indexes = ArgumentFields.EventParameters.named("evt.rawarg", name);
        @Nullable FieldType[] types = new @Nullable FieldType[indexes.length];
        FieldType common = null;
        ParameterFormat format = null;
        for (EventType type : EventTable.current().all()) {
            int index = indexes[type.code()];
            if (index >= 0) {
                ParameterSpec parameter = type.parameters().get(index);
                FieldType own = typeOf(parameter.type());
                types[type.code()] = own;
                common = common == null || isSameKind(common, own) ? common(common, own) : common;
                format = format == null ? parameter.format() : format;
            }
        }
        FieldType bound = common == null ? FieldType.DYNAMIC : common;
        for (int code = 0; code < types.length; code++) {
            FieldType own = types[code];
            types[code] = own != null && isSameKind(bound, own) ? own : null;
        }
        return new BoundField(
                field, name, bound, Multiplicity.SINGLE, formatOf(format), new RawParameter(indexes, types));
    }

    private static NumberFormat formatOf(@Nullable ParameterFormat format) {
        if (format == null) {
            return NumberFormat.DEFAULT;
        }
        return switch (format) {
            case HEXADECIMAL -> NumberFormat.HEXADECIMAL;
            case OCTAL -> NumberFormat.OCTAL;
            case DECIMAL -> NumberFormat.DECIMAL;
            case NA -> NumberFormat.DEFAULT;
        };
    }

    private static boolean isSameKind(FieldType one, FieldType other) {
        return one == other || (one.isNumeric() && other.isNumeric()) || (one.isText() && other.isText());
    }

    /** A type for both, which are of one kind. */
    private static FieldType common(@Nullable FieldType one, FieldType other) {
        if (one == null || one == other) {
            return other;
        }
        return one.isNumeric() ? FieldType.SIGNED : FieldType.TEXT;
    }

    private static FieldType typeOf(ParameterType type) {
        if (type.isText()) {
            return type == ParameterType.CHARBUF ? FieldType.TEXT : FieldType.PATH;
        }
        return switch (type) {
            case RELTIME -> FieldType.DURATION;
            case ABSTIME -> FieldType.TIME;
            case PORT -> FieldType.PORT;
            case BOOL -> FieldType.BOOLEAN;
            case DOUBLE -> FieldType.DECIMAL;
            case IPV4ADDR, IPV6ADDR -> FieldType.ADDRESS;
            case DYN -> FieldType.DYNAMIC;
            default -> type.isInteger() ? (type.isSigned() ? FieldType.SIGNED : FieldType.UNSIGNED) : FieldType.BYTES;
        };
    }

    @Override
    public boolean read(EventContext event, FieldValue value) {
        EventView view = event.event();
        int index = EventTraits.at(indexes, view);
        FieldType type = index < 0 ? null : types[view.typeCode()];
        if (type == null || index >= view.parameterCount()) {
            return false;
        }
        value.dynamicType(type);
        return switch (type) {
            case SIGNED, UNSIGNED, DURATION, TIME, PORT -> view.has(index) && value.add(view.integer(index, 0));
            case BOOLEAN -> view.has(index) && value.add(view.integer(index, 0) != 0);
            case TEXT, PATH -> value.add(view.text(index));
            case BYTES -> value.add(view.bytes(index));
            case DECIMAL, ADDRESS, DYNAMIC -> add(view.value(index), value);
            case NETWORK -> false;
        };
    }

    private static boolean add(ParameterValue decoded, FieldValue value) {
        if (decoded instanceof ParameterValue.Dynamic dynamic) {
            return add(dynamic.value(), value);
        }
        if (decoded instanceof ParameterValue.Number number) {
            value.dynamicType(number.isSigned() ? FieldType.SIGNED : FieldType.UNSIGNED);
            return value.add(number.value());
        }
        if (decoded instanceof ParameterValue.Decimal decimal) {
            value.dynamicType(FieldType.DECIMAL);
            return value.add(decimal.value());
        }
        if (decoded instanceof ParameterValue.Address address) {
            value.dynamicType(FieldType.ADDRESS);
            return value.add(address.value());
        }
        if (decoded instanceof ParameterValue.Text text) {
            value.dynamicType(FieldType.TEXT);
            return value.add(text.value());
        }
        if (decoded instanceof ParameterValue.Bytes bytes) {
            value.dynamicType(FieldType.BYTES);
            return value.add(bytes.value());
        }
        return false;
    }
}
