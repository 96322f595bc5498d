package io.scapula.format.internal.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes taken from a stream, to tell how far the reading has come. */
final class CountingInputStream extends FilterInputStream {
    /** Told to one thread while another reads. */
    private final AtomicLong count = new AtomicLong();

    CountingInputStream(InputStream stream) {
        super(stream);
    }

    long count() {
        return count.get();
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        count.addAndGet(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = in.read(target, offset, length);
        count.addAndGet(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        long skipped = in.skip(wanted);
        count.addAndGet(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
