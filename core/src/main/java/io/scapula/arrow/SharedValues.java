package io.scapula.arrow;

import io.scapula.format.CaptureText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The dictionary of a table's {@linkplain ArrowType#SHARED_BYTES shared} captured texts, as it grows. */
public final class SharedValues {
    /** What one buffer can be mapped as. */
    private static final int MOST_BYTES = 1 << 30;

    private final Map<String, Integer> entries = new HashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private ByteBuffer offsets = offsets(1 << 10).putInt(0);

    private static ByteBuffer offsets(int count) {
        return ByteBuffer.allocate(count * Integer.BYTES).order(ByteOrder.nativeOrder());
    }

    /**
     * The number of the text, which is added if it is new.
     *
     * @throws IOException if the texts together are longer than a dictionary can be
     */
    public int entry(String text) throws IOException {
        Integer known = entries.get(text);
        if (known != null) {
            return known;
        }
        byte[] encoded = CaptureText.encode(text);
        if (bytes.size() + (long) encoded.length > MOST_BYTES || offsets.position() >= MOST_BYTES / 2) {
            throw new IOException("the texts of the capture's state take more than " + MOST_BYTES + " bytes");
        }
        bytes.writeBytes(encoded);
        if (!offsets.hasRemaining()) {
            offsets = offsets(offsets.capacity() / Integer.BYTES * 2).put(offsets.flip());
        }
        offsets.putInt(bytes.size());
        entries.put(text, entries.size());
        return entries.size() - 1;
    }

    /** All of them, for {@link ArrowWriter#dictionary}. */
    public ArrowBatch batch() {
        return new ArrowBatch(
                entries.size(),
                List.of(entries.size()),
                List.of(0),
                List.of(ByteBuffer.allocate(0), offsets.duplicate().flip(), ByteBuffer.wrap(bytes.toByteArray())));
    }
}
