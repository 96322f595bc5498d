package io.scapula;

import io.scapula.column.Selection;
import io.scapula.field.Fields;
import io.scapula.relation.CellSink;
import io.scapula.relation.FieldColumn;
import io.scapula.relation.Relation;
import io.scapula.relation.RelationReader;
import io.scapula.table.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Fields of the events that a query has selected. */
final class SelectedEvents implements Relation {
    private final IndexedCapture capture;
    private final Selection selection;
    private final List<String> names;
    private final Fields fields;
    private final List<Column> columns;

    SelectedEvents(IndexedCapture capture, Selection selection, List<String> names, Fields fields) {
        this.capture = capture;
        this.selection = selection;
        this.names = List.copyOf(names);
        this.fields = fields;
        this.columns = names.stream()
                .map(name -> FieldColumn.of(name, fields).column())
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
            read.add(FieldColumn.of(names.get(column), fields));
        }
        return new Reader(read);
    }

    private final class Reader implements RelationReader {
        private final List<FieldColumn> wanted;
        private final RowFields row = new RowFields(capture);
        private int next;

        Reader(List<FieldColumn> wanted) {
            this.wanted = wanted;
        }

        @Override
        public void open(int piece) {
            next = 0;
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
                next = selection.next(next, rows);
                if (next >= rows) {
                    break;
                }
                row.moveTo(next++);
                for (int index = 0; index < wanted.size(); index++) {
                    FieldColumn.put(row.read(wanted.get(index)), targets.get(index), count);
                }
                count++;
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            row.close();
        }
    }
}
