package io.scapula.column;

import io.scapula.event.EventContext;
import io.scapula.field.Reads;
import io.scapula.format.EventUnifier;
import io.scapula.format.EventView;
import io.scapula.format.ReadLimits;
import io.scapula.format.StoredEvent;
import io.scapula.state.ContainerVersion;
import io.scapula.state.Environment;
import io.scapula.state.FdVersion;
import io.scapula.state.Lineage;
import io.scapula.state.SystemState;
import io.scapula.state.ThreadVersion;
import org.jspecify.annotations.Nullable;

/**
 * An event of an index by its row; reused for one row after the other. Its bytes are only looked at when they are needed.
 * A question that goes beyond what is kept of the state ends in a {@link io.scapula.state.NotInLineageException}. For one
 * thread.
 */
public final class IndexedEvent implements EventContext {
    private final CaptureIndex index;
    private final EventColumns columns;
    private final StoredEvent recorded;
    private final StoredEvent enter;
    private final EventUnifier unifier = new EventUnifier(ReadLimits.DEFAULT);
    private final LineageState state = new LineageState();

    private int row = -1;
    private int flags;
    private @Nullable Lineage lineage;
    private boolean lineageKnown;
    private @Nullable EventView unified;
    private boolean unifiedKnown;

    IndexedEvent(CaptureIndex index, EventColumns columns) {
        this.index = index;
        this.columns = columns;
        this.recorded = new StoredEvent(index.store(), index.headers());
        this.enter = new StoredEvent(index.store(), index.headers());
    }

    /** Moves to the event in the row. */
    public void moveTo(int target) {
        row = target;
        flags = columns.flags(target);
        lineageKnown = false;
        unifiedKnown = false;
        recorded.moveTo(target);
    }

    /** Has the bytes of an event fetched that will be looked at soon. */
    void fetch(int target) {
        recorded.fetch(target);
    }

    /** Whether all of it can be read here; otherwise it must be replayed. */
    public boolean isComplete() {
        return !has(EventColumns.IRREGULAR);
    }

    /** The row that it stands at. */
    public int row() {
        return row;
    }

    /**
     * A number that is the same for all events whose fields of this sort have the same value.
     *
     * @return -1 if there is none
     */
    public int version(Reads reads) {
        if (row < index.sameMannerFrom() || has(EventColumns.IRREGULAR)) {
            return -1;
        }
        return switch (reads) {
            case NOTHING, KIND -> columns.kind(row);
            case THREAD -> columns.lineage(row);
            case DESCRIPTOR, EVENT, PAST -> -1;
        };
    }

    /** Whether the event is shown, not only counted. */
    public boolean isShown() {
        return has(EventColumns.SHOWN);
    }

    /** Row of the lineage of the event's thread, -1 for none. */
    public int lineageRow() {
        return columns.lineage(row);
    }

    /** Row of the descriptor's version, negative for none. */
    public int fdRow() {
        return columns.fd(row);
    }

    /** Number of the enter event that belongs to this exit event, 0 for none. */
    public long peerNumber() {
        int peer = columns.peer(row);
        return peer < 0 ? 0 : index.numberOf(peer);
    }

    private @Nullable Lineage lineage() {
        if (!lineageKnown) {
            int lineageRow = columns.lineage(row);
            lineage = lineageRow < 0 ? null : index.lineage(lineageRow);
            lineageKnown = true;
        }
        return lineage;
    }

    private @Nullable Environment environment() {
        Lineage now = lineage();
        return now == null ? index.environmentAt(row) : now.environment();
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    @Override
    public EventView event() {
        return recorded;
    }

    @Override
    public EventView recorded() {
        return recorded;
    }

    @Override
    public @Nullable EventView unified() {
        if (!has(EventColumns.CONVERTED)) {
            return has(EventColumns.NOT_IN_SCHEMA) ? null : recorded;
        }
        if (!unifiedKnown) {
            unifier.startSection();
            if (has(EventColumns.PEER_COMPLETES)) {
                enter.moveTo(columns.peer(row));
                unifier.unify(enter);
            }
            unified = unifier.unify(recorded);
            unifiedKnown = true;
        }
        return unified;
    }

    @Override
    public boolean isInCurrentSchema() {
        return !has(EventColumns.NOT_IN_SCHEMA);
    }

    @Override
    public String typeName() {
        return index.kind(columns.kind(row)).name();
    }

    @Override
    public SystemState state() {
        state.set(lineage(), environment());
        return state;
    }

    @Override
    public @Nullable ThreadVersion thread() {
        Lineage now = lineage();
        return now == null ? null : now.thread();
    }

    @Override
    public @Nullable ThreadVersion leader() {
        Lineage now = lineage();
        return now == null ? null : now.leader();
    }

    @Override
    public boolean hasResult() {
        return has(EventColumns.RESULT);
    }

    @Override
    public long result() {
        return columns.result(row);
    }

    @Override
    public boolean concernsFd() {
        return has(EventColumns.CONCERNS_FD);
    }

    @Override
    public long fdNumber() {
        int fd = columns.fd(row);
        return fd >= 0 ? index.fd(fd).number() : FdNumber.decode(fd);
    }

    @Override
    public @Nullable FdVersion fd() {
        int fd = columns.fd(row);
        return fd < 0 ? null : index.fd(fd);
    }

    @Override
    public boolean fdNameChanged() {
        return has(EventColumns.FD_NAME_CHANGED);
    }

    @Override
    public @Nullable ContainerVersion container() {
        Lineage now = lineage();
        return now == null ? index.describedAt(row) : now.container();
    }

    @Override
    public long enterNanos() {
        return has(EventColumns.PEER_ENTERED) ? columns.time(columns.peer(row)) : -1;
    }

    @Override
    public long captureStartNanos() {
        return index.captureStartNanos(row);
    }

    @Override
    public String hostname() {
        Environment shared = environment();
        return shared == null ? "" : shared.hostname();
    }

    @Override
    public boolean isFromCurrentRecorder() {
        return has(EventColumns.CURRENT_RECORDER);
    }

    @Override
    public boolean hasEnterEvents() {
        return has(EventColumns.ENTER_EVENTS);
    }
}
