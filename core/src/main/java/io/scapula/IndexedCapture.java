package io.scapula;

import io.scapula.column.CaptureIndex;
import io.scapula.event.EventReplay;
import io.scapula.field.Fields;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The index of a capture and the way back to the capture itself, as its queries share them. Closing waits for questions
 * that are being answered, which end early with an error.
 */
final class IndexedCapture implements Closeable {
    /** Answers a question. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    private final CaptureIndex index;
    private final RowReplay.Source source;
    private final EventReplay.Options options;
    private final Fields fields;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean closed;
    private int holds;

    IndexedCapture(CaptureIndex index, RowReplay.Source source, EventReplay.Options options, Fields fields) {
        this.index = index;
        this.source = source;
        this.options = options;
        this.fields = fields;
    }

    CaptureIndex index() {
        return index;
    }

    Fields fields() {
        return fields;
    }

    /** The whole state as of any row. */
    RowReplay replay() {
        return new RowReplay(index, source, options);
    }

    /** Every event once more, from the start. */
    EventReplay replayAll() throws IOException {
        return EventReplay.open(source.open(), options);
    }

    boolean isClosed() {
        return closed;
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the capture is closed");
        }
    }

    /** Works with the index, which stays open meanwhile. */
    <T> T use(Work<T> work) throws IOException {
        lock.readLock().lock();
        try {
            requireOpen();
            return work.run();
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Keeps the memory of the index until the result is closed, even if the capture is closed meanwhile: for whoever hands
     * it to code that cannot be asked to stop.
     */
    Closeable hold() {
        lock.writeLock().lock();
        try {
            requireOpen();
            holds++;
        } finally {
            lock.writeLock().unlock();
        }
        AtomicBoolean given = new AtomicBoolean();
        return () -> {
            if (!given.getAndSet(true)) {
                giveBack();
            }
        };
    }

    private void giveBack() throws IOException {
        lock.writeLock().lock();
        try {
            holds--;
            if (closed && holds == 0) {
                index.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Tells who would wait for itself. */
    void requireNotInUse() {
        if (lock.getReadHoldCount() > 0) {
            throw new IllegalStateException("a capture cannot be closed by what is done with its events");
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        lock.writeLock().lock();
        try {
            if (holds == 0) {
                index.close();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
