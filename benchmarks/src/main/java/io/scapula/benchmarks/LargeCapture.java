package io.scapula.benchmarks;

import com.github.luben.zstd.Zstd;
import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A capture made large: its metadata once, its events again and again, as one plain file, one of gzip members and one of
 * zstd frames, in a temporary folder that goes away on {@link #close()}.
 */
final class LargeCapture implements AutoCloseable {
    /** The {@code capture} parameter's value for the recording that comes with the sources. */
    static final String BUNDLED = "bundled";

    private static final long LEAST_BYTES = 500L << 20;
    private static final Path BUNDLED_CAPTURE = Path.of("src/test/resources/captures/crashloop.scap.gz");

    private final Path folder;
    private final long bytes;
    private final long events;

    private LargeCapture(Path folder, long bytes, long events) {
        this.folder = folder;
        this.bytes = bytes;
        this.events = events;
    }

    /** Builds it from a capture, plain or gzip, or from the {@link #BUNDLED} one. */
    static LargeCapture of(String capture) throws IOException {
        Path source = capture.equals(BUNDLED) ? bundled() : Path.of(capture);
        byte[] whole = uncompressed(source);
        Path folder = Files.createTempDirectory("scapula-benchmark");
        Path once = Files.write(folder.resolve("once.scap"), whole);
        long events = 0;
        int firstEvent = whole.length;
        try (CaptureReader reader = CaptureReader.open(once)) {
            EventCursor cursor = reader.events();
            while (cursor.advance()) {
                if (events++ == 0) {
                    firstEvent = Math.toIntExact(cursor.byteOffset());
                }
            }
        }
        byte[] eventBlocks = Arrays.copyOfRange(whole, firstEvent, whole.length);
        long repeats = Math.max(0, (LEAST_BYTES - whole.length) / eventBlocks.length + 1);
        write(folder.resolve("plain.scap"), whole, eventBlocks, repeats);
        write(folder.resolve("gzip.scap"), gzip(whole), gzip(eventBlocks), repeats);
        write(folder.resolve("zstd.scap"), Zstd.compress(whole), Zstd.compress(eventBlocks), repeats);
        return new LargeCapture(folder, whole.length + repeats * eventBlocks.length, events * (1 + repeats));
    }

    private static Path bundled() {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            if (Files.exists(up.resolve(BUNDLED_CAPTURE))) {
                return up.resolve(BUNDLED_CAPTURE);
            }
        }
        throw new IllegalStateException(
                "run from the checkout, which holds " + BUNDLED_CAPTURE + ", or name a capture with -p capture=FILE");
    }

    private static byte[] uncompressed(Path capture) throws IOException {
        byte[] stored = Files.readAllBytes(capture);
        if (stored[0] != 0x1F) {
            return stored;
        }
        try (GZIPInputStream stream = new GZIPInputStream(Files.newInputStream(capture))) {
            return stream.readAllBytes();
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (GZIPOutputStream member = new GZIPOutputStream(stored)) {
            member.write(bytes);
        }
        return stored.toByteArray();
    }

    private static void write(Path file, byte[] first, byte[] next, long repeats) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(first);
            for (long repeat = 0; repeat < repeats; repeat++) {
                out.write(next);
            }
        }
    }

    Path plain() {
        return folder.resolve("plain.scap");
    }

    Path gzip() {
        return folder.resolve("gzip.scap");
    }

    Path zstd() {
        return folder.resolve("zstd.scap");
    }

    /** Uncompressed size. */
    long bytes() {
        return bytes;
    }

    long events() {
        return events;
    }

    /** Reports one reading of the whole capture, of which no event may be missing. */
    void count(Progress progress, long met) {
        if (met != events) {
            throw new IllegalStateException(met + " events where " + events + " were written");
        }
        progress.events += met;
        progress.bytes += bytes;
    }

    @Override
    public void close() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
