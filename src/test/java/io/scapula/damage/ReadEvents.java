package io.scapula.damage;

import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import io.scapula.format.LossLedger;
import io.scapula.format.MalformedCaptureException;
import io.scapula.format.ReadOptions;
import io.scapula.format.UnsupportedCaptureException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** The events of a capture: where each begins, and a number that stands for all that it shows. */
final class ReadEvents {
    private long[] offsets = new long[1 << 14];
    private long[] hashes = new long[1 << 14];
    private int count;
    private LossLedger losses = LossLedger.NOTHING;
    private boolean damaged;
    private boolean opened;
    private byte[] value = new byte[1 << 16];
    private final CRC32C checksum = new CRC32C();

    private ReadEvents() {}

    /** Opens a capture. */
    private interface Opening {
        CaptureReader open() throws IOException;
    }

    /** Reads what can be read from a pipe. Whatever comes out but the reader's own exceptions is a failure. */
    static ReadEvents of(byte[] capture) {
        return of(() -> CaptureReader.open(new ByteArrayInputStream(capture), "faulted.scap", ReadOptions.DEFAULT));
    }

    /** The same of a file. */
    static ReadEvents of(Path file) {
        return of(() -> CaptureReader.open(file));
    }

    private static ReadEvents of(Opening opening) {
        ReadEvents events = new ReadEvents();
        try (CaptureReader reader = opening.open()) {
            events.opened = true;
            EventCursor cursor = reader.events();
            while (cursor.advance()) {
                events.add(cursor);
            }
            events.losses = reader.losses();
            events.damaged = reader.warnings().stream()
                    .anyMatch(warning -> warning.kind().isDamage());
        } catch (MalformedCaptureException | UnsupportedCaptureException e) {
            events.damaged = true;
        } catch (IOException e) {
            throw new AssertionError("only the reader's own exceptions may come of damage", e);
        }
        return events;
    }

    private void add(EventCursor event) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            hashes = Arrays.copyOf(hashes, 2 * count);
        }
        offsets[count] = event.byteOffset();
        hashes[count++] = hash(event);
    }

    private long hash(EventCursor event) {
        checksum.reset();
        long hash = event.timestampNanos();
        hash = hash * 0x9E3779B97F4A7C15L + event.tid();
        hash = hash * 0x9E3779B97F4A7C15L
                + event.typeCode()
                + ((long) event.cpu() << 20)
                + ((long) event.dumpFlags() << 36);
        hash = hash * 0x9E3779B97F4A7C15L + event.parameterCount();
        for (int index = 0; index < event.parameterCount(); index++) {
            int length = event.parameterLength(index);
            if (length > value.length) {
                value = new byte[2 * length];
            }
            event.copyBytes(index, value);
            checksum.update(value, 0, length);
            hash = hash * 0x9E3779B97F4A7C15L + length;
        }
        return hash * 0x9E3779B97F4A7C15L + checksum.getValue();
    }

    int count() {
        return count;
    }

    long offset(int index) {
        return offsets[index];
    }

    long hash(int index) {
        return hashes[index];
    }

    /** The event that begins at an offset, negative if none does. */
    int at(long offset) {
        return Arrays.binarySearch(offsets, 0, count, offset);
    }

    LossLedger losses() {
        return losses;
    }

    /** Whether the capture was found to be damaged. */
    boolean isDamaged() {
        return damaged;
    }

    boolean isOpened() {
        return opened;
    }
}
