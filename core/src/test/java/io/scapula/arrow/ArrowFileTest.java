package io.scapula.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.format.MappedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are mapped: what was written, and what is told of one that is damaged. */
class ArrowFileTest {
    private static final List<ArrowColumn> COLUMNS =
            List.of(new ArrowColumn("number", ArrowType.INT64), new ArrowColumn("text", ArrowType.SHARED_BYTES));
    private static final int ROWS = 1000;
    private static final int FLIPS = 3000;

    @TempDir
    Path directory;

    private Path write() throws IOException {
        Path path = directory.resolve("made.arrow");
        SharedValues values = new SharedValues();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer numbers = ByteBuffer.allocate(ROWS * Long.BYTES).order(ByteOrder.nativeOrder());
            ByteBuffer texts = ByteBuffer.allocate(ROWS * Integer.BYTES).order(ByteOrder.nativeOrder());
            for (int row = 0; row < ROWS; row++) {
                numbers.putLong(-row);
                texts.putInt(values.entry(text(row)));
            }
            ArrowWriter writer = ArrowWriter.file(channel, COLUMNS);
            writer.dictionary(values.batch());
            writer.batch(ArrowBatch.ofValues(ROWS, List.of(numbers.flip(), texts.flip())));
            writer.end();
        }
        return path;
    }

    private static String text(int row) {
        return row % 3 == 0 ? "" : "\uDC80 text \u00e9 " + row % 10;
    }

    @Test
    void givesBackWhatWasWritten() throws IOException {
        try (MappedFile file = MappedFile.open(write())) {
            ArrowTable table = ArrowTable.of(ArrowFile.open(file, COLUMNS), COLUMNS);

            assertThat(table.rows()).isEqualTo(ROWS);
            for (int row = 0; row < ROWS; row++) {
                assertThat(table.int64(0, row)).isEqualTo(-row);
                assertThat(table.text(1, row)).isEqualTo(text(row));
            }
            assertThat(table.text(1, 1)).isSameAs(table.text(1, 11));
        }
    }

    @Test
    void tellsOfOtherColumns() throws IOException {
        try (MappedFile file = MappedFile.open(write())) {
            assertThatThrownBy(() -> ArrowFile.open(file, COLUMNS.subList(0, 1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("other columns");
        }
    }

    @Test
    void tellsOfEveryCut() throws IOException {
        byte[] whole = Files.readAllBytes(write());
        for (int length = 1; length < whole.length; length += 7) {
            Path cut = Files.write(directory.resolve("cut.arrow"), Arrays.copyOf(whole, length));
            try (MappedFile file = MappedFile.open(cut)) {
                assertThatThrownBy(() -> ArrowTable.of(ArrowFile.open(file, COLUMNS), COLUMNS))
                        .as("cut after %d bytes", length)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    /** Checksums are for others to compare: here a damaged file may hold other values, but nothing else may fail. */
    @Test
    void failsInNoOtherWayThanItSays() throws IOException {
        byte[] whole = Files.readAllBytes(write());
        Random random = new Random(20261124);
        int opened = 0;
        for (int flip = 0; flip < FLIPS; flip++) {
            byte[] damaged = whole.clone();
            // Most of a file is values; what describes them is at both ends.
            int place = random.nextBoolean() ? random.nextInt(1024) : whole.length - 1 - random.nextInt(1024);
            damaged[place] ^= (byte) (1 << random.nextInt(8));
            Path path = Files.write(directory.resolve("damaged.arrow"), damaged);
            try (MappedFile file = MappedFile.open(path)) {
                ArrowTable table = ArrowTable.of(ArrowFile.open(file, COLUMNS), COLUMNS);
                opened++;
                for (int row = 0; row < table.rows(); row += 97) {
                    table.int64(0, row);
                    table.text(1, row);
                }
            } catch (IOException | IndexOutOfBoundsException | ArithmeticException e) {
                assertThat(e).hasMessageNotContaining("\u0000");
            }
        }
        assertThat(opened).isBetween(FLIPS / 10, FLIPS - 1);
    }
}
