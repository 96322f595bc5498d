package io.scapula.damage;

import io.scapula.captures.Captures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.opentest4j.TestAbortedException;

/** A capture as it is stored, compressed or not, with what reading it gives. */
final class StoredCapture {
    private static final int GZIP_HEADER_BYTES = 10;
    private static final int NAME_FLAG = 8;

    private final String name;
    private final byte[] bytes;
    private final ReadEvents events;
    private final Set<Long> contents = new HashSet<>();

    private StoredCapture(Path file) throws IOException {
        name = file.getFileName().toString();
        bytes = Files.readAllBytes(file);
        events = ReadEvents.of(file);
        for (int event = 0; event < events.count(); event++) {
            contents.add(events.hash(event));
        }
    }

    /** Every capture at hand of no more than some bytes. */
    static List<StoredCapture> all(int mostBytes) {
        List<Path> files = new ArrayList<>(Captures.bundled());
        try {
            files.addAll(Captures.thirdParty());
        } catch (TestAbortedException e) {
            // It has said so; the bundled ones are there.
        }
        List<StoredCapture> captures = new ArrayList<>();
        try {
            for (Path file : files) {
                if (Files.size(file) <= mostBytes) {
                    captures.add(new StoredCapture(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return captures;
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }

    /** How many events are whole before a stored byte is needed. */
    int eventsBefore(int storedOffset) {
        long end = uncompressedBefore(storedOffset);
        int count = 0;
        while (count + 1 < events.count() && events.offset(count + 1) <= end) {
            count++;
        }
        return count;
    }

    private long uncompressedBefore(int storedOffset) {
        boolean isGzip = (bytes[0] & 0xFF) == 0x1F;
        if (!isGzip) {
            return storedOffset;
        }
        int header = GZIP_HEADER_BYTES;
        if ((bytes[3] & NAME_FLAG) != 0) {
            while (bytes[header] != 0) {
                header++;
            }
            header++;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, header, Math.max(0, storedOffset - header));
            byte[] sink = new byte[1 << 16];
            while (inflater.inflate(sink) > 0) {
                // only how many there are is of interest
            }
            return inflater.getBytesWritten();
        } catch (DataFormatException e) {
            throw new AssertionError("what comes before the fault is sound", e);
        } finally {
            inflater.end();
        }
    }

    /** How many events are the same from the first one on. */
    int equalAtStart(ReadEvents read) {
        int equal = 0;
        while (equal < Math.min(read.count(), events.count()) && read.hash(equal) == events.hash(equal)) {
            equal++;
        }
        return equal;
    }

    /** How many events were read that the sound capture does not have. */
    int unknownIn(ReadEvents read) {
        int unknown = 0;
        for (int event = 0; event < read.count(); event++) {
            unknown += contents.contains(read.hash(event)) ? 0 : 1;
        }
        return unknown;
    }
}
