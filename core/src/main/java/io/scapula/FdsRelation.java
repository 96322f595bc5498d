package io.scapula;

import io.scapula.column.CaptureIndex;
import io.scapula.column.IndexedEvent;
import io.scapula.column.RowUsage;
import io.scapula.field.Fields;
import io.scapula.relation.FieldColumn;
import io.scapula.relation.Relation;
import io.scapula.state.FdVersion;
import io.scapula.state.ThreadVersion;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every version of every descriptor that an event is about: a row is true for the events from its first to its last one. */
final class FdsRelation {
    /** Of descriptors; {@code fd.num} is there even for what is not known otherwise. */
    private static final List<String> FIELDS = List.of(
            "fd.num",
            "fd.type",
            "fd.typechar",
            "fd.name",
            "fd.nameraw",
            "fd.directory",
            "fd.filename",
            "fd.l4proto",
            "fd.sockfamily",
            "fd.cip",
            "fd.cport",
            "fd.sip",
            "fd.sport",
            "fd.lip",
            "fd.lport",
            "fd.rip",
            "fd.rport",
            "fd.is_server",
            "fd.connected",
            "fd.dev",
            "fd.ino");

    private FdsRelation() {}

    static Relation of(IndexedCapture capture) {
        CaptureIndex index = capture.index();
        Fields fields = capture.fields();
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("row", ColumnType.INTEGER, "number of the version, as events.fd_row has it"));
        columns.add(new Column("proc_pid", ColumnType.INTEGER, "process of the first event that it is true for"));
        FIELDS.forEach(field -> columns.add(FieldColumn.of(field, fields).sqlColumn()));
        columns.add(new Column("fd_openflags", ColumnType.INTEGER, "bits that a file was opened with, as recorded"));
        columns.add(new Column("fd_from_start", ColumnType.BOOLEAN, "whether it was open when the recording began"));
        VersionUse.addColumns(columns);
        RowUsage usage = index.usage(true);
        return new VersionsRelation("fds", columns, index.fdCount(), capture, () -> rows(index, fields, usage));
    }

    private static VersionsRelation.Rows rows(CaptureIndex index, Fields fields, RowUsage usage) {
        List<FieldColumn> cells =
                FIELDS.stream().map(field -> FieldColumn.of(field, fields)).toList();
        IndexedEvent event = index.newEvent();
        return row -> {
            FdVersion fd = index.findFd(row);
            if (fd == null || usage.count(row) == 0) {
                return null;
            }
            event.moveTo(usage.first(row));
            ThreadVersion thread = event.thread();
            List<@Nullable Object> values = new ArrayList<>();
            values.add((long) row);
            values.add(thread == null ? null : thread.pid());
            int telling = usage.telling(row);
            if (telling >= 0) {
                event.moveTo(telling);
            }
            for (FieldColumn field : cells) {
                values.add(telling < 0 ? null : field.readIfTold(event));
            }
            values.add(fd.type().isFile() ? (Object) (long) fd.openFlags() : null);
            values.add(fd.isFromProc());
            VersionUse.addValues(values, index, usage, row);
            return values;
        };
    }
}
