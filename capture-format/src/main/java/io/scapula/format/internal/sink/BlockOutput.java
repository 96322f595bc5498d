package io.scapula.format.internal.sink;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Gathers whole blocks and hands them on in frames of about {@value #FRAME_BYTES} bytes; only a longer block makes one longer. */
public final class BlockOutput implements Closeable {
    public static final int FRAME_BYTES = 1 << 20;

    private final FrameTarget target;
    private ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private int filled;
    private long handedOn;

    public BlockOutput(FrameTarget target) {
        this.target = target;
    }

    /**
     * Makes room for a block, which the caller puts at {@link #position()} of the buffer and then {@link #end ends}.
     *
     * @return little-endian, to be written to with absolute positions
     */
    public ByteBuffer begin(int blockBytes) throws IOException {
        if (frame.capacity() - filled < blockBytes) {
            flush();
            if (frame.capacity() < blockBytes) {
                frame = ByteBuffer.allocate(blockBytes).order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        return frame;
    }

    /** Where in the buffer the block belongs. */
    public int position() {
        return filled;
    }

    /** The block is in place. */
    public void end(int blockBytes) throws IOException {
        filled += blockBytes;
        if (filled > FRAME_BYTES) {
            flush();
            // A block as long as this is rare; its memory is not kept.
            frame = ByteBuffer.allocate(FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** Bytes of all blocks so far, before compression. */
    public long bytes() {
        return handedOn + filled;
    }

    private void flush() throws IOException {
        if (filled > 0) {
            target.write(frame.array(), filled);
            handedOn += filled;
            filled = 0;
        }
    }

    /** Hands on what is left and finishes. */
    public void finish() throws IOException {
        flush();
        target.finish();
    }

    /** Gives back what the compression needed. */
    @Override
    public void close() throws IOException {
        target.close();
    }
}
