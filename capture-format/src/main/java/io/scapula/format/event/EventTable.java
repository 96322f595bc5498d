package io.scapula.format.event;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every event code of the current schema ({@value #SCHEMA_VERSION} of falcosecurity/libs, codes 0 to 453).
 *
 * <pre>{@code
 * EventTypeSet execveExits = EventTable.current().exitsOf("execve"); // all eight versions, resolved once
 * }</pre>
 */
public final class EventTable {
    /** The version of the schema. */
    public static final String SCHEMA_VERSION = "4.5.1";

    private static final class Holder {
        static final EventTable INSTANCE = load();
    }

    /** In a shape: the number is to be sign-extended. */
    private static final int SIGNED = 0x80;

    private final EventType[] types;
    /** Widths and signs of all parameters by code and index, for hot loops. */
    private final byte[][] shapes;

    private EventTable(List<EventType> types) {
        this.types = types.toArray(EventType[]::new);
        this.shapes = new byte[this.types.length][];
        for (EventType type : types) {
            byte[] ofType = new byte[type.parameters().size()];
            for (int index = 0; index < ofType.length; index++) {
                ParameterType parameter = type.parameters().get(index).type();
                ofType[index] = (byte) (parameter.width() | (parameter.isSigned() ? SIGNED : 0));
            }
            shapes[type.code()] = ofType;
        }
    }

    /** How many parameters the schema gives the event; 0 for a code that has no row. */
    public int parameterCount(int code) {
        return code < shapes.length ? shapes[code].length : 0;
    }

    /** Exact size of a parameter's values, 0 if they differ in size or the schema has no such parameter. */
    public int width(int code, int index) {
        return code < shapes.length && index < shapes[code].length ? shapes[code][index] & ~SIGNED & 0xFF : 0;
    }

    /** The type of a parameter, {@code NONE} if the schema has no such parameter. */
    public ParameterType parameterType(int code, int index) {
        List<ParameterSpec> parameters = code < types.length ? types[code].parameters() : List.of();
        return index < parameters.size() ? parameters.get(index).type() : ParameterType.NONE;
    }

    /** Whether a parameter is an integer that is to be sign-extended. */
    public boolean isSigned(int code, int index) {
        return code < shapes.length && index < shapes[code].length && (shapes[code][index] & SIGNED) != 0;
    }

    /** The table of the current schema; loaded once, immutable. */
    public static EventTable current() {
        return Holder.INSTANCE;
    }

    /** One more than the largest code known. */
    public int size() {
        return types.length;
    }

    /** Whether the code has a row; newer recorders may write codes that have none. */
    public boolean isKnown(int code) {
        return code >= 0 && code < types.length;
    }

    /** The row of the code, or {@code null} if this version does not know it. */
    public @Nullable EventType find(int code) {
        return isKnown(code) ? types[code] : null;
    }

    /**
     * The row of a code that is known to exist.
     *
     * @throws IllegalArgumentException if it does not
     */
    public EventType get(int code) {
        if (!isKnown(code)) {
            throw new IllegalArgumentException("event code " + code + " is not in 0.." + (types.length - 1));
        }
        return types[code];
    }

    /** The row with this recorder constant, such as {@code PPME_SYSCALL_EXECVE_19_X}, or {@code null}. */
    public @Nullable EventType findByConstant(String constant) {
        for (EventType type : types) {
            if (type.constant().equals(constant)) {
                return type;
            }
        }
        return null;
    }

    public List<EventType> all() {
        return List.of(types);
    }

    /** The codes of all versions of an event's exit half. */
    public EventTypeSet exitsOf(String... names) {
        Set<String> wanted = Set.of(names);
        return where(type -> type.isExit() && !type.unused() && wanted.contains(type.name()));
    }

    /** The codes of all versions of an event's enter half, or of a one-sided event. */
    public EventTypeSet entersOf(String... names) {
        Set<String> wanted = Set.of(names);
        return where(type -> !type.isExit() && !type.unused() && wanted.contains(type.name()));
    }

    /** The codes whose row passes the test. */
    public EventTypeSet where(Predicate<EventType> test) {
        BitSet codes = new BitSet(types.length);
        for (EventType type : types) {
            if (test.test(type)) {
                codes.set(type.code());
            }
        }
        return new EventTypeSet(codes);
    }

    private static EventTable load() {
        FlagTables flags = FlagTables.current();
        List<EventType> types = new ArrayList<>();
        TableResource.forEachRow(EventTable.class, "event-types.tsv", row -> types.add(parse(row, flags)));
        for (int code = 0; code < types.size(); code++) {
            if (types.get(code).code() != code) {
                throw new IllegalStateException("event-types.tsv has a gap at code " + code);
            }
        }
        return new EventTable(types);
    }

    // Loops, not streams: every command reads this table first, in a JVM that has compiled nothing yet.
    private static EventType parse(List<String> row, FlagTables flags) {
        List<EventCategory> categories = new ArrayList<>();
        for (String word : words(row.get(4))) {
            categories.add(EventCategory.valueOf(word));
        }
        Set<EventFlag> eventFlags = EnumSet.noneOf(EventFlag.class);
        for (String word : words(row.get(5))) {
            eventFlags.add(EventFlag.valueOf(word));
        }
        List<String> marks = words(row.get(6));
        List<ParameterSpec> parameters = new ArrayList<>();
        for (String text : words(row.get(9))) {
            parameters.add(parameter(text, flags));
        }
        return new EventType(
                Integer.parseInt(row.get(0)),
                row.get(1),
                row.get(2),
                row.get(3).equals("<") ? Direction.EXIT : Direction.ENTER,
                categories,
                eventFlags,
                marks.contains("obsolete"),
                marks.contains("unused"),
                marks.contains("converted"),
                Integer.parseInt(row.get(7)),
                Integer.parseInt(row.get(8)),
                parameters);
    }

    /** Reads {@code name:TYPE:FORMAT[:flags=table][:directory=index][:variants=TYPE/FORMAT,...]}. */
    private static ParameterSpec parameter(String text, FlagTables flagTables) {
        String[] parts = text.split(":", -1);
        FlagTable flags = null;
        int directoryParameter = -1;
        List<ParameterSpec.Variant> variants = List.of();
        for (int index = 3; index < parts.length; index++) {
            String value = parts[index].substring(parts[index].indexOf('=') + 1);
            if (parts[index].startsWith("flags=")) {
                flags = flagTables.get(value);
            } else if (parts[index].startsWith("directory=")) {
                directoryParameter = Integer.parseInt(value);
            } else {
                variants = List.of(value.split(",")).stream()
                        .map(EventTable::variant)
                        .toList();
            }
        }
        return new ParameterSpec(
                parts[0], ParameterType.valueOf(parts[1]), format(parts[2]), flags, directoryParameter, variants);
    }

    private static ParameterSpec.Variant variant(String text) {
        int slash = text.indexOf('/');
        return new ParameterSpec.Variant(
                ParameterType.valueOf(text.substring(0, slash)), format(text.substring(slash + 1)));
    }

    private static final Map<String, ParameterFormat> FORMATS = Map.of(
            "NA", ParameterFormat.NA,
            "DEC", ParameterFormat.DECIMAL,
            "HEX", ParameterFormat.HEXADECIMAL,
            "OCT", ParameterFormat.OCTAL);

    private static ParameterFormat format(String text) {
        ParameterFormat format = FORMATS.get(text);
        if (format == null) {
            throw new IllegalStateException("event-types.tsv names an unknown parameter format " + text);
        }
        return format;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
