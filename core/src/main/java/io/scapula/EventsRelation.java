package io.scapula;

import io.scapula.column.IndexedEvent;
import io.scapula.field.Fields;
import io.scapula.field.Reads;
import io.scapula.relation.CellSink;
import io.scapula.relation.FieldColumn;
import io.scapula.relation.Relation;
import io.scapula.relation.RelationReader;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Every event that is shown: keys into {@code threads} and {@code fds}, what the columns of the index hold, and the fields
 * that are asked for most, so that most questions need no join.
 */
final class EventsRelation implements Relation {
    private static final int PIECE_ROWS = 1 << 16;

    /** A column that is no field. */
    private enum Key {
        thread_row(ColumnType.INTEGER, "row of the event's thread in threads"),
        fd_row(ColumnType.INTEGER, "row of the event's descriptor in fds"),
        peer_num(ColumnType.INTEGER, "number of the enter event that belongs to this exit event");

        private final ColumnType type;
        private final String description;

        Key(ColumnType type, String description) {
            this.type = type;
            this.description = description;
        }

        void put(IndexedEvent event, CellSink target, int row) {
            long value = switch (this) {
                case thread_row -> event.lineageRow();
                case fd_row -> event.fdRow();
                case peer_num -> event.peerNumber() == 0 ? -1 : event.peerNumber();
            };
            if (value < 0) {
                target.absent(row);
            } else {
                target.number(row, value);
            }
        }
    }

    private static final List<Key> KEYS = List.of(Key.values());

    private static final List<String> FIELDS = List.of(
            "evt.num",
            "evt.rawtime",
            "evt.cpu",
            "evt.type",
            "evt.dir",
            "evt.category",
            "evt.rawres",
            "evt.res",
            "evt.failed",
            "evt.latency",
            "evt.args",
            "evt.info",
            "evt.is_io",
            "evt.io_dir",
            "evt.buflen",
            "evt.buffer",
            "evt.is_wait",
            "thread.tid",
            "thread.vtid",
            "proc.pid",
            "proc.vpid",
            "proc.ppid",
            "proc.name",
            "proc.pname",
            "proc.exepath",
            "proc.cmdline",
            "proc.cwd",
            "proc.tty",
            "proc.sid",
            "user.uid",
            "user.name",
            "user.loginuid",
            "user.loginname",
            "group.gid",
            "group.name",
            "container.id",
            "container.name",
            "container.image",
            "k8s.ns.name",
            "k8s.pod.name",
            "k8s.pod.uid",
            "fd.num",
            "fd.type",
            "fd.typechar",
            "fd.name",
            "fd.directory",
            "fd.filename",
            "fd.l4proto",
            "fd.cip",
            "fd.cport",
            "fd.sip",
            "fd.sport",
            "fd.is_server",
            "fs.path.name");

    private final IndexedCapture capture;
    private final List<Column> columns = new ArrayList<>();

    EventsRelation(IndexedCapture capture) {
        this.capture = capture;
        Fields fields = capture.fields();
        for (String field : FIELDS) {
            columns.add(
                    field.equals("evt.rawtime")
                            ? new Column("evt_time", ColumnType.TIME, "evt.rawtime: when the event was recorded")
                            : FieldColumn.of(field, fields).sqlColumn());
        }
        for (Key key : KEYS) {
            columns.add(new Column(key.name(), key.type, key.description));
        }
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
        return capture.index().rows();
    }

    @Override
    public int pieces() {
        return (int) ((capture.index().rows() + PIECE_ROWS - 1L) / PIECE_ROWS);
    }

    @Override
    public RelationReader reader(int... wanted) {
        return new Reader(capture, wanted);
    }

    /** Reads a column of the current event. */
    @FunctionalInterface
    private interface Cell {
        void put(CellSink target, int row);
    }

    private static final class Reader implements RelationReader {
        private final IndexedCapture capture;
        private final RowFields fields;
        private final List<Cell> cells = new ArrayList<>();
        private int next;
        private int end;

        Reader(IndexedCapture capture, int[] wanted) {
            this.capture = capture;
            this.fields = new RowFields(capture);
            for (int column : wanted) {
                cells.add(column < FIELDS.size() ? field(FIELDS.get(column)) : key(KEYS.get(column - FIELDS.size())));
            }
        }

        private Cell key(Key key) {
            return (target, row) -> key.put(fields.event(), target, row);
        }

        private Cell field(String name) {
            return switch (name) {
                case "evt.num" ->
                    (target, row) -> target.number(row, fields.event().event().number());
                case "evt.rawtime" ->
                    (target, row) -> target.number(row, fields.event().event().timestampNanos());
                case "evt.cpu" ->
                    (target, row) -> target.number(row, fields.event().event().cpu());
                default -> {
                    FieldColumn cells = FieldColumn.of(name, capture.fields());
                    Reads reads = cells.field().field().reads();
                    yield reads == Reads.KIND || reads == Reads.THREAD
                            ? versioned(cells, reads)
                            : (target, row) -> FieldColumn.put(fields.read(cells), target, row);
                }
            };
        }

        private Cell versioned(FieldColumn field, Reads reads) {
            VersionValues<Object> known = new VersionValues<>();
            return (target, row) -> {
                int version = fields.event().version(reads);
                if (version < 0) {
                    FieldColumn.put(fields.read(field), target, row);
                    return;
                }
                if (!known.has(version)) {
                    known.put(version, fields.read(field));
                }
                FieldColumn.put(known.get(version), target, row);
            };
        }

        @Override
        public void open(int piece) {
            next = piece * PIECE_ROWS;
            end = Math.min(capture.index().rows(), next + PIECE_ROWS);
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
            while (next < end && count < most) {
                fields.moveTo(next++);
                if (fields.event().isShown()) {
                    for (int index = 0; index < cells.size(); index++) {
                        cells.get(index).put(targets.get(index), count);
                    }
                    count++;
                }
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            fields.close();
        }
    }
}
