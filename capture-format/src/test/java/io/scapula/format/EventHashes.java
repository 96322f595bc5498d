package io.scapula.format;

import io.scapula.format.event.EventType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a capture again and again, and keeps of each event a number that stands for all that it shows. */
final class EventHashes {
    private long[] hashes = new long[1024];
    private long[] offsets = new long[1024];
    private int count;
    private List<CaptureWarning> warnings = List.of();
    private @Nullable IOException failure;

    int count() {
        return count;
    }

    long[] hashes() {
        return Arrays.copyOf(hashes, count);
    }

    /** How many events are followed by another one that starts before the offset or at it. */
    int countBefore(long offset) {
        int index = Arrays.binarySearch(offsets, 0, count, offset);
        return Math.max(0, index < 0 ? -index - 2 : index);
    }

    /** How many of the events, from the first on, are the same in the other reading. */
    int sameAs(long[] others) {
        int same = Arrays.mismatch(hashes, 0, count, others, 0, others.length);
        return same < 0 ? count : same;
    }

    List<CaptureWarning> warnings() {
        return warnings;
    }

    /** What ended the reading, or {@code null} if nothing did. */
    @Nullable
    IOException failure() {
        return failure;
    }

    /** Reads the first bytes of a capture from a stream. */
    EventHashes read(byte[] capture, int length) {
        return read(capture, length, ReadOptions.DEFAULT);
    }

    EventHashes read(byte[] capture, int length, ReadOptions options) {
        start();
        try (CaptureReader reader =
                CaptureReader.open(new ByteArrayInputStream(capture, 0, length), "test.scap", options)) {
            recorded(reader);
        } catch (IOException e) {
            failure = e;
        }
        return this;
    }

    EventHashes read(Path file, ReadOptions options) {
        start();
        try (CaptureReader reader = CaptureReader.open(file, options)) {
            recorded(reader);
        } catch (IOException e) {
            failure = e;
        }
        return this;
    }

    /** Reads in the current schema and decodes every parameter. */
    EventHashes readUnified(byte[] capture) {
        start();
        try (CaptureReader reader =
                CaptureReader.open(new ByteArrayInputStream(capture), "test.scap", ReadOptions.DEFAULT)) {
            UnifiedCursor cursor = reader.unifiedEvents(block -> {});
            while (cursor.advance()) {
                decodeAll(cursor.event());
                decodeAll(cursor.event().toEvent());
                cursor.recorded().options();
                add(cursor.event());
            }
            warnings = new ArrayList<>(reader.warnings());
        } catch (IOException e) {
            failure = e;
        }
        return this;
    }

    private void start() {
        count = 0;
        warnings = List.of();
        failure = null;
    }

    private void recorded(CaptureReader reader) throws IOException {
        EventCursor cursor = reader.events();
        try {
            while (cursor.advance()) {
                add(cursor);
            }
        } finally {
            warnings = new ArrayList<>(reader.warnings());
        }
    }

    private static void decodeAll(EventView view) {
        EventNames.of(view);
        for (int index = 0; index <= view.parameterCount(); index++) {
            view.value(index);
            view.text(index);
            view.texts(index);
            view.integer(index, 0);
        }
    }

    private void add(EventView view) {
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * count);
            offsets = Arrays.copyOf(offsets, 2 * count);
        }
        EventType type = view.type();
        long hash = view.number();
        hash = mix(hash, view.timestampNanos());
        hash = mix(hash, view.tid());
        hash = mix(hash, view.cpu());
        hash = mix(hash, view.typeCode());
        hash = mix(hash, view.dumpFlags());
        hash = mix(hash, type == null ? -1 : type.code());
        hash = mix(hash, view.byteOrder() == ByteOrder.BIG_ENDIAN ? 1 : 0);
        offsets[count] = view instanceof EventCursor cursor ? cursor.byteOffset() : 0;
        hash = mix(hash, offsets[count]);
        for (int index = 0; index < view.parameterCount(); index++) {
            hash = mix(hash, view.parameterLength(index));
            if (view.parameterLength(index) > 0) {
                hash = hash(hash, view.parameterBuffer(index), view.parameterStart(index), view.parameterLength(index));
            }
        }
        hashes[count++] = hash;
    }

    private static long hash(long seed, ByteBuffer buffer, int start, int length) {
        long hash = seed;
        for (int index = start; index < start + length; index++) {
            hash = hash * 31 + buffer.get(index);
        }
        return mix(seed, hash);
    }

    private static long mix(long hash, long value) {
        return (hash ^ value) * 0x9E3779B97F4A7C15L + (hash >>> 29);
    }
}
