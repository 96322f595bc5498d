package io.scapula;

import io.scapula.column.IndexedEvent;
import io.scapula.relation.FieldColumn;
import io.scapula.state.NotInLineageException;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads fields of the rows of an index, and replays what the index does not tell. For one thread. */
final class RowFields implements Closeable {
    private final IndexedEvent event;
    private final RowReplay replay;

    RowFields(IndexedCapture capture) {
        this.event = capture.index().newEvent();
        this.replay = capture.replay();
    }

    /** Moves to a row; rows that must be replayed are best come to in ascending order. */
    void moveTo(int row) {
        event.moveTo(row);
    }

    /** The event in the row, as far as the index tells. */
    IndexedEvent event() {
        return event;
    }

    /** The field's value, as {@link FieldColumn#read} gives it. */
    @Nullable
    Object read(FieldColumn field) {
        if (event.isComplete()) {
            try {
                return field.read(event);
            } catch (NotInLineageException e) {
                // Only a replay tells.
            }
        }
        return field.read(replay.at(event.row()));
    }

    @Override
    public void close() throws IOException {
        replay.close();
    }
}
