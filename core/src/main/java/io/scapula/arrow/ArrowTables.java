package io.scapula.arrow;

import io.scapula.relation.Relation;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes tables as Arrow: texts are UTF-8 (bytes that are no text become U+FFFD), integers 64-bit numbers, times
 * nanoseconds since the epoch in UTC, durations nanoseconds, evidence lists of 64-bit numbers. Absent cells are null.
 */
public final class ArrowTables {
    private ArrowTables() {}

    /** Writes a whole Arrow IPC file, which tools call {@code .arrow} or Feather version 2. */
    public static void writeFile(Relation relation, WritableByteChannel channel) throws IOException {
        write(relation, ArrowWriter.file(channel, columns(relation)));
    }

    /** Writes a whole Arrow IPC stream, which can be read while it is written. */
    public static void writeStream(Relation relation, WritableByteChannel channel) throws IOException {
        write(relation, ArrowWriter.stream(channel, columns(relation)));
    }

    static List<ArrowColumn> columns(Relation relation) {
        return relation.columns().stream()
                .map(column -> new ArrowColumn(column.name(), ArrowColumnBuilder.typeOf(column.type())))
                .toList();
    }

    private static void write(Relation relation, ArrowWriter writer) throws IOException {
        List<ArrowColumn> columns = columns(relation);
        int[] all = IntStream.range(0, columns.size()).toArray();
        try (ArrowBatchReader rows = new ArrowBatchReader(relation.reader(all), relation.pieces(), columns)) {
            for (ArrowBatch batch = rows.next(); batch != null; batch = rows.next()) {
                writer.batch(batch);
            }
        }
        writer.end();
    }
}
