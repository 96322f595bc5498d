package io.scapula.column;

import io.scapula.format.OffHeapMemory;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Fills {@link EventColumns}, row after row. Of a capture with more than one chunk, another thread moves batches of rows to
 * where they stay, which is mostly waiting for memory that was never touched before; the state of the next events is
 * rebuilt meanwhile.
 *
 * <p>For one caller. It must be {@linkplain #close() closed} before the memory is given back.
 */
final class EventColumnsBuilder implements Closeable {
    /** Batches on their way, before who makes them has to wait. */
    private static final int BATCHES = 8;

    private final OffHeapMemory memory;
    private final List<ByteBuffer> chunks = new ArrayList<>();
    private final BitSet mixed = new BitSet();
    private final BlockingQueue<RowBatch> empty = new ArrayBlockingQueue<>(BATCHES);
    /** One without rows is the last. */
    private final BlockingQueue<RowBatch> full = new ArrayBlockingQueue<>(BATCHES);

    private RowBatch batch = new RowBatch();
    private int rows;
    private int rowsMoved;
    private @Nullable Thread mover;
    private volatile @Nullable Throwable failure;

    /** Starts without rows. */
    EventColumnsBuilder(OffHeapMemory memory) {
        this.memory = memory;
    }

    /** How many rows there are so far. */
    int rows() {
        return rows;
    }

    /**
     * Adds a row, as {@link RowBatch#add} does.
     *
     * @throws IOException if there is no room for it or one before it
     */
    void add(long time, long position, long result, int lineage, int fd, int peer, int kind, int cpu, int flags)
            throws IOException {
        batch.add(time, position, result, lineage, fd, peer, kind, cpu, flags);
        rows++;
        if (batch.isFull()) {
            handOver();
        }
    }

    /**
     * The columns with all rows; no more can be added.
     *
     * @throws IOException if there is no room for them
     */
    EventColumns build() throws IOException {
        if (batch.rows() > 0) {
            handOver();
        }
        close();
        throwFailure();
        return new EventColumns(chunks, rows, mixed);
    }

    /** Has the full batch moved, and goes on with an empty one. */
    private void handOver() throws IOException {
        if (rows <= EventColumns.CHUNK_ROWS) {
            // One chunk is filled before another thread has started.
            move(batch);
            return;
        }
        throwFailure();
        try {
            if (mover == null) {
                mover = newThread();
            }
            full.put(batch);
            batch = empty.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the capture was indexed");
        }
    }

    private Thread newThread() {
        for (int more = 1; more < BATCHES; more++) {
            empty.add(new RowBatch());
        }
        Thread thread = new Thread(this::moveAll, "scapula-columns");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void moveAll() {
        boolean more = true;
        while (more) {
            try {
                RowBatch next = full.take();
                more = next.rows() > 0;
                if (more) {
                    tryToMove(next);
                    empty.put(next);
                }
            } catch (InterruptedException e) {
                // Who builds is told; until they have noticed, they must not wait in vain.
                failure = e;
            }
        }
    }

    /** Whatever goes wrong belongs to who builds; after that, nothing is moved. */
    private void tryToMove(RowBatch next) {
        try {
            if (failure == null) {
                move(next);
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
        next.clear();
    }

    private void move(RowBatch next) throws IOException {
        int at = rowsMoved & EventColumns.CHUNK_ROWS - 1;
        if (at == 0) {
            chunks.add(memory.allocate(EventColumns.CHUNK_BYTES).order(ByteOrder.nativeOrder()));
        }
        int last = chunks.size() - 1;
        if (next.isMixed()) {
            mixed.set(last);
        }
        rowsMoved += next.rows();
        next.moveTo(chunks.get(last), at);
    }

    private void throwFailure() throws IOException {
        Throwable failed = failure;
        if (failed instanceof IOException noRoom) {
            throw noRoom;
        }
        if (failed instanceof Error error) {
            throw error;
        }
        if (failed != null) {
            throw new IllegalStateException("columns could not be filled", failed);
        }
    }

    /** Waits until nothing is moved any longer. */
    @Override
    public void close() {
        Thread thread = mover;
        mover = null;
        boolean interrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                full.put(new RowBatch());
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
