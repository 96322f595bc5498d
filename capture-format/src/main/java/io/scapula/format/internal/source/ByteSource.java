package io.scapula.format.internal.source;

import io.scapula.format.Compression;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The seam between the bytes of a capture and whatever holds them: a window that moves forward over the uncompressed
 * stream. Readers take {@link #window()} once, read with absolute positions, and call {@link #require} only when they
 * run out of it.
 */
public abstract class ByteSource implements Closeable {
    private ByteBuffer window;
    private long windowOffset;
    private int windowEnd;

    ByteSource(ByteBuffer firstWindow) {
        window = firstWindow;
    }

    /**
     * Makes bytes available in one piece; may replace the window.
     *
     * @param offset offset in the uncompressed stream, not before an offset required earlier
     * @param length bytes wanted
     * @return how many bytes from the offset on are in the window: at least {@code length}, or fewer at the end of the
     *     stream
     */
    public abstract int require(long offset, int length) throws IOException;

    /** The window, to be read with absolute positions; its own position and limit mean nothing. */
    public final ByteBuffer window() {
        return window;
    }

    /** Offset in the uncompressed stream of the window's byte 0. */
    public final long windowOffset() {
        return windowOffset;
    }

    /** End of the window's valid bytes, as an index into it. */
    public final int windowEnd() {
        return windowEnd;
    }

    /** Replaces the window; the byte order stays. */
    final void moveWindow(ByteBuffer newWindow, long offset, int end) {
        window = newWindow.order(window.order());
        windowOffset = offset;
        windowEnd = end;
    }

    public abstract Compression compression();

    /** Bytes taken from the file or pipe so far, compressed as they are. */
    public abstract long storedBytesRead();

    /** Bytes of the file, compressed as they are, or -1 for a pipe. */
    public abstract long storedBytes();

    /** Why the stream ended before its proper end, or {@code null}. */
    public @Nullable String damage() {
        return null;
    }

    /**
     * Goes on behind {@linkplain #damage() damage}, if there is anything that can be read for itself. What comes then does not
     * follow what came before; it begins where the window ends.
     */
    public boolean resume() throws IOException {
        return false;
    }

    /**
     * Whether the bytes around an offset are sure to be those that were compressed, so that blocks which make no sense were
     * damaged before that. Of a file that is not compressed they always are.
     */
    public boolean isSound(long offset) throws IOException {
        return true;
    }

    /** Whether the bytes around an offset are sure to be others than those that were compressed, or some of them are. */
    public boolean isKnownBroken(long offset) throws IOException {
        return false;
    }

    /**
     * Reads on to the next part of the compressed stream; the window may move to it.
     *
     * @return the offset at which it begins, -1 if there is none
     */
    public long nextPart(long offset) throws IOException {
        return -1;
    }

    /** What is wrong in the stored bytes and is read as it should be, in words. */
    public List<String> repairs() {
        return List.of();
    }

    /** How many stored bytes come before the damage, or before where reading went on behind it. */
    public long storedBytesUsed() {
        return storedBytesRead();
    }

    /** Whether what ended the stream is no damage but a limit. */
    public boolean isLimitReached() {
        return false;
    }

    /** Bytes that follow the compressed stream without belonging to it; -1 if there are some, nobody knows how many. */
    public long trailingBytes() {
        return 0;
    }
}
