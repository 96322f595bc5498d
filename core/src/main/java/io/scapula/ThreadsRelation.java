package io.scapula;

import io.scapula.column.CaptureIndex;
import io.scapula.column.LineageContext;
import io.scapula.column.RowUsage;
import io.scapula.field.Fields;
import io.scapula.relation.FieldColumn;
import io.scapula.relation.Relation;
import io.scapula.state.Lineage;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every version of every thread, with what it inherits from its process, user and container: a row is true for the events
 * from its first to its last one. Threads that no event is about have one row without events.
 */
final class ThreadsRelation {
    private static final List<String> FIELDS = List.of(
            "thread.tid",
            "thread.vtid",
            "thread.ismain",
            "proc.pid",
            "proc.vpid",
            "proc.ppid",
            "proc.name",
            "proc.pname",
            "proc.exe",
            "proc.exepath",
            "proc.args",
            "proc.cmdline",
            "proc.env",
            "proc.cwd",
            "proc.tty",
            "proc.sid",
            "proc.sname",
            "proc.pgid",
            "proc.vpgid",
            "proc.fdlimit",
            "user.uid",
            "user.name",
            "user.homedir",
            "user.shell",
            "user.loginuid",
            "user.loginname",
            "group.gid",
            "group.name",
            "container.id",
            "container.name",
            "container.image",
            "container.type",
            "k8s.ns.name",
            "k8s.pod.name",
            "k8s.pod.uid",
            "thread.cgroups",
            "thread.cap_permitted",
            "thread.cap_effective",
            "thread.cap_inheritable",
            "proc.is_exe_writable",
            "proc.is_exe_upper_layer",
            "proc.is_exe_from_memfd",
            "proc.exe_ino");

    private ThreadsRelation() {}

    static Relation of(IndexedCapture capture) {
        CaptureIndex index = capture.index();
        Fields fields = capture.fields();
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("row", ColumnType.INTEGER, "number of the version, as events.thread_row has it"));
        FIELDS.forEach(field -> columns.add(FieldColumn.of(field, fields).sqlColumn()));
        columns.add(new Column("parent_row", ColumnType.INTEGER, "row of the thread that made its process"));
        VersionUse.addColumns(columns);
        RowUsage usage = index.usage(false);
        return new VersionsRelation(
                "threads", columns, index.lineageCount(), capture, () -> rows(index, fields, usage));
    }

    private static VersionsRelation.Rows rows(CaptureIndex index, Fields fields, RowUsage usage) {
        List<FieldColumn> cells =
                FIELDS.stream().map(field -> FieldColumn.of(field, fields)).toList();
        LineageContext context = new LineageContext();
        return row -> {
            Lineage lineage = index.findLineage(row);
            if (lineage == null || lineage.row() != row) {
                return null;
            }
            context.moveTo(lineage);
            List<@Nullable Object> values = new ArrayList<>();
            values.add((long) row);
            for (FieldColumn field : cells) {
                values.add(field.readIfTold(context));
            }
            Lineage parent = lineage.parent();
            values.add(parent == null ? null : (long) parent.row());
            VersionUse.addValues(values, index, usage, row);
            return values;
        };
    }
}
