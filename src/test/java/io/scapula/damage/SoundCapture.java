package io.scapula.damage;

import io.scapula.format.block.BlockType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A capture without damage, uncompressed, with what reading it gives. */
final class SoundCapture {
    private final String name;
    private final byte[] bytes;
    private final ReadEvents events;
    private final Map<Long, Integer> copies = new HashMap<>();

    private SoundCapture(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
        this.events = ReadEvents.of(bytes);
        for (int index = 0; index < events.count(); index++) {
            copies.merge(events.hash(index), 1, Integer::sum);
        }
    }

    /** The lists of a capture and the events behind them, as many as fit. */
    static SoundCapture read(Path file, int mostEventBytes) {
        byte[] stored;
        try {
            stored = Files.readAllBytes(file);
            if (stored[0] == 0x1F) {
                try (InputStream plain = new GZIPInputStream(Files.newInputStream(file))) {
                    stored = plain.readAllBytes();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SoundCapture(file.getFileName().toString(), Arrays.copyOf(stored, end(stored, mostEventBytes)));
    }

    private static int end(byte[] whole, int mostEventBytes) {
        ByteBuffer blocks = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        int end = 0;
        int firstEvent = -1;
        while (end < whole.length) {
            BlockType type = BlockType.find(blocks.getInt(end));
            if (firstEvent < 0 && type != null && type.kind() == BlockType.Kind.EVENT) {
                firstEvent = end;
            }
            int next = end + blocks.getInt(end + 4);
            if (firstEvent >= 0 && next - firstEvent > mostEventBytes) {
                return end;
            }
            end = next;
        }
        return end;
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }

    ReadEvents events() {
        return events;
    }

    /** Where an event's block ends. */
    long end(int event) {
        int offset = (int) events.offset(event);
        return offset + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(offset + 4);
    }

    /** Whether there is such an event. */
    boolean holds(long hash) {
        return copies.containsKey(hash);
    }
}
