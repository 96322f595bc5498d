package io.scapula.format.internal.sink;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Frames one after the other in one stream, be it compressed or not. */
public final class StreamTarget implements FrameTarget {
    private static final int GZIP_BUFFER_BYTES = 1 << 16;

    /** Keeps the stream below from being closed by the compression above, which is closed to finish. */
    private static final class Uncloseable extends FilterOutputStream {
        Uncloseable(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    /** The JDK's, at a level. Its header holds neither a name nor a time. */
    private static final class LeveledGzip extends GZIPOutputStream {
        LeveledGzip(OutputStream out, int level) throws IOException {
            super(out, GZIP_BUFFER_BYTES);
            def.setLevel(level);
        }

        /** Without finishing: what is not committed is thrown away. */
        void release() {
            def.end();
        }
    }

    private final OutputStream stream;
    private boolean finished;

    private StreamTarget(OutputStream stream) {
        this.stream = stream;
    }

    public static FrameTarget plain(OutputStream out) {
        return new StreamTarget(new Uncloseable(out));
    }

    public static FrameTarget gzip(OutputStream out, int level) throws IOException {
        return new StreamTarget(new LeveledGzip(new Uncloseable(out), level));
    }

    public static FrameTarget zstd(OutputStream out, int level) throws IOException {
        return new StreamTarget(new ZstdOutputStreamNoFinalizer(new Uncloseable(out), level).setChecksum(true));
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        stream.write(bytes, 0, length);
    }

    @Override
    public void finish() throws IOException {
        finished = true;
        stream.close();
    }

    @Override
    public void close() throws IOException {
        if (finished) {
            return;
        }
        finished = true;
        if (stream instanceof LeveledGzip gzip) {
            gzip.release();
        } else if (stream instanceof ZstdOutputStreamNoFinalizer zstd) {
            releaseZstd(zstd);
        }
    }

    /** It has no way to be closed without writing; the stream below may be what failed. */
    private static void releaseZstd(ZstdOutputStreamNoFinalizer zstd) {
        try {
            zstd.close();
        } catch (IOException e) {
            // Its memory is given back all the same, and what it could not write is not wanted.
            return;
        }
    }
}
