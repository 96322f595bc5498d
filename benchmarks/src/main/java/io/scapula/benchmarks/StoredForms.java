package io.scapula.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.scapula.format.CaptureCopy;
import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureWriter;
import io.scapula.format.EventCursor;
import io.scapula.format.EventStore;
import io.scapula.format.OffHeapMemory;
import io.scapula.format.OutputCompression;
import io.scapula.format.ReadLimits;
import io.scapula.format.ReadOptions;
import io.scapula.format.StoredEvent;
import io.scapula.format.WriteOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How small does each form of a capture become, how fast is it written and read, and how long does it take to fetch events
 * from anywhere in it? Prints a table of medians; a megabyte is a million bytes of the plain capture, and a second one of a
 * processor, whatever else runs on the machine: compilers and collectors of the JVM count, waiting does not.
 */
final class StoredForms {
    private static final int ROUNDS = 3;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int FETCHED = 1000;
    private static final WriteOptions PLAIN = WriteOptions.DEFAULT;
    /** What is repeated becomes smaller than anything honest does, and would be taken for a bomb. */
    private static final ReadOptions REPEATED =
            ReadOptions.DEFAULT.withLimits(ReadLimits.DEFAULT.withMaxExpansion(Integer.MAX_VALUE));

    private static final List<WriteOptions> FORMS = List.of(
            PLAIN,
            PLAIN.withCompression(OutputCompression.GZIP).withLevel(1),
            PLAIN.withCompression(OutputCompression.GZIP),
            PLAIN.withCompression(OutputCompression.ZSTD),
            PLAIN.withCompression(OutputCompression.SEEKABLE_ZSTD),
            PLAIN.withCompression(OutputCompression.SEEKABLE_ZSTD).withLevel(9));

    private final PrintStream out;
    private final Path folder;
    private final int rounds;

    private StoredForms(PrintStream out, Path folder, int rounds) {
        this.out = out;
        this.folder = folder;
        this.rounds = rounds;
    }

    /**
     * Runs it.
     *
     * @param arguments a capture, plain or gzip, which is repeated to 500 MB, the bundled one if there is none; and how many
     *     rounds, 3 by itself
     */
    @SuppressWarnings("SystemOut") // the result
    public static void main(String[] arguments) throws IOException {
        String capture = arguments.length == 0 ? LargeCapture.BUNDLED : arguments[0];
        Path folder = Files.createTempDirectory("scapula-forms");
        try (LargeCapture large = LargeCapture.of(capture)) {
            StoredForms forms =
                    new StoredForms(System.out, folder, arguments.length < 2 ? ROUNDS : Integer.parseInt(arguments[1]));
            if (arguments.length > 0) {
                forms.ratios(Path.of(capture));
            }
            forms.measure(large);
        } finally {
            Files.delete(folder);
        }
    }

    private void measure(LargeCapture large) throws IOException {
        out.printf(
                Locale.ROOT,
                "%d events, %.0f MB, JDK %s, %d processors%n%n",
                large.events(),
                large.bytes() / 1e6,
                System.getProperty("java.vm.version"),
                Runtime.getRuntime().availableProcessors());
        out.println("| form | MB | times smaller | written MB/s | read MB/s | " + FETCHED + " events fetched ms |");
        out.println("|---|---:|---:|---:|---:|---:|");
        for (WriteOptions form : FORMS) {
            Path file = folder.resolve("form.scap");
            double[] written = new double[rounds];
            double[] read = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                written[round] = seconds(() -> copy(large.plain(), form, file));
                read[round] = seconds(() -> requireEvents(file, large.events()));
            }
            out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.0f | %.0f | %s |%n",
                    name(form),
                    Files.size(file) / 1e6,
                    (double) large.bytes() / Files.size(file),
                    large.bytes() / 1e6 / SideBySide.median(written),
                    large.bytes() / 1e6 / SideBySide.median(read),
                    fetched(file, (int) large.events()));
            Files.delete(file);
        }
    }

    /** Without the repetition, which a compression with a large window finds. */
    private void ratios(Path capture) throws IOException {
        Path file = folder.resolve("form.scap");
        copy(capture, PLAIN, file);
        long bytes = Files.size(file);
        out.printf(
                Locale.ROOT, "| %s once, %.1f MB | times smaller |%n|---|---:|%n", capture.getFileName(), bytes / 1e6);
        for (WriteOptions form : FORMS) {
            copy(capture, form, file);
            out.printf(Locale.ROOT, "| %s | %.1f |%n", name(form), (double) bytes / Files.size(file));
        }
        Files.delete(file);
        out.println();
    }

    private static String name(WriteOptions form) {
        return form.compression() + (form.compression() == OutputCompression.NONE ? "" : " " + form.level());
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double seconds(Work work) throws IOException {
        long start = SYSTEM.getProcessCpuTime();
        work.run();
        return (SYSTEM.getProcessCpuTime() - start) / 1e9;
    }

    private static void copy(Path capture, WriteOptions form, Path target) throws IOException {
        try (CaptureReader reader = CaptureReader.open(capture);
                CaptureWriter writer = CaptureWriter.create(target, form)) {
            CaptureCopy.copy(reader, writer, (read, total) -> {});
            writer.commit();
        }
    }

    private static void requireEvents(Path file, long expected) throws IOException {
        try (CaptureReader reader = CaptureReader.open(file, REPEATED)) {
            EventCursor cursor = reader.events();
            long events = 0;
            while (cursor.advance()) {
                events++;
            }
            if (events != expected) {
                throw new IllegalStateException(events + " events where " + expected + " were written");
            }
        }
    }

    /** Milliseconds, or that the form is no store. */
    private String fetched(Path file, int events) throws IOException {
        long[] positions = new long[events];
        OffHeapMemory memory = new OffHeapMemory(0, folder);
        try (CaptureReader reader = CaptureReader.open(file);
                EventStore store = EventStore.ofCapture(file, reader.compression(), memory, ReadLimits.DEFAULT)) {
            if (store == null) {
                return "has to be kept in another form";
            }
            EventCursor cursor = reader.events();
            for (int row = 0; cursor.advance(); row++) {
                positions[row] = store.keep(cursor);
            }
            double[] seconds = new double[rounds];
            Random random = new Random(1);
            for (int round = 0; round < rounds; round++) {
                int[] rows = random.ints(FETCHED, 0, events).toArray();
                seconds[round] = seconds(() -> fetch(store, positions, rows));
            }
            return String.format(Locale.ROOT, "%.1f", 1e3 * SideBySide.median(seconds));
        } finally {
            memory.close();
        }
    }

    private static void fetch(EventStore store, long[] positions, int[] rows) {
        StoredEvent event = new StoredEvent(store, new Positions(positions));
        long sum = 0;
        for (int row : rows) {
            event.moveTo(row);
            sum += event.tid() + event.parameterCount();
        }
        if (sum == 0) {
            throw new IllegalStateException("nothing was fetched of " + Arrays.toString(rows));
        }
    }

    private record Positions(long[] positions) implements StoredEvent.Headers {
        @Override
        public long number(int row) {
            return row + 1L;
        }

        @Override
        public long timestampNanos(int row) {
            return 0;
        }

        @Override
        public int cpu(int row) {
            return 0;
        }

        @Override
        public int typeCode(int row) {
            return 0;
        }

        @Override
        public long position(int row) {
            return positions[row];
        }

        @Override
        public boolean isBigEndian(int row) {
            return false;
        }
    }
}
