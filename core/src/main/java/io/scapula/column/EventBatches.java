package io.scapula.column;

import io.scapula.arrow.ArrowBatch;
import io.scapula.arrow.ArrowBatches;
import io.scapula.arrow.ArrowColumn;
import java.util.List;

/** The columns of events as Arrow batches, where they are. */
public final class EventBatches implements ArrowBatches {
    private final EventColumns columns;

    EventBatches(EventColumns columns) {
        this.columns = columns;
    }

    @Override
    public List<ArrowColumn> columns() {
        return EventColumns.FILE_COLUMNS;
    }

    @Override
    public int count() {
        return columns.chunkCount();
    }

    @Override
    public ArrowBatch get(int index) {
        return columns.batch(index);
    }
}
