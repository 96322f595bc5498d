package io.scapula;

import io.scapula.column.IndexedEvent;
import io.scapula.column.Selection;
import io.scapula.event.EventContext;
import io.scapula.relation.CellSink;
import io.scapula.relation.FieldColumn;
import io.scapula.relation.Relation;
import io.scapula.relation.RelationReader;
import io.scapula.state.NotInLineageException;
import io.scapula.table.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of the events that a query has selected. */
final class SelectedEvents implements Relation {
    private final IndexedCapture capture;
    private final Selection selection;
    private final List<String> fields;
    private final List<Column> columns;

    SelectedEvents(IndexedCapture capture, Selection selection, List<String> fields) {
        this.capture = capture;
        this.selection = selection;
        this.fields = List.copyOf(fields);
        this.columns = fields.stream()
                .map(field -> FieldColumn.of(field, capture.fields()).column())
                .toList();
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public long estimatedRows() {
        return selection.count();
    }

    /** One: fields may remember the event before. */
    @Override
    public int pieces() {
        return 1;
    }

    @Override
    public RelationReader reader(int... wanted) {
        List<FieldColumn> read = new ArrayList<>();
        for (int column : wanted) {
            read.add(FieldColumn.of(fields.get(column), capture.fields()));
        }
        return new Reader(read);
    }

    private final class Reader implements RelationReader {
        private final List<FieldColumn> wanted;
        private final IndexedEvent event = capture.index().newEvent();
        private final RowReplay replay = capture.replay();
        private int row;

        Reader(List<FieldColumn> wanted) {
            this.wanted = wanted;
        }

        @Override
        public void open(int piece) {
            row = 0;
        }

        @Override
        public int next(List<? extends CellSink> targets, int most) throws IOException {
            try {
                return capture.use(() -> read(targets, most));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        private int read(List<? extends CellSink> targets, int most) {
            int count = 0;
            int rows = capture.index().rows();
            while (count < most) {
                row = selection.next(row, rows);
                if (row >= rows) {
                    break;
                }
                event.moveTo(row);
                for (int index = 0; index < wanted.size(); index++) {
                    FieldColumn.put(read(wanted.get(index)), targets.get(index), count);
                }
                count++;
                row++;
            }
            return count;
        }

        private @Nullable Object read(FieldColumn field) {
            if (event.isComplete()) {
                try {
                    return field.read(event);
                } catch (NotInLineageException e) {
                    // Only a replay tells.
                }
            }
            EventContext replayed = replay.at(event.row());
            return field.read(replayed);
        }

        @Override
        public void close() throws IOException {
            replay.close();
        }
    }
}
