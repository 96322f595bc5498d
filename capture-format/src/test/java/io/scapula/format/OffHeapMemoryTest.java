package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OffHeapMemoryTest {
    @Test
    void whatGoesBeyondTheBudgetIsAFile(@TempDir Path directory) throws IOException {
        try (OffHeapMemory memory = new OffHeapMemory(100, directory)) {
            memory.allocate(60);
            ByteBuffer spilled = memory.allocate(60).putLong(8, 42);

            assertThat(memory.memoryBytes()).isEqualTo(60);
            assertThat(memory.fileBytes()).isEqualTo(60);
            assertThat(spilled.getLong(8)).isEqualTo(42);
            assertThat(spilled.getLong(0)).isZero();
        }
    }

    @Test
    void closingGivesEverythingBack(@TempDir Path directory) throws IOException {
        OffHeapMemory memory = new OffHeapMemory(100, directory);
        memory.allocate(60);
        memory.allocate(60);
        assertThat(memory.bufferCount()).isEqualTo(2);

        memory.close();

        assertThat(memory.bufferCount()).isZero();
        assertThat(memory.memoryBytes()).isZero();
        assertThat(directory).isEmptyDirectory();
    }
}
