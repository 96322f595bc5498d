package io.scapula.column;

import io.scapula.arrow.ArrowBatch;
import io.scapula.arrow.ArrowColumn;
import io.scapula.arrow.ArrowFile;
import io.scapula.arrow.ArrowTable;
import io.scapula.arrow.ArrowType;
import io.scapula.arrow.ArrowWriter;
import io.scapula.arrow.SharedValues;
import io.scapula.format.MappedFile;
import io.scapula.state.SavedColumn;
import io.scapula.state.SavedVersions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Versions of threads or descriptors as an Arrow file, a row each; a row that is not there has all zeros. */
final class VersionsFile<T> {
    private static final String PRESENT = "present";

    private final SavedVersions<T> versions;
    private final List<ArrowColumn> columns = new ArrayList<>();

    VersionsFile(SavedVersions<T> versions) {
        this.versions = versions;
        columns.add(new ArrowColumn(PRESENT, ArrowType.INT32));
        for (SavedColumn<T> column : versions.columns()) {
            boolean number = column instanceof SavedColumn.Numbers<T>;
            columns.add(new ArrowColumn(column.name(), number ? ArrowType.INT64 : ArrowType.SHARED_BYTES));
        }
    }

    void write(WritableByteChannel channel, List<? extends @Nullable T> rows) throws IOException {
        ArrowWriter writer = ArrowWriter.file(channel, columns);
        SharedValues values = new SharedValues();
        for (T row : rows) {
            if (row != null) {
                for (SavedColumn<T> column : versions.columns()) {
                    if (!(column instanceof SavedColumn.Numbers<T>)) {
                        values.entry(text(column, row));
                    }
                }
            }
        }
        values.entry(""); // what rows that are not there point at
        writer.dictionary(values.batch());
        List<ByteBuffer> buffers = columns.stream()
                .map(column -> ByteBuffer.allocateDirect(
                                EventColumns.CHUNK_ROWS * column.type().width())
                        .order(ByteOrder.nativeOrder()))
                .toList();
        for (int from = 0; from < rows.size(); from += EventColumns.CHUNK_ROWS) {
            List<? extends @Nullable T> chunk =
                    rows.subList(from, Math.min(rows.size(), from + EventColumns.CHUNK_ROWS));
            buffers.forEach(ByteBuffer::clear);
            for (T row : chunk) {
                put(row, values, buffers);
            }
            buffers.forEach(ByteBuffer::flip);
            writer.batch(ArrowBatch.ofValues(chunk.size(), buffers));
        }
        writer.end();
    }

    private void put(@Nullable T row, SharedValues values, List<ByteBuffer> buffers) throws IOException {
        buffers.get(0).putInt(row == null ? 0 : 1);
        for (int index = 0; index < versions.columns().size(); index++) {
            SavedColumn<T> column = versions.columns().get(index);
            ByteBuffer buffer = buffers.get(index + 1);
            if (column instanceof SavedColumn.Numbers<T> numbers) {
                buffer.putLong(row == null ? 0 : numbers.get().applyAsLong(row));
            } else {
                buffer.putInt(values.entry(row == null ? "" : text(column, row)));
            }
        }
    }

    private static <T> String text(SavedColumn<T> column, T row) {
        if (column instanceof SavedColumn.Texts<T> texts) {
            return texts.get().apply(row);
        }
        StringBuilder all = new StringBuilder();
        for (String one : ((SavedColumn.Lists<T>) column).get().apply(row)) {
            all.append(one).append('\0');
        }
        return all.toString();
    }

    /**
     * The versions of a file.
     *
     * @throws IOException if it is not such a file
     */
    Rows<T> read(MappedFile file) throws IOException {
        ArrowTable table = ArrowTable.of(ArrowFile.open(file, columns), columns);
        AtomicReferenceArray<@Nullable List<String>> lists = new AtomicReferenceArray<>(table.entries());
        return new RestoredRows<>(table.rows(), row -> table.int32(0, row) == 0 ? null : restore(table, lists, row));
    }

    private T restore(ArrowTable table, AtomicReferenceArray<@Nullable List<String>> lists, int row) {
        T version = versions.create().get();
        for (int index = 0; index < versions.columns().size(); index++) {
            SavedColumn<T> column = versions.columns().get(index);
            if (column instanceof SavedColumn.Numbers<T> numbers) {
                numbers.set().accept(version, table.int64(index + 1, row));
            } else if (column instanceof SavedColumn.Texts<T> texts) {
                texts.set().accept(version, table.text(index + 1, row));
            } else {
                int entry = table.int32(index + 1, row);
                List<String> known = lists.get(entry);
                if (known == null) {
                    known = list(table.entry(entry));
                    lists.set(entry, known);
                }
                ((SavedColumn.Lists<T>) column).set().accept(version, known);
            }
        }
        return version;
    }

    private static List<String> list(String text) {
        List<String> all = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\0'); end >= 0; end = text.indexOf('\0', start)) {
            all.add(text.substring(start, end));
            start = end + 1;
        }
        return List.copyOf(all);
    }
}
