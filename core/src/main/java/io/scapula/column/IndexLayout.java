package io.scapula.column;

import io.scapula.arrow.ArrowColumn;
import io.scapula.arrow.ArrowType;
import io.scapula.history.SavedHistory;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files of a saved index, and the columns of those that are not versions of something. */
final class IndexLayout {
    static final String MANIFEST = "manifest";
    static final String EVENTS = "events.arrow";
    static final String KINDS = "kinds.arrow";
    static final String LINEAGES = "lineages.arrow";
    static final String THREADS = "threads.arrow";
    static final String FDS = "fds.arrow";
    static final String CONTAINERS = "containers.arrow";
    static final String ENVIRONMENTS = "environments.arrow";
    static final String ROWS = "rows.arrow";
    static final String STREAMS = "streams.arrow";
    static final String PAYLOAD = "payload.zst";
    /** In place of a row that there is none of. */
    static final int NONE = -1;

    static final List<ArrowColumn> KIND_COLUMNS =
            List.of(new ArrowColumn("code", ArrowType.INT32), new ArrowColumn("name", ArrowType.SHARED_BYTES));
    static final List<ArrowColumn> LINEAGE_COLUMNS = Stream.of(
                    "thread",
                    "leader",
                    "parent",
                    "session_leader",
                    "group_leader",
                    "host_group_leader",
                    "container",
                    "environment")
            .map(name -> new ArrowColumn(name, ArrowType.INT32))
            .toList();
    static final List<ArrowColumn> CONTAINER_COLUMNS = List.of(
            new ArrowColumn("id", ArrowType.SHARED_BYTES),
            new ArrowColumn("name", ArrowType.SHARED_BYTES),
            new ArrowColumn("image", ArrowType.SHARED_BYTES),
            new ArrowColumn("description", ArrowType.SHARED_BYTES));
    static final List<ArrowColumn> ENVIRONMENT_COLUMNS = List.of(
            new ArrowColumn("users", ArrowType.SHARED_BYTES),
            new ArrowColumn("containers", ArrowType.SHARED_BYTES),
            new ArrowColumn("interfaces", ArrowType.SHARED_BYTES),
            new ArrowColumn("hostname", ArrowType.SHARED_BYTES),
            new ArrowColumn("current_recorder", ArrowType.INT32),
            new ArrowColumn("enter_events", ArrowType.INT32));
    static final List<ArrowColumn> ROW_COLUMNS = List.of(
            new ArrowColumn("row", ArrowType.INT32),
            new ArrowColumn("unknown", ArrowType.INT32),
            new ArrowColumn("container", ArrowType.INT32),
            new ArrowColumn("environment", ArrowType.INT32));

    private IndexLayout() {}

    /** The file of a table of the history. */
    static String file(SavedHistory.Table table) {
        return "history-" + table.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".arrow";
    }
}
