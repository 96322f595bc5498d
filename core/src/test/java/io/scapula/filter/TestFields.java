package io.scapula.filter;

import io.scapula.event.EventContext;
import io.scapula.field.ArgumentForm;
import io.scapula.field.BoundField;
import io.scapula.field.Field;
import io.scapula.field.FieldException;
import io.scapula.field.FieldFlag;
import io.scapula.field.FieldType;
import io.scapula.field.FieldValue;
import io.scapula.field.Multiplicity;
import io.scapula.field.NumberFormat;
import io.scapula.format.event.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field of every kind, with the values that a {@link TestEvent} was given. */
final class TestFields implements FieldBinder {
    private final Map<String, Field> fields = new LinkedHashMap<>();
    /** Every field that was read, in order. */
    final List<String> reads = new ArrayList<>();

    TestFields() {
        add("evt.num", FieldType.UNSIGNED, Multiplicity.SINGLE);
        add("evt.type", FieldType.TEXT, Multiplicity.SINGLE);
        add("evt.dir", FieldType.TEXT, Multiplicity.SINGLE);
        add("evt.cpu", FieldType.SIGNED, Multiplicity.SINGLE);
        add("evt.rawtime", FieldType.TIME, Multiplicity.SINGLE);
        add("evt.latency", FieldType.DURATION, Multiplicity.SINGLE);
        add("evt.deltatime", FieldType.DURATION, Multiplicity.SINGLE);
        add("evt.is_io", FieldType.BOOLEAN, Multiplicity.SINGLE);
        add("evt.buffer", FieldType.BYTES, Multiplicity.SINGLE);
        add("evt.outputtime", FieldType.TEXT, Multiplicity.SINGLE, FieldFlag.PRINT_ONLY);
        add("evt.around", FieldType.UNSIGNED, Multiplicity.SINGLE, FieldFlag.NO_RIGHT_HAND_SIDE);
        add(
                "evt.rawarg",
                FieldType.DYNAMIC,
                Multiplicity.SINGLE,
                FieldFlag.NO_RIGHT_HAND_SIDE,
                FieldFlag.NO_TRANSFORMER);
        add("proc.name", FieldType.TEXT, Multiplicity.SINGLE);
        add("proc.pname", FieldType.TEXT, Multiplicity.SINGLE);
        add("proc.exe", FieldType.TEXT, Multiplicity.SINGLE);
        add("proc.pid", FieldType.SIGNED, Multiplicity.SINGLE);
        add("proc.aname", FieldType.TEXT, Multiplicity.CHAIN, FieldFlag.NO_RIGHT_HAND_SIDE, FieldFlag.NO_TRANSFORMER);
        add("proc.apid", FieldType.SIGNED, Multiplicity.CHAIN, FieldFlag.NO_RIGHT_HAND_SIDE, FieldFlag.NO_TRANSFORMER);
        add("proc.args", FieldType.TEXT, Multiplicity.LIST);
        add("proc.env", FieldType.TEXT, Multiplicity.SINGLE);
        add("thread.cpu", FieldType.DECIMAL, Multiplicity.SINGLE);
        add("fd.name", FieldType.PATH, Multiplicity.SINGLE);
        add("fd.num", FieldType.SIGNED, Multiplicity.SINGLE);
        add("fd.types", FieldType.TEXT, Multiplicity.LIST, FieldFlag.NO_RIGHT_HAND_SIDE);
        add("fd.sport", FieldType.PORT, Multiplicity.SINGLE);
        add("fd.port", FieldType.PORT, Multiplicity.ENDS, FieldFlag.NO_RIGHT_HAND_SIDE, FieldFlag.NO_TRANSFORMER);
        add("fd.cip", FieldType.ADDRESS, Multiplicity.SINGLE);
        add("fd.sip", FieldType.ADDRESS, Multiplicity.SINGLE);
        add("fd.ip", FieldType.ADDRESS, Multiplicity.ENDS, FieldFlag.NO_RIGHT_HAND_SIDE, FieldFlag.NO_TRANSFORMER);
        add("fd.snet", FieldType.NETWORK, Multiplicity.SINGLE, FieldFlag.NO_RIGHT_HAND_SIDE, FieldFlag.NO_TRANSFORMER);
        add("fd.net", FieldType.NETWORK, Multiplicity.ENDS, FieldFlag.NO_RIGHT_HAND_SIDE, FieldFlag.NO_TRANSFORMER);
        add("k8s.pod.label", FieldType.TEXT, Multiplicity.SINGLE);
    }

    private void add(String name, FieldType type, Multiplicity multiplicity, FieldFlag... flags) {
        String group = name.substring(0, name.indexOf('.'));
        fields.put(
                name,
                new Field(
                        name,
                        group,
                        type,
                        multiplicity,
                        ArgumentForm.NONE,
                        NumberFormat.DEFAULT,
                        java.util.Set.of(flags),
                        io.scapula.field.Reads.EVENT,
                        "for tests"));
    }

    /** The fields, in a fixed order. */
    List<Field> all() {
        return List.copyOf(fields.values());
    }

    @Override
    public BoundField bind(String name, @Nullable String argument) throws FieldException {
        Field field = fields.get(name);
        String text = argument == null ? name : name + "[" + argument + "]";
        if (field == null) {
            throw FieldException.unknownField(name);
        }
        boolean single = argument != null && field.multiplicity() == Multiplicity.CHAIN;
        return new BoundField(
                field,
                argument,
                field.type(),
                single ? Multiplicity.SINGLE : field.multiplicity(),
                field.format(),
                (event, value) -> read(text, event, value));
    }

    private boolean read(String text, EventContext event, FieldValue value) {
        reads.add(text);
        List<Object> values = ((TestEvent) event).values(text);
        if (values == null) {
            return false;
        }
        for (int index = 0; index < values.size(); index++) {
            Object each = values.get(index);
            if (each instanceof String string) {
                value.dynamicType(FieldType.TEXT);
                value.add(string);
            } else if (each instanceof Long number) {
                value.dynamicType(FieldType.SIGNED);
                value.add((long) number);
            } else if (each instanceof Integer number) {
                value.dynamicType(FieldType.SIGNED);
                value.add((long) number);
            } else if (each instanceof Boolean flag) {
                value.add((boolean) flag);
            } else if (each instanceof Double decimal) {
                value.add((double) decimal);
            } else if (each instanceof IpAddress address) {
                value.add(address);
            } else if (each instanceof byte[] bytes) {
                value.dynamicType(FieldType.BYTES);
                value.add(bytes);
            } else {
                throw new AssertionError(each);
            }
        }
        return true;
    }

    @Override
    public List<String> similarTo(String name) {
        return fields.keySet().stream()
                .filter(known -> known.length() == name.length() && known.charAt(0) == name.charAt(0))
                .filter(known -> known.chars()
                        .sorted()
                        .boxed()
                        .toList()
                        .equals(name.chars().sorted().boxed().toList()))
                .toList();
    }

    /** Whether the filter selects the event. */
    static boolean matches(String filter, TestEvent event) {
        return compile(filter).matches(event);
    }

    static Filter compile(String filter) {
        return Filter.compile(FilterParser.parse(filter), new TestFields(), FilterScope.EMPTY);
    }
}
