package io.scapula;

import io.scapula.column.IndexedEvent;
import io.scapula.field.BoundField;
import io.scapula.field.FieldType;
import io.scapula.field.FieldValue;
import io.scapula.field.Fields;
import io.scapula.field.Multiplicity;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events of a {@link Query} by what they have in common, to be counted or summed up. Immutable.
 *
 * <pre>{@code
 * capture.query("evt.is_io_write = true and fd.type = file").groupBy("fd.name").top(10).sum("evt.rawres")
 * }</pre>
 *
 * <p>A group's row has its key, one column a field with the field's text, absent where the events have no such value;
 * then the number of events, {@code count}; then what was asked for. Groups are ordered by the last column, the largest
 * first, and those that are equal by their keys.
 */
public final class Grouping {
    private enum Aggregate {
        COUNT,
        SUM,
        MINIMUM,
        MAXIMUM,
        AVERAGE
    }

    private final Query query;
    private final List<String> keys;
    private final Fields fields;
    private final int most;

    Grouping(Query query, List<String> keys, Fields fields) {
        this(query, keys, fields, Integer.MAX_VALUE);
        bind(); // tells what is wrong with them before anything is asked
    }

    private Grouping(Query query, List<String> keys, Fields fields, int most) {
        this.query = query;
        this.keys = List.copyOf(keys);
        this.fields = fields;
        this.most = most;
    }

    /** Anew for each question: bound fields are for one thread. */
    private List<BoundField> bind() {
        return keys.stream().map(key -> CapturedEvent.bind(key, fields)).toList();
    }

    /** The same, but only the first groups of the answer. */
    public Grouping top(int groups) {
        if (groups < 1) {
            throw new IllegalArgumentException("at least one group must be left: " + groups);
        }
        return new Grouping(query, keys, fields, groups);
    }

    /** How many events each group has. */
    public Table count() throws IOException {
        return aggregate(Aggregate.COUNT, null);
    }

    /**
     * The sum of a field's values in each group; events without one add nothing.
     *
     * @throws IllegalArgumentException if there is no such field, or it is no number
     */
    public Table sum(String field) throws IOException {
        return aggregate(Aggregate.SUM, number(field));
    }

    /** The smallest value in each group, otherwise as {@link #sum}. */
    public Table minimum(String field) throws IOException {
        return aggregate(Aggregate.MINIMUM, number(field));
    }

    /** The largest value in each group, otherwise as {@link #sum}. */
    public Table maximum(String field) throws IOException {
        return aggregate(Aggregate.MAXIMUM, number(field));
    }

    /** The mean of the values in each group, otherwise as {@link #sum}. */
    public Table average(String field) throws IOException {
        return aggregate(Aggregate.AVERAGE, number(field));
    }

    private BoundField number(String name) {
        BoundField field = CapturedEvent.bind(name, fields);
        boolean isNumber = field.type().isNumeric() || field.type() == FieldType.BOOLEAN;
        if (!isNumber || field.multiplicity() != Multiplicity.SINGLE) {
            throw new IllegalArgumentException(name + " is no number that could be summed up, but "
                    + (field.multiplicity() == Multiplicity.SINGLE ? "" : "several of ") + field.type());
        }
        return field;
    }

    private static final class Group {
        private final List<@Nullable String> key;
        private long events;
        private long values;
        private long sum;
        private long minimum = Long.MAX_VALUE;
        private long maximum = Long.MIN_VALUE;

        Group(List<@Nullable String> key) {
            this.key = key;
        }

        void add(long value) {
            values++;
            sum += value;
            minimum = Math.min(minimum, value);
            maximum = Math.max(maximum, value);
        }

        @Nullable
        Object result(Aggregate aggregate) {
            if (aggregate == Aggregate.COUNT) {
                return events;
            }
            if (values == 0) {
                return null;
            }
            return switch (aggregate) {
                case SUM -> sum;
                case MINIMUM -> minimum;
                case MAXIMUM -> maximum;
                case AVERAGE -> (double) sum / values;
                case COUNT -> throw new AssertionError(aggregate);
            };
        }

        double rank(Aggregate aggregate) {
            Object result = result(aggregate);
            return result instanceof Number number ? number.doubleValue() : Double.NEGATIVE_INFINITY;
        }
    }

    private Table aggregate(Aggregate aggregate, @Nullable BoundField field) throws IOException {
        Map<List<@Nullable String>, Group> groups = new HashMap<>();
        List<BoundField> bound = bind();
        KeyReader[] readers = bound.stream().map(KeyReader::new).toArray(KeyReader[]::new);
        FieldValue value = new FieldValue();
        query.forEach(event -> {
            @Nullable String[] key = new @Nullable String[readers.length];
            for (int index = 0; index < key.length; index++) {
                key[index] = readers[index].read(event);
            }
            Group group = groups.computeIfAbsent(Arrays.asList(key), Group::new);
            group.events++;
            if (field != null && event.read(field, value)) {
                group.add(value.number(0));
            }
        });
        List<Group> ordered = new ArrayList<>(groups.values());
        ordered.sort(Comparator.<Group>comparingDouble(group -> -group.rank(aggregate))
                .thenComparing(group -> group.key.toString()));
        return table(bound, aggregate, field, ordered.subList(0, Math.min(most, ordered.size())));
    }

    private static Table table(
            List<BoundField> bound, Aggregate aggregate, @Nullable BoundField field, List<Group> groups) {
        List<Column> columns = new ArrayList<>();
        bound.forEach(key ->
                columns.add(new Column(key.text(), ColumnType.TEXT, key.field().description())));
        columns.add(new Column("count", ColumnType.INTEGER, "Events of the group."));
        if (field != null) {
            ColumnType type = type(aggregate, field);
            String name = aggregate.name().toLowerCase(java.util.Locale.ROOT) + "(" + field.text() + ")";
            columns.add(new Column(name, type, field.field().description()));
        }
        Table.Builder table = Table.builder("groups", columns);
        for (Group group : groups) {
            List<@Nullable Object> row = new ArrayList<>(group.key);
            row.add(group.events);
            if (field != null) {
                row.add(group.result(aggregate));
            }
            table.addRow(row.toArray());
        }
        return table.build();
    }

    /** A sum of truths is how many there are. */
    private static ColumnType type(Aggregate aggregate, BoundField field) {
        if (aggregate == Aggregate.AVERAGE) {
            return ColumnType.DECIMAL;
        }
        return field.type() == FieldType.BOOLEAN ? ColumnType.INTEGER : EventRows.type(field);
    }

    /** Reads the text of a key; what belongs to a version of a thread, or to a kind of event, is read once for it. */
    private static final class KeyReader {
        private final BoundField field;
        private @Nullable Object[] known = new @Nullable Object[64];

        KeyReader(BoundField field) {
            this.field = field;
        }

        @Nullable
        String read(CapturedEvent event) {
            int version = event.context() instanceof IndexedEvent indexed
                    ? indexed.version(field.field().reads())
                    : -1;
            if (version < 0) {
                return event.text(field);
            }
            if (version >= known.length) {
                known = Arrays.copyOf(known, Math.max(version + 1, 2 * known.length));
            }
            Object found = known[version];
            if (found == null) {
                String read = event.text(field);
                found = read == null ? this : read;
                known[version] = found;
            }
            return found instanceof String present ? present : null;
        }
    }
}
