package io.scapula.format;

import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * An event fetched from an {@link EventStore}; reused for one event after the other. Its header is told by whoever keeps
 * it, and its bytes are only looked at when a parameter is asked for. For one thread.
 */
public final class StoredEvent extends EventView {
    /** Keeps what the header of each event tells, by row. */
    public interface Headers {
        /** As {@link EventView#number()}. */
        long number(int row);

        /** As {@link EventView#timestampNanos()}. */
        long timestampNanos(int row);

        /** As {@link EventView#cpu()}. */
        int cpu(int row);

        /** As {@link EventView#typeCode()}. */
        int typeCode(int row);

        /** Where the store {@linkplain EventStore#keep keeps} the event. */
        long position(int row);

        /** Whether the event's section has its bytes the other way round. */
        boolean isBigEndian(int row);
    }

    private static final EventTable TABLE = EventTable.current();
    private static final int CACHE_LINE_BYTES = 64;

    private final EventStore store;
    private final Headers headers;
    private final EventCursor cursor = new EventCursor();
    private int piece = -1;
    private ByteBuffer view = ByteBuffer.allocate(0);
    private int row;
    private boolean shown;
    /** Of no meaning; without it, reading could be left out. */
    @SuppressWarnings("UnusedVariable")
    private int fetched;

    /** Shows nothing yet. */
    public StoredEvent(EventStore store, Headers headers) {
        this.store = store;
        this.headers = headers;
    }

    /** Moves to an event. */
    public void moveTo(int target) {
        row = target;
        shown = false;
    }

    /**
     * Reads from where an event begins, and remembers nothing. Events lie far apart in memory, and the processor waits for
     * each that is looked at; those that were touched one right after the other it fetches at the same time.
     */
    public void fetch(int target) {
        if (!store.isAddressable()) {
            return;
        }
        long position = headers.position(target);
        ByteBuffer piece = store.piece(store.pieceOf(position));
        int start = store.offset(position);
        fetched += piece.get(start) + piece.get(Math.min(start + CACHE_LINE_BYTES, piece.limit() - 1));
    }

    private EventCursor bytes() {
        if (!shown) {
            long position = headers.position(row);
            int holds = store.pieceOf(position);
            ByteOrder order = byteOrder();
            if (holds != piece || view.order() != order) {
                piece = holds;
                view = store.piece(holds).duplicate().order(order);
            }
            ByteBuffer across = store.blockAcross(position, view);
            if (across == null) {
                cursor.show(view, store.offset(position), position, headers.number(row));
            } else {
                cursor.show(across, 0, position, headers.number(row));
            }
            shown = true;
        }
        return cursor;
    }

    @Override
    public long number() {
        return headers.number(row);
    }

    /** Its position in the store; the number of its block is not kept. */
    @Override
    public CaptureLocation location() {
        return new CaptureLocation(0, headers.position(row));
    }

    @Override
    public long timestampNanos() {
        return headers.timestampNanos(row);
    }

    @Override
    public int cpu() {
        return headers.cpu(row);
    }

    @Override
    public long tid() {
        return bytes().tid();
    }

    @Override
    public int typeCode() {
        return headers.typeCode(row);
    }

    @Override
    public @Nullable EventType type() {
        return TABLE.find(typeCode());
    }

    @Override
    public int dumpFlags() {
        return bytes().dumpFlags();
    }

    @Override
    public int parameterCount() {
        return bytes().parameterCount();
    }

    @Override
    public ByteOrder byteOrder() {
        return headers.isBigEndian(row) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    @Override
    ByteBuffer parameterBuffer(int index) {
        return bytes().parameterBuffer(index);
    }

    @Override
    int parameterStart(int index) {
        return bytes().parameterStart(index);
    }

    @Override
    public int parameterLength(int index) {
        return bytes().parameterLength(index);
    }

    @Override
    EventCursor recorded() {
        return bytes();
    }

    @Override
    boolean isWide() {
        return bytes().isWide();
    }

    @Override
    boolean isOpaque() {
        return bytes().isOpaque();
    }

    @Override
    ByteBuffer optionBuffer() {
        return bytes().optionBuffer();
    }

    @Override
    int optionStart() {
        return bytes().optionStart();
    }

    @Override
    int optionLength() {
        return bytes().optionLength();
    }

    @Override
    public Event toEvent() {
        return new Event(this);
    }
}
