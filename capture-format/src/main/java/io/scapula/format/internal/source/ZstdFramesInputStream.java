package io.scapula.format.internal.source;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses zstd frames (RFC 8878) that stand back to back, skippable ones among them, delivers what can be decompressed
 * before damage, and {@linkplain #resume() goes on} with the next frame behind it. Small frames with a checksum are delivered
 * once that is known to be right; a damaged one is left out whole, unless it is the only one.
 *
 * <p>{@link com.github.luben.zstd.ZstdInputStream} is not used because it does not tell where a frame begins.
 */
final class ZstdFramesInputStream extends ResumableInputStream {
    private static final int MAGIC = 0xFD2FB528;
    private static final int SKIPPABLE_MAGIC = 0x184D2A50;
    private static final int SKIPPABLE_MASK = 0xFFFFFFF0;
    /** Magic, descriptor, window, and what is needed to tell the first block. */
    private static final int MOST_HEADER_BYTES = 18;

    private static final int BLOCK_HEADER_BYTES = 3;
    private static final int CHECKSUM_FLAG = 4;
    private static final int LARGEST_BLOCK = 1 << 17;
    private static final int RESERVED_BLOCK_TYPE = 3;
    /** What is decompressed in the call that meets damage is lost: few bytes are asked for at a time. */
    private static final int OUTPUT_BYTES = 1 << 12;
    /** A frame of no more bytes is checked before any of them is delivered; seekable captures have frames of a fourth of that. */
    private static final int HELD_BYTES = 1 << 22;

    private final StoredBytes stored;
    private final long largestWindow;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final ByteBuffer input =
            ByteBuffer.allocateDirect(StoredBytes.CHUNK_BYTES).limit(0);
    private final ByteBuffer output = ByteBuffer.allocateDirect(OUTPUT_BYTES).limit(0);
    private long frameStart;
    private long firstFrameStart = -1;
    private long delivered;
    /** What is decompressed of a frame whose checksum is still to come. */
    private byte[] held = new byte[1 << 16];

    private int heldPosition;
    private int heldEnd;
    private boolean isHolding;
    /** Whether nothing of a damaged frame was delivered, so that it is as if reading had come to its start. */
    private boolean isLeft;
    /** Whether it is known where reading goes on behind the damage, or that it does not. */
    private boolean isNextKnown;

    private boolean nextIsFound;
    private boolean isChecked;
    private boolean inFrame;
    private @Nullable IOException pending;

    /**
     * Reads a stream.
     *
     * @param largestWindow most bytes that a frame may ask to be kept in memory
     */
    ZstdFramesInputStream(InputStream stream, long largestWindow) {
        this.stored = new StoredBytes(stream);
        this.largestWindow = largestWindow;
    }

    static boolean isMagic(int word) {
        return word == MAGIC || (word & SKIPPABLE_MASK) == SKIPPABLE_MAGIC;
    }

    @Override
    long storedPosition() {
        return isLeft ? frameStart : stored.offset();
    }

    @Override
    boolean isAtEndOfSoundPart() {
        return !inFrame && pending == null && isChecked;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!output.hasRemaining() && heldPosition == heldEnd) {
            if (pending != null) {
                throw pending;
            }
            if (!inFrame && !startFrame()) {
                return -1;
            }
            if (isHolding) {
                hold();
            } else if (pending == null) {
                decompress();
            }
        }
        int count;
        if (heldPosition < heldEnd) {
            count = Math.min(length, heldEnd - heldPosition);
            System.arraycopy(held, heldPosition, target, offset, count);
            heldPosition += count;
        } else {
            count = Math.min(length, output.remaining());
            output.get(target, offset, count);
        }
        delivered += count;
        return count;
    }

    /** Decompresses a frame up to its checksum. If it is damaged, no byte is sure; it is left out if there are others. */
    private void hold() throws IOException {
        heldPosition = 0;
        heldEnd = 0;
        while (inFrame && pending == null && heldEnd < HELD_BYTES) {
            decompress();
            int count = output.remaining();
            if (held.length - heldEnd < count) {
                held = Arrays.copyOf(held, 2 * held.length);
            }
            output.get(held, heldEnd, count);
            heldEnd += count;
        }
        isHolding = false;
        if (pending instanceof ZipException) {
            findNext();
            isLeft = frameStart != firstFrameStart || nextIsFound;
            heldEnd = isLeft ? 0 : heldEnd;
        }
    }

    private void findNext() throws IOException {
        if (!isNextKnown) {
            // A damaged length may have led over the start of the next frame.
            stored.moveTo(frameStart + 1);
            nextIsFound = findFrame();
            isNextKnown = true;
        }
    }

    private boolean startFrame() throws IOException {
        if (!stored.fill()) {
            return false;
        }
        frameStart = stored.offset();
        stored.require(MOST_HEADER_BYTES);
        if (stored.available() < 4) {
            pending = new EOFException("the last zstd frame is cut off");
            inFrame = true;
            return true;
        }
        if (!isMagic(word(0))) {
            pending = new ZipException("Unknown frame descriptor");
        } else if (windowBytes() > largestWindow) {
            pending = new ZipException(
                    "a frame asks for a window of " + windowBytes() + " bytes, and " + largestWindow + " are allowed");
        }
        context.reset();
        inFrame = true;
        if (word(0) == MAGIC) {
            parts().add(delivered, frameStart);
            isChecked = stored.available() > 4 && (stored.peek(4) & CHECKSUM_FLAG) != 0;
            firstFrameStart = firstFrameStart < 0 ? frameStart : firstFrameStart;
            isHolding = isChecked && pending == null;
        }
        return true;
    }

    private void decompress() throws IOException {
        boolean isAtEnd = !stored.fill();
        int count = Math.min(stored.available(), input.capacity());
        input.clear();
        input.put(stored.array(), stored.position(), count).flip();
        output.clear();
        try {
            inFrame = !context.decompressDirectByteBufferStream(output, input);
            stored.take(input.position());
        } catch (ZstdException e) {
            pending = new ZipException(e.getMessage());
            output.clear();
        }
        output.flip();
        if (isAtEnd && inFrame && !output.hasRemaining() && pending == null) {
            pending = new EOFException("the last zstd frame is cut off");
        }
    }

    @Override
    boolean resume() throws IOException {
        if (pending == null) {
            return false;
        }
        findNext();
        if (!nextIsFound) {
            return false;
        }
        isNextKnown = false;
        nextIsFound = false;
        isLeft = false;
        inFrame = false;
        pending = null;
        return true;
    }

    private boolean findFrame() throws IOException {
        while (stored.require(MOST_HEADER_BYTES)) {
            int last = stored.available() - MOST_HEADER_BYTES;
            int taken = 0;
            while (taken <= last) {
                if (stored.peek(0) == (MAGIC & 0xFF) && isFrame()) {
                    return true;
                }
                stored.take(1);
                taken++;
            }
        }
        stored.take(stored.available());
        return false;
    }

    /** Whether a frame begins here whose header and first block make sense. */
    private boolean isFrame() {
        int header = word(0) == MAGIC ? headerBytes() : 0;
        if (header == 0 || windowBytes() > largestWindow || header + BLOCK_HEADER_BYTES > stored.available()) {
            return false;
        }
        int block = stored.peek(header) | stored.peek(header + 1) << 8 | stored.peek(header + 2) << 16;
        return (block >> 1 & 3) != RESERVED_BLOCK_TYPE && block >> 3 <= LARGEST_BLOCK;
    }

    /** How long the frame's header is, 0 if it has a flag that is reserved. */
    private int headerBytes() {
        int descriptor = stored.peek(4);
        if ((descriptor & 8) != 0) {
            return 0;
        }
        boolean isSingleSegment = (descriptor & 0x20) != 0;
        int dictionaryBytes = (1 << (descriptor & 3)) >> 1;
        int sizeFlag = descriptor >> 6;
        int sizeBytes = sizeFlag == 0 ? (isSingleSegment ? 1 : 0) : 1 << sizeFlag;
        return 5 + (isSingleSegment ? 0 : 1) + dictionaryBytes + sizeBytes;
    }

    /** How many bytes the frame that begins here wants to be kept; 0 if that cannot be told, or it is skippable. */
    private long windowBytes() {
        if (stored.available() < 6 || word(0) != MAGIC) {
            return 0;
        }
        int descriptor = stored.peek(4);
        if ((descriptor & 0x20) == 0) {
            int window = stored.peek(5);
            long base = 1L << 10 + (window >> 3);
            return base + base / 8 * (window & 7);
        }
        int header = headerBytes();
        int sizeFlag = descriptor >> 6;
        int sizeBytes = 1 << sizeFlag;
        if (header == 0 || stored.available() < header) {
            return 0;
        }
        long size = 0;
        for (int index = sizeBytes - 1; index >= 0; index--) {
            size = size << 8 | stored.peek(header - sizeBytes + index);
        }
        return size < 0 ? Long.MAX_VALUE : size;
    }

    private int word(int ahead) {
        return stored.peek(ahead)
                | stored.peek(ahead + 1) << 8
                | stored.peek(ahead + 2) << 16
                | stored.peek(ahead + 3) << 24;
    }

    @Override
    public void close() throws IOException {
        context.close();
        stored.close();
    }
}
