package io.scapula;

import io.scapula.column.IndexedEvent;
import io.scapula.field.BoundField;
import io.scapula.field.FieldType;
import io.scapula.field.FieldValue;
import io.scapula.field.Fields;
import io.scapula.field.Multiplicity;
import io.scapula.relation.FieldColumn;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
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
 *
 * <p>With {@link #per} it is a histogram over time: a group for each span of time, which its row begins with, and spans in
 * order.
 */
public final class Grouping {
    private enum Aggregate {
        COUNT,
        SUM,
        MINIMUM,
        MAXIMUM,
        AVERAGE
    }

    /** A few events far apart are no reason to fill memory with zeros. */
    private static final long MOST_EMPTY_SPANS = 1 << 20;

    private final Query query;
    private final List<String> keys;
    private final Fields fields;
    private final int most;
    private final long spanNanos;

    Grouping(Query query, List<String> keys, Fields fields) {
        this(query, keys, fields, Integer.MAX_VALUE, 0);
        bind(); // tells what is wrong with them before anything is asked
    }

    private Grouping(Query query, List<String> keys, Fields fields, int most, long spanNanos) {
        this.query = query;
        this.keys = List.copyOf(keys);
        this.fields = fields;
        this.most = most;
        this.spanNanos = spanNanos;
    }

    /** Anew for each question: bound fields are for one thread. */
    private List<BoundField> bind() {
        return keys.stream().map(key -> FieldColumn.bind(key, fields)).toList();
    }

    /** The same, but only the first groups of the answer, or of each span of time. */
    public Grouping top(int groups) {
        if (groups < 1) {
            throw new IllegalArgumentException("at least one group must be left: " + groups);
        }
        return new Grouping(query, keys, fields, groups, spanNanos);
    }

    /**
     * The same for each span of time: the first column of the answer, {@code time}, is when the span begins, a multiple of
     * its length since the epoch. Without keys, spans without events have a row too, unless they are very many.
     *
     * @param span at least a nanosecond
     */
    public Grouping per(Duration span) {
        long nanos = span.toNanos();
        if (nanos < 1) {
            throw new IllegalArgumentException("a span of time must be longer than nothing: " + span);
        }
        return new Grouping(query, keys, fields, most, nanos);
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
        BoundField field = FieldColumn.bind(name, fields);
        boolean isNumber = field.type().isNumeric() || field.type() == FieldType.BOOLEAN;
        if (!isNumber || field.multiplicity() != Multiplicity.SINGLE) {
            throw new IllegalArgumentException(name + " is no number that could be summed up, but "
                    + (field.multiplicity() == Multiplicity.SINGLE ? "" : "several of ") + field.type());
        }
        return field;
    }

    /** What the events of a group have in common. */
    private record Key(long span, List<@Nullable String> values) {}

    private static final class Group {
        private final Key key;
        private long events;
        private long values;
        private long sum;
        private long minimum = Long.MAX_VALUE;
        private long maximum = Long.MIN_VALUE;

        Group(Key key) {
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
        Map<Key, Group> groups = new HashMap<>();
        List<BoundField> bound = bind();
        KeyReader[] readers = bound.stream().map(KeyReader::new).toArray(KeyReader[]::new);
        FieldValue value = new FieldValue();
        query.forEach(event -> {
            @Nullable String[] key = new @Nullable String[readers.length];
            for (int index = 0; index < key.length; index++) {
                key[index] = readers[index].read(event);
            }
            long span =
                    spanNanos == 0 ? 0 : Math.floorDiv(event.context().event().timestampNanos(), spanNanos);
            Group group = groups.computeIfAbsent(new Key(span, Arrays.asList(key)), Group::new);
            group.events++;
            if (field != null && event.read(field, value)) {
                group.add(value.number(0));
            }
        });
        if (spanNanos > 0 && bound.isEmpty()) {
            addEmptySpans(groups);
        }
        List<Group> ordered = new ArrayList<>(groups.values());
        ordered.sort(Comparator.<Group>comparingLong(group -> group.key.span)
                .thenComparingDouble(group -> -group.rank(aggregate))
                .thenComparing(group -> group.key.values.toString()));
        return table(bound, aggregate, field, firstOfEachSpan(ordered));
    }

    private static void addEmptySpans(Map<Key, Group> groups) {
        LongSummaryStatistics spans =
                groups.keySet().stream().mapToLong(Key::span).summaryStatistics();
        if (spans.getCount() > 0 && spans.getMax() - spans.getMin() < MOST_EMPTY_SPANS) {
            for (long span = spans.getMin(); span < spans.getMax(); span++) {
                groups.computeIfAbsent(new Key(span, List.of()), Group::new);
            }
        }
    }

    private List<Group> firstOfEachSpan(List<Group> ordered) {
        List<Group> first = new ArrayList<>();
        int taken = 0;
        for (int index = 0; index < ordered.size(); index++) {
            boolean newSpan = index > 0 && ordered.get(index).key.span != ordered.get(index - 1).key.span;
            taken = newSpan ? 0 : taken;
            if (taken++ < most) {
                first.add(ordered.get(index));
            }
        }
        return first;
    }

    private Table table(List<BoundField> bound, Aggregate aggregate, @Nullable BoundField field, List<Group> groups) {
        List<Column> columns = new ArrayList<>();
        if (spanNanos > 0) {
            columns.add(new Column("time", ColumnType.TIME, "When the span of time begins."));
        }
        bound.forEach(key ->
                columns.add(new Column(key.text(), ColumnType.TEXT, key.field().description())));
        columns.add(new Column("count", ColumnType.INTEGER, "Events of the group."));
        if (field != null) {
            ColumnType type = type(aggregate, field);
            String name = aggregate.name().toLowerCase(Locale.ROOT) + "(" + field.text() + ")";
            columns.add(new Column(name, type, field.field().description()));
        }
        Table.Builder table = Table.builder("groups", columns);
        for (Group group : groups) {
            List<@Nullable Object> row = new ArrayList<>();
            if (spanNanos > 0) {
                row.add(group.key.span * spanNanos);
            }
            row.addAll(group.key.values);
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
        return field.type() == FieldType.BOOLEAN ? ColumnType.INTEGER : FieldColumn.type(field);
    }

    /** Reads the text of a key; what belongs to a version of a thread, or to a kind of event, is read once for it. */
    private static final class KeyReader {
        private final BoundField field;
        private final VersionValues<String> known = new VersionValues<>();

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
            if (!known.has(version)) {
                known.put(version, event.text(field));
            }
            return known.get(version);
        }
    }
}
