package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.scapula.format.testing.BundledCaptures;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writing an event allocates nothing, be it copied, encoded or changed. */
class WriteAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP_EVENTS = 60_000;
    private static final long FEW_BYTES = 8_000;

    private enum Way {
        COPIED,
        ENCODED,
        CHANGED
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Way.class)
    void anEventAllocatesNothing(Way way) throws IOException {
        Path recording = Files.write(folder.resolve("crashloop.scap"), BundledCaptures.bytes("crashloop.scap.gz"));
        EventDraft draft = new EventDraft();
        try (CaptureReader reader = CaptureReader.open(recording, ReadOptions.DEFAULT.withMapping(Mapping.NIO));
                CaptureWriter writer = CaptureWriter.to(OutputStream.nullOutputStream(), WriteOptions.DEFAULT)) {
            EventCursor cursor = reader.events(block -> {
                if (block instanceof io.scapula.format.block.SectionHeader header) {
                    section(writer, header);
                }
            });
            long events = 0;
            while (events < WARM_UP_EVENTS && cursor.advance()) {
                write(way, writer, cursor, draft);
                events++;
            }
            long start = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            long measured = 0;
            while (cursor.advance()) {
                write(way, writer, cursor, draft);
                measured++;
            }
            long allocated =
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - start;

            assertThat(measured).isGreaterThan(50_000);
            assertThat(allocated).as("bytes for %d events", measured).isLessThan(FEW_BYTES);
        }
    }

    private static void section(CaptureWriter writer, io.scapula.format.block.SectionHeader header) {
        try {
            writer.section(header);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Way way, CaptureWriter writer, EventCursor cursor, EventDraft draft) throws IOException {
        switch (way) {
            case COPIED -> writer.event(cursor);
            case ENCODED -> writer.event(cursor, cursor.dumpFlags() ^ 1);
            case CHANGED -> {
                draft.copy(cursor);
                writer.event(draft);
            }
        }
    }
}
