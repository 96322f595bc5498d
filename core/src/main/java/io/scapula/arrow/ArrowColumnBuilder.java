package io.scapula.arrow;

import io.scapula.format.CaptureText;
import io.scapula.relation.CellSink;
import io.scapula.table.ColumnType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Collects the cells of one column of one batch, laid out as Arrow has them. Reused from batch to batch. */
final class ArrowColumnBuilder implements CellSink {
    private final ArrowType type;
    private int rows;
    private int nulls;
    private long[] words = new long[1024];
    private byte[] present = new byte[128];
    private int[] ends = new int[1024];
    private byte[] bytes = new byte[1 << 14];
    private int length;
    private long[] items = new long[16];
    private int itemCount;

    ArrowColumnBuilder(ArrowType type) {
        this.type = type;
    }

    /** How a column of a table is stored. */
    static ArrowType typeOf(ColumnType type) {
        return switch (type) {
            case TEXT -> ArrowType.TEXT;
            case INTEGER -> ArrowType.INT64;
            case DECIMAL -> ArrowType.FLOAT64;
            case BOOLEAN -> ArrowType.BOOLEAN;
            case TIME -> ArrowType.TIME;
            case DURATION -> ArrowType.DURATION;
            case EVENTS -> ArrowType.INT64_LIST;
        };
    }

    void clear() {
        rows = 0;
        nulls = 0;
        length = 0;
        itemCount = 0;
        Arrays.fill(present, (byte) 0);
    }

    /** Bytes of text so far. */
    int textLength() {
        return length;
    }

    private void next(long word, boolean value) {
        if (rows == words.length) {
            words = Arrays.copyOf(words, 2 * rows);
            ends = Arrays.copyOf(ends, 2 * rows);
            present = Arrays.copyOf(present, 2 * present.length);
        }
        words[rows] = word;
        ends[rows] = type == ArrowType.INT64_LIST ? itemCount : length;
        if (value) {
            present[rows >> 3] |= (byte) (1 << (rows & 7));
        } else {
            nulls++;
        }
        rows++;
    }

    @Override
    public void absent(int row) {
        next(0, false);
    }

    @Override
    public void number(int row, long value) {
        next(value, true);
    }

    @Override
    public void decimal(int row, double value) {
        next(Double.doubleToRawLongBits(value), true);
    }

    @Override
    public void truth(int row, boolean value) {
        next(value ? 1 : 0, true);
    }

    @Override
    public void text(int row, String value) {
        byte[] encoded = wellFormed(value);
        if (encoded.length > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + encoded.length, (int)
                    Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
        next(0, true);
    }

    /** UTF-8, as Arrow demands; bytes of a capture that are none become U+FFFD. */
    private static byte[] wellFormed(String value) {
        if (value.chars().anyMatch(CaptureText::isInvalidByte)) {
            StringBuilder replaced = new StringBuilder(value.length());
            value.codePoints()
                    .map(point ->
                            point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? '\uFFFD' : point)
                    .forEach(replaced::appendCodePoint);
            return replaced.toString().getBytes(StandardCharsets.UTF_8);
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void events(int row, long[] numbers) {
        if (numbers.length > items.length - itemCount) {
            items = Arrays.copyOf(items, Math.max(2 * items.length, itemCount + numbers.length));
        }
        System.arraycopy(numbers, 0, items, itemCount, numbers.length);
        itemCount += numbers.length;
        next(0, true);
    }

    /** Adds what has been collected to the parts of a batch. */
    void addTo(List<Integer> lengths, List<Integer> nullCounts, List<ByteBuffer> buffers) {
        lengths.add(rows);
        nullCounts.add(nulls);
        buffers.add(nulls == 0 ? ByteBuffer.allocate(0) : ByteBuffer.wrap(present, 0, (rows + 7) >> 3));
        switch (type) {
            case TEXT, BYTES -> {
                buffers.add(offsets());
                buffers.add(ByteBuffer.wrap(bytes, 0, length));
            }
            case INT64_LIST -> {
                buffers.add(offsets());
                lengths.add(itemCount);
                nullCounts.add(0);
                buffers.add(ByteBuffer.allocate(0));
                buffers.add(longs(items, itemCount));
            }
            case BOOLEAN -> buffers.add(bits());
            case INT64, FLOAT64, TIME, DURATION -> buffers.add(longs(words, rows));
            case UINT16, INT32, SHARED_BYTES -> throw new AssertionError(type);
        }
    }

    private ByteBuffer offsets() {
        ByteBuffer offsets = ByteBuffer.allocate((rows + 1) * Integer.BYTES).order(ByteOrder.nativeOrder());
        offsets.putInt(0);
        offsets.asIntBuffer().put(ends, 0, rows);
        return offsets.rewind();
    }

    private ByteBuffer bits() {
        byte[] bits = new byte[(rows + 7) >> 3];
        for (int row = 0; row < rows; row++) {
            bits[row >> 3] |= (byte) (words[row] << (row & 7));
        }
        return ByteBuffer.wrap(bits);
    }

    private static ByteBuffer longs(long[] values, int count) {
        ByteBuffer buffer = ByteBuffer.allocate(count * Long.BYTES).order(ByteOrder.nativeOrder());
        buffer.asLongBuffer().put(values, 0, count);
        return buffer;
    }
}
