package io.scapula.arrow;

import io.scapula.relation.Relation;
import io.scapula.relation.RelationReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes tables as Arrow: texts are UTF-8 (bytes that are no text become U+FFFD), integers and durations 64-bit numbers,
 * times nanoseconds since the epoch in UTC, evidence lists of 64-bit numbers. Absent cells are null.
 */
public final class ArrowTables {
    private static final int BATCH_ROWS = 1 << 16;
    /** Well below what 32-bit offsets reach: a batch ends with the step that exceeds it. */
    private static final int BATCH_TEXT_BYTES = 1 << 28;

    private static final int STEP_ROWS = 1 << 11;

    private final ArrowWriter writer;
    private final List<ArrowColumnBuilder> builders = new ArrayList<>();

    private ArrowTables(ArrowWriter writer, List<ArrowColumn> columns) {
        this.writer = writer;
        columns.forEach(column -> builders.add(new ArrowColumnBuilder(column.type())));
    }

    /** Writes a whole Arrow IPC file, which tools call {@code .arrow} or Feather version 2. */
    public static void writeFile(Relation relation, WritableByteChannel channel) throws IOException {
        List<ArrowColumn> columns = columns(relation);
        new ArrowTables(ArrowWriter.file(channel, columns), columns).write(relation);
    }

    /** Writes a whole Arrow IPC stream, which can be read while it is written. */
    public static void writeStream(Relation relation, WritableByteChannel channel) throws IOException {
        List<ArrowColumn> columns = columns(relation);
        new ArrowTables(ArrowWriter.stream(channel, columns), columns).write(relation);
    }

    private static List<ArrowColumn> columns(Relation relation) {
        return relation.columns().stream()
                .map(column -> new ArrowColumn(column.name(), ArrowColumnBuilder.typeOf(column.type())))
                .toList();
    }

    private void write(Relation relation) throws IOException {
        int[] all = IntStream.range(0, builders.size()).toArray();
        int rows = 0;
        try (RelationReader reader = relation.reader(all)) {
            for (int piece = 0; piece < relation.pieces(); piece++) {
                reader.open(piece);
                for (int read = reader.next(builders, STEP_ROWS); read > 0; read = reader.next(builders, STEP_ROWS)) {
                    rows += read;
                    if (rows + STEP_ROWS > BATCH_ROWS || textLength() > BATCH_TEXT_BYTES) {
                        batch(rows);
                        rows = 0;
                    }
                }
            }
        }
        if (rows > 0) {
            batch(rows);
        }
        writer.end();
    }

    private int textLength() {
        return builders.stream().mapToInt(ArrowColumnBuilder::textLength).max().orElse(0);
    }

    private void batch(int rows) throws IOException {
        List<Integer> lengths = new ArrayList<>();
        List<Integer> nullCounts = new ArrayList<>();
        List<ByteBuffer> buffers = new ArrayList<>();
        builders.forEach(builder -> builder.addTo(lengths, nullCounts, buffers));
        writer.batch(new ArrowBatch(rows, lengths, nullCounts, buffers));
        builders.forEach(ArrowColumnBuilder::clear);
    }
}
