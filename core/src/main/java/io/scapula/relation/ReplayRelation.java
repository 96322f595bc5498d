package io.scapula.relation;

import io.scapula.event.EventReplay;
import io.scapula.field.Fields;
import io.scapula.filter.Filter;
import io.scapula.table.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of the events that a replay comes to, to be read once and never all in memory. */
public final class ReplayRelation implements Relation {
    private final EventReplay replay;
    private final @Nullable Filter filter;
    private final List<FieldColumn> fields;
    private final long most;
    private final ReadAction afterEach;
    private boolean read;

    /** Called after each event that was read, selected or not. */
    @FunctionalInterface
    public interface ReadAction {
        /** Does something, such as telling how far the replay has come. */
        void run();
    }

    /**
     * Events to come.
     *
     * @param replay before the first of them; stays open
     * @param filter selects events; {@code null} for all
     * @param names  fields with their arguments
     * @param most   how many events at most
     * @throws IllegalArgumentException if there is no such field
     */
    public ReplayRelation(
            EventReplay replay,
            @Nullable Filter filter,
            List<String> names,
            Fields fields,
            long most,
            ReadAction afterEach) {
        this.replay = replay;
        this.filter = filter;
        this.fields = names.stream().map(name -> FieldColumn.of(name, fields)).toList();
        this.most = most;
        this.afterEach = afterEach;
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public List<Column> columns() {
        return fields.stream().map(FieldColumn::column).toList();
    }

    /** Not known in advance. */
    @Override
    public long estimatedRows() {
        return 0;
    }

    @Override
    public int pieces() {
        return 1;
    }

    /**
     * Reads the events.
     *
     * @throws IllegalStateException if that has been done
     */
    @Override
    public RelationReader reader(int... columns) {
        if (read) {
            throw new IllegalStateException("the events of a replay can be read once");
        }
        read = true;
        List<FieldColumn> wanted = new ArrayList<>();
        for (int column : columns) {
            wanted.add(fields.get(column));
        }
        return new Reader(wanted);
    }

    private final class Reader implements RelationReader {
        private final List<FieldColumn> wanted;
        private long events;

        Reader(List<FieldColumn> wanted) {
            this.wanted = wanted;
        }

        @Override
        public void open(int piece) {
            // There is one.
        }

        @Override
        public int next(List<? extends CellSink> targets, int mostRows) throws IOException {
            int count = 0;
            while (count < mostRows && events < most && replay.advance()) {
                if (filter == null || filter.matches(replay.event())) {
                    for (int index = 0; index < wanted.size(); index++) {
                        FieldColumn.put(wanted.get(index).read(replay.event()), targets.get(index), count);
                    }
                    count++;
                    events++;
                }
                afterEach.run();
            }
            return count;
        }

        @Override
        public void close() {
            // The replay is closed by whoever opened it.
        }
    }
}
