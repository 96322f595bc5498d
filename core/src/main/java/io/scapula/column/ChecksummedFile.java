package io.scapula.column;

import io.scapula.format.MappedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/** A file that is written with a CRC-32C of each {@value #SEGMENT_BYTES} bytes, and checked by several threads. */
final class ChecksummedFile implements WritableByteChannel {
    private static final int SEGMENT_BYTES = 1 << 24;

    private final FileChannel channel;
    private final List<String> sums = new ArrayList<>();
    private final CRC32C running = new CRC32C();
    private long bytes;

    private ChecksummedFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Starts a new file. */
    static ChecksummedFile create(Path path) throws IOException {
        return new ChecksummedFile(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int limit = source.limit();
        int room = SEGMENT_BYTES - (int) (bytes % SEGMENT_BYTES);
        source.limit(source.position() + Math.min(room, source.remaining()));
        ByteBuffer written = source.duplicate();
        int count;
        try {
            count = channel.write(source);
        } finally {
            source.limit(limit);
        }
        running.update(written.limit(written.position() + count));
        bytes += count;
        if (bytes % SEGMENT_BYTES == 0 && count > 0) {
            endSegment();
        }
        return count;
    }

    private void endSegment() {
        sums.add(Long.toHexString(running.getValue()));
        running.reset();
    }

    /** Size and checksums, for {@link #isIntact}; nothing may be written after this. */
    String state() throws IOException {
        channel.force(true);
        if (bytes % SEGMENT_BYTES != 0) {
            endSegment();
        }
        return bytes + " " + String.join(",", sums);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Whether the file is as it was written. */
    static boolean isIntact(MappedFile file, String state) {
        String[] parts = state.split("[ ,]", -1);
        int segments = (int) ((file.size() + SEGMENT_BYTES - 1) / SEGMENT_BYTES);
        if (!parts[0].equals(Long.toString(file.size())) || parts.length != Math.max(1, segments) + 1) {
            return false;
        }
        return IntStream.range(0, segments).parallel().allMatch(segment -> {
            long offset = (long) segment * SEGMENT_BYTES;
            CRC32C sum = new CRC32C();
            sum.update(file.slice(offset, (int) Math.min(SEGMENT_BYTES, file.size() - offset)));
            return Long.toHexString(sum.getValue()).equals(parts[segment + 1]);
        });
    }
}
