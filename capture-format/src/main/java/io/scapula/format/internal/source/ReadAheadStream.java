package io.scapula.format.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream on a thread of its own, a few blocks ahead of who asks: decompressing goes on while events are looked at.
 * What goes wrong is told where it belongs, after the bytes before it. For one reader; the thread ends with the stream or
 * when it is closed.
 */
final class ReadAheadStream extends ResumableInputStream {
    private static final int BLOCK_BYTES = 1 << 18;
    private static final int BLOCKS = 8;

    /** Some bytes, or how the stream ended. */
    private static final class Block {
        private final byte[] bytes = new byte[BLOCK_BYTES];
        private int length;
        private @Nullable Throwable failure;
        private boolean last;
    }

    private final InputStream stream;
    private final BlockingQueue<Block> empty = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS);
    private Thread thread;
    private @Nullable Block current;
    private int position;
    /** Where reading went on behind damage the last time. */
    private long storedPosition;

    private boolean closed;

    /** Starts at once; closing it closes the stream. */
    ReadAheadStream(InputStream stream) {
        this.stream = stream;
        for (int block = 0; block < BLOCKS; block++) {
            empty.add(new Block());
        }
        thread = newThread();
        thread.start();
    }

    private Thread newThread() {
        Thread reading = new Thread(this::readAll, "scapula-decompress");
        reading.setDaemon(true);
        return reading;
    }

    /** The thread has ended with the damage; another one goes on. */
    @Override
    boolean resume() throws IOException {
        Block last = current;
        if (last == null || !last.last || closed) {
            return false;
        }
        join();
        if (!(stream instanceof ResumableInputStream resumable) || !resumable.resume()) {
            return false;
        }
        storedPosition = resumable.storedPosition();
        current = null;
        position = 0;
        empty.add(last);
        thread = newThread();
        thread.start();
        return true;
    }

    @Override
    long storedPosition() {
        return storedPosition;
    }

    @Override
    boolean isAtEndOfSoundPart() {
        throw new UnsupportedOperationException("asked of the stream below");
    }

    private void readAll() {
        try {
            boolean more = true;
            while (more) {
                Block block = empty.take();
                fill(block);
                more = !block.last;
                full.put(block);
            }
        } catch (InterruptedException e) {
            // It was closed: nobody waits for more.
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong belongs to who reads. */
    private void fill(Block block) {
        block.length = 0;
        block.failure = null;
        block.last = false;
        try {
            while (block.length < BLOCK_BYTES && !block.last) {
                int count = stream.read(block.bytes, block.length, BLOCK_BYTES - block.length);
                if (count < 0) {
                    block.last = true;
                } else {
                    block.length += count;
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            block.failure = e;
            block.last = true;
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        Block block = block();
        int count = Math.min(length, block.length - position);
        if (count == 0) {
            throwFailure(block);
            return -1;
        }
        System.arraycopy(block.bytes, position, target, offset, count);
        position += count;
        return count;
    }

    /** The block to read on from; one that is read to its end only if it is the last. */
    private Block block() throws IOException {
        Block block = current;
        try {
            while (block == null || (position == block.length && !block.last)) {
                if (closed) {
                    throw new IOException("the stream is closed");
                }
                if (block != null) {
                    empty.put(block);
                }
                block = full.take();
                current = block;
                position = 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
        return block;
    }

    private static void throwFailure(Block block) throws IOException {
        if (block.failure instanceof IOException failure) {
            throw failure;
        }
        if (block.failure instanceof RuntimeException failure) {
            throw failure;
        }
        if (block.failure instanceof Error failure) {
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        thread.interrupt();
        join();
        stream.close();
    }

    private void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
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
