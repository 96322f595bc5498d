package io.scapula.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.format.OffHeapMemory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventColumnsBuilderTest {
    private static final int HIDDEN_ROW = EventColumns.CHUNK_ROWS + 5;

    @TempDir
    private Path folder;

    @Test
    void keepsTheRowsOfOneChunk() throws IOException {
        assertKept(1);
        assertKept(RowBatch.ROWS);
        assertKept(EventColumns.CHUNK_ROWS);
    }

    @Test
    void keepsTheRowsOfSeveralChunks() throws IOException {
        assertKept(EventColumns.CHUNK_ROWS + 1);
        assertKept(4 * EventColumns.CHUNK_ROWS);
        assertKept(4 * EventColumns.CHUNK_ROWS + RowBatch.ROWS + 77);
    }

    @Test
    void isNothingWithoutRows() throws IOException {
        try (OffHeapMemory memory = memory(Long.MAX_VALUE);
                EventColumnsBuilder builder = new EventColumnsBuilder(memory)) {
            assertThat(builder.build().rows()).isZero();
        }
    }

    @Test
    void tellsThatThereIsNoRoom() throws IOException {
        try (OffHeapMemory memory = new OffHeapMemory(EventColumns.CHUNK_BYTES, folder.resolve("missing"));
                EventColumnsBuilder builder = new EventColumnsBuilder(memory)) {
            assertThatThrownBy(() -> add(builder, 8 * EventColumns.CHUNK_ROWS)).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(builder::build).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void canBeInterrupted() throws IOException {
        try (OffHeapMemory memory = memory(Long.MAX_VALUE);
                EventColumnsBuilder builder = new EventColumnsBuilder(memory)) {
            add(builder, EventColumns.CHUNK_ROWS);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> add(builder, EventColumns.CHUNK_ROWS)).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void isDoneWithTheMemoryOnceClosed() throws IOException {
        OffHeapMemory memory = memory(Long.MAX_VALUE);
        EventColumnsBuilder builder = new EventColumnsBuilder(memory);
        add(builder, 3 * EventColumns.CHUNK_ROWS);

        builder.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("scapula-columns");
        memory.close();
    }

    private OffHeapMemory memory(long budget) {
        return new OffHeapMemory(budget, folder);
    }

    private void assertKept(int rows) throws IOException {
        try (OffHeapMemory memory = memory(2L * EventColumns.CHUNK_BYTES);
                EventColumnsBuilder builder = new EventColumnsBuilder(memory)) {
            add(builder, rows);
            EventColumns columns = builder.build();

            assertThat(columns.rows()).isEqualTo(rows);
            for (int row = 0; row < rows; row++) {
                boolean same = columns.time(row) == 1_000_000_000_000L + row
                        && columns.position(row) == 3L * row
                        && columns.result(row) == -row
                        && columns.lineage(row) == row % 11
                        && columns.fd(row) == -1 - row
                        && columns.peer(row) == row - 1
                        && columns.kind(row) == row % 50_000
                        && columns.cpu(row) == row % 3
                        && columns.flags(row) == flags(row);
                assertThat(same).as("row %d", row).isTrue();
            }
            for (int chunk = 0; chunk < columns.chunkCount(); chunk++) {
                boolean hasHidden = rows > HIDDEN_ROW && chunk == HIDDEN_ROW / EventColumns.CHUNK_ROWS;
                assertThat(columns.isPlain(chunk)).isNotEqualTo(hasHidden);
            }
        }
    }

    private static void add(EventColumnsBuilder builder, int rows) throws IOException {
        for (int row = 0; row < rows; row++) {
            builder.add(
                    1_000_000_000_000L + row,
                    3L * row,
                    -row,
                    row % 11,
                    -1 - row,
                    row - 1,
                    row % 50_000,
                    row % 3,
                    flags(row));
        }
    }

    private static int flags(int row) {
        return row == HIDDEN_ROW ? EventColumns.RESULT : EventColumns.RESULT | EventColumns.SHOWN;
    }
}
