package io.scapula;

import io.scapula.column.CaptureIndex;
import io.scapula.column.RowUsage;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns that tell which events a version is true for. */
final class VersionUse {
    private VersionUse() {}

    static void addColumns(List<Column> columns) {
        columns.add(new Column("first_event", ColumnType.INTEGER, "number of the first event that it is true for"));
        columns.add(new Column("last_event", ColumnType.INTEGER, "number of the last event that it is true for"));
        columns.add(new Column("event_count", ColumnType.INTEGER, "how many events it is true for"));
    }

    static void addValues(List<@Nullable Object> values, CaptureIndex index, RowUsage usage, int version) {
        long count = usage.count(version);
        values.add(count == 0 ? null : index.eventNumber(usage.first(version)));
        values.add(count == 0 ? null : index.eventNumber(usage.last(version)));
        values.add(count);
    }
}
