package io.scapula.format.testing;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Random;

/** A pipe that gives a few bytes at a time, as pipes do. */
public final class SlowStream extends InputStream {
    private final ByteArrayInputStream bytes;
    private final int most;
    private final Random random;
    private boolean closed;

    /** Gives 1 to {@code most} bytes a read. */
    public SlowStream(byte[] bytes, int most, long seed) {
        this.bytes = new ByteArrayInputStream(bytes);
        this.most = most;
        this.random = new Random(seed);
    }

    @Override
    public int read() {
        return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        return length == 0 ? 0 : bytes.read(target, offset, Math.min(length, 1 + random.nextInt(most)));
    }

    @Override
    public void close() {
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }
}
