package io.scapula.relation;

import io.scapula.event.EventReplay;
import io.scapula.field.Fields;
import io.scapula.filter.Filter;
import io.scapula.table.Column;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of the events that a replay comes to, to be read once and never all in memory. */
public final class ReplayRelation extends StreamedRelation {
    private final EventReplay replay;
    private final @Nullable Filter filter;
    private final List<FieldColumn> fields;
    private final long most;
    private final ReadAction afterEach;
    private long events;

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

    @Override
    protected int readRows(int[] columns, List<? extends CellSink> targets, int mostRows) throws IOException {
        int count = 0;
        while (count < mostRows && events < most && replay.advance()) {
            if (filter == null || filter.matches(replay.event())) {
                for (int index = 0; index < columns.length; index++) {
                    FieldColumn field = fields.get(columns[index]);
                    FieldColumn.put(field.read(replay.event()), targets.get(index), count);
                }
                count++;
                events++;
            }
            afterEach.run();
        }
        return count;
    }
}
