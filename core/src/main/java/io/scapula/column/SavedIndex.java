package io.scapula.column;

import io.scapula.arrow.ArrowBatch;
import io.scapula.arrow.ArrowColumn;
import io.scapula.arrow.ArrowFile;
import io.scapula.arrow.ArrowTable;
import io.scapula.arrow.ArrowType;
import io.scapula.arrow.ArrowWriter;
import io.scapula.arrow.SharedValues;
import io.scapula.format.EventStore;
import io.scapula.format.FileFingerprint;
import io.scapula.format.MappedFile;
import io.scapula.format.OffHeapMemory;
import io.scapula.format.ReadLimits;
import io.scapula.state.ContainerVersion;
import io.scapula.state.Environment;
import io.scapula.state.FdVersion;
import io.scapula.state.Lineage;
import io.scapula.state.SavedVersions;
import io.scapula.state.SharedStateJson;
import io.scapula.state.ThreadVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An index in a folder of its own: Arrow files that every Arrow implementation reads, the events of a compressed capture,
 * and a {@linkplain IndexManifest manifest} that binds them to the capture. Opening maps the files; versions of threads
 * and descriptors are restored when they are asked for.
 *
 * <p>The folder appears as a whole or not at all. Whatever is missing, damaged, of another program or of another capture
 * makes it useless as a whole: it is made again, never believed.
 */
public final class SavedIndex {
    private static final String MANIFEST = "manifest";
    private static final String EVENTS = "events.arrow";
    private static final String KINDS = "kinds.arrow";
    private static final String LINEAGES = "lineages.arrow";
    private static final String THREADS = "threads.arrow";
    private static final String FDS = "fds.arrow";
    private static final String CONTAINERS = "containers.arrow";
    private static final String ENVIRONMENTS = "environments.arrow";
    private static final String ROWS = "rows.arrow";
    private static final String PAYLOAD = "payload.zst";
    private static final int NONE = -1;

    private static final List<ArrowColumn> KIND_COLUMNS =
            List.of(new ArrowColumn("code", ArrowType.INT32), new ArrowColumn("name", ArrowType.SHARED_BYTES));
    private static final List<ArrowColumn> LINEAGE_COLUMNS = Stream.of(
                    "thread",
                    "leader",
                    "parent",
                    "session_leader",
                    "group_leader",
                    "host_group_leader",
                    "container",
                    "environment")
            .map(name -> new ArrowColumn(name, ArrowType.INT32))
            .toList();
    private static final List<ArrowColumn> CONTAINER_COLUMNS = List.of(
            new ArrowColumn("id", ArrowType.SHARED_BYTES),
            new ArrowColumn("name", ArrowType.SHARED_BYTES),
            new ArrowColumn("image", ArrowType.SHARED_BYTES),
            new ArrowColumn("description", ArrowType.SHARED_BYTES));
    private static final List<ArrowColumn> ENVIRONMENT_COLUMNS = List.of(
            new ArrowColumn("users", ArrowType.SHARED_BYTES),
            new ArrowColumn("containers", ArrowType.SHARED_BYTES),
            new ArrowColumn("interfaces", ArrowType.SHARED_BYTES),
            new ArrowColumn("hostname", ArrowType.SHARED_BYTES),
            new ArrowColumn("current_recorder", ArrowType.INT32),
            new ArrowColumn("enter_events", ArrowType.INT32));
    private static final List<ArrowColumn> ROW_COLUMNS = List.of(
            new ArrowColumn("row", ArrowType.INT32),
            new ArrowColumn("unknown", ArrowType.INT32),
            new ArrowColumn("container", ArrowType.INT32),
            new ArrowColumn("environment", ArrowType.INT32));

    private SavedIndex() {}

    /** Writes a file. */
    @FunctionalInterface
    private interface Content {
        void write(WritableByteChannel channel) throws IOException;
    }

    /**
     * Saves an index; one that was there before is replaced.
     *
     * @param folder  where to; the folder that it is in must exist
     * @param capture what it is the index of
     * @param program version of the program, and limits: only the same may use it
     */
    public static void write(CaptureIndex index, Path folder, FileFingerprint capture, String program)
            throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        Path unfinished = Files.createTempDirectory(parent, folder.getFileName() + ".tmp");
        try {
            new Writer(index, unfinished).write(capture, program);
            if (Files.exists(folder)) {
                requireIndex(folder);
                delete(folder);
            }
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(unfinished);
        }
    }

    /** Keeps what is no index from being replaced by one. */
    private static void requireIndex(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || !Files.exists(folder.resolve(MANIFEST))) {
            throw new IOException(folder + " exists and is no saved index; choose another place");
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /** Whether there is anything that looks like a saved index. */
    public static boolean exists(Path folder) {
        return Files.exists(folder.resolve(MANIFEST));
    }

    /**
     * Opens a saved index.
     *
     * @param capture the capture that it is to be of; read as a whole only if its time of change differs
     * @param memory  taken over by the index
     * @throws IOException if it cannot be used, with the reason
     */
    public static CaptureIndex open(Path folder, Path capture, String program, OffHeapMemory memory, ReadLimits limits)
            throws IOException {
        IndexManifest manifest = IndexManifest.read(folder.resolve(MANIFEST));
        if (!manifest.program().equals(program)) {
            throw new IOException(folder + " was made by " + manifest.program());
        }
        if (!manifest.capture().isUnchanged(capture) && !manifest.capture().isSame(capture)) {
            throw new IOException(folder + " is the index of another capture than " + capture + " is now");
        }
        Reader reader = new Reader(folder, manifest);
        try {
            return reader.open(capture, memory, limits);
        } catch (IOException | RuntimeException | Error e) {
            reader.close();
            memory.close();
            if (e instanceof IllegalArgumentException || e instanceof IndexOutOfBoundsException) {
                throw new IOException(folder + " makes no sense: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    /** Writes the files of one index. */
    private static final class Writer {
        private final CaptureIndex index;
        private final Path folder;
        private final Map<String, String> files = new LinkedHashMap<>();
        private final SharedStateJson json = new SharedStateJson();

        private final List<@Nullable Lineage> lineages = new ArrayList<>();
        private final Numbering<ThreadVersion> threads = new Numbering<>();
        private final Numbering<ContainerVersion> containers = new Numbering<>();
        private final Numbering<Environment> environments = new Numbering<>();

        Writer(CaptureIndex index, Path folder) {
            this.index = index;
            this.folder = folder;
        }

        void write(FileFingerprint capture, String program) throws IOException {
            for (int row = 0; row < index.lineageCount(); row++) {
                collect(index.findLineage(row));
            }
            file(EVENTS, index.columns()::write);
            file(KINDS, this::writeKinds);
            file(LINEAGES, this::writeLineages);
            file(ROWS, this::writeRows);
            file(ENVIRONMENTS, this::writeEnvironments);
            file(CONTAINERS, this::writeContainers);
            file(THREADS, channel -> new VersionsFile<>(SavedVersions.THREADS).write(channel, threads.all()));
            List<@Nullable FdVersion> fds = new ArrayList<>();
            for (int row = 0; row < index.fdCount(); row++) {
                fds.add(index.findFd(row));
            }
            file(FDS, channel -> new VersionsFile<>(SavedVersions.FDS).write(channel, fds));
            if (!index.store().isCaptureItself()) {
                file(PAYLOAD, index.store()::save);
            }
            new IndexManifest(
                            program,
                            capture,
                            index.rows(),
                            index.startRow(),
                            index.startNanos(),
                            index.sameMannerFrom(),
                            index.columns().mixedChunks(),
                            index.warnings(),
                            index.limitReached(),
                            files)
                    .write(folder.resolve(MANIFEST));
        }

        private void file(String name, Content content) throws IOException {
            try (ChecksummedFile file = ChecksummedFile.create(folder.resolve(name))) {
                content.write(file);
                files.put(name, file.state());
            }
        }

        /** A lineage and those that it refers to; unreached rows stay empty. */
        private void collect(@Nullable Lineage lineage) {
            for (Lineage next = lineage; next != null && !isKnown(next); next = next.parent()) {
                while (lineages.size() <= next.row()) {
                    lineages.add(null);
                }
                lineages.set(next.row(), next);
                collect(next.leaderLineage());
            }
        }

        private boolean isKnown(Lineage lineage) {
            return lineage.row() < lineages.size() && lineages.get(lineage.row()) != null;
        }

        private void writeLineages(WritableByteChannel channel) throws IOException {
            int[][] columns = new int[LINEAGE_COLUMNS.size()][lineages.size()];
            for (int[] column : columns) {
                Arrays.fill(column, NONE);
            }
            for (int row = 0; row < lineages.size(); row++) {
                Lineage lineage = lineages.get(row);
                if (lineage != null) {
                    Lineage leader = lineage.leaderLineage();
                    Lineage parent = lineage.parent();
                    columns[0][row] = threads.of(lineage.thread());
                    columns[1][row] = leader == null ? NONE : leader.row();
                    columns[2][row] = parent == null ? NONE : parent.row();
                    columns[3][row] = threads.of(lineage.sessionLeader());
                    columns[4][row] = threads.of(lineage.groupLeader());
                    columns[5][row] = threads.of(lineage.hostGroupLeader());
                    columns[6][row] = containers.of(lineage.container());
                    columns[7][row] = environments.of(lineage.environment());
                }
            }
            write(channel, LINEAGE_COLUMNS, null, columns);
        }

        private void writeRows(WritableByteChannel channel) throws IOException {
            TreeSet<Integer> rows = new TreeSet<>(index.describedRows().keySet());
            rows.addAll(index.environments().keySet());
            IntStream.of(index.unknownRows()).forEach(rows::add);
            int[][] columns = new int[ROW_COLUMNS.size()][rows.size()];
            int at = 0;
            for (int row : rows) {
                columns[0][at] = row;
                columns[1][at] = Arrays.binarySearch(index.unknownRows(), row) >= 0 ? 1 : 0;
                Supplier<@Nullable ContainerVersion> container =
                        index.describedRows().get(row);
                columns[2][at] = container == null ? NONE : containers.of(container.get());
                Supplier<@Nullable Environment> environment =
                        index.environments().get(row);
                columns[3][at] = environment == null ? NONE : environments.of(environment.get());
                at++;
            }
            write(channel, ROW_COLUMNS, null, columns);
        }

        private void writeKinds(WritableByteChannel channel) throws IOException {
            int count = index.kindCount();
            int[][] columns = new int[KIND_COLUMNS.size()][count];
            SharedValues names = new SharedValues();
            for (int kind = 0; kind < count; kind++) {
                columns[0][kind] = index.kind(kind).code();
                columns[1][kind] = names.entry(index.kind(kind).name());
            }
            write(channel, KIND_COLUMNS, names, columns);
        }

        private void writeEnvironments(WritableByteChannel channel) throws IOException {
            int[][] columns =
                    new int[ENVIRONMENT_COLUMNS.size()][environments.all().size()];
            SharedValues texts = new SharedValues();
            for (int row = 0; row < environments.all().size(); row++) {
                Environment environment = environments.all().get(row);
                StringBuilder known = new StringBuilder();
                for (ContainerVersion container : environment.containers()) {
                    known.append(containers.of(container)).append(' ');
                }
                columns[0][row] = texts.entry(json.users(environment));
                columns[1][row] = texts.entry(known.toString());
                columns[2][row] = texts.entry(json.interfaces(environment));
                columns[3][row] = texts.entry(environment.hostname());
                columns[4][row] = environment.isFromCurrentRecorder() ? 1 : 0;
                columns[5][row] = environment.hasEnterEvents() ? 1 : 0;
            }
            write(channel, ENVIRONMENT_COLUMNS, texts, columns);
        }

        private void writeContainers(WritableByteChannel channel) throws IOException {
            int[][] columns = new int[CONTAINER_COLUMNS.size()][containers.all().size()];
            SharedValues texts = new SharedValues();
            for (int row = 0; row < containers.all().size(); row++) {
                ContainerVersion container = containers.all().get(row);
                columns[0][row] = texts.entry(container.id());
                columns[1][row] = texts.entry(container.name());
                columns[2][row] = texts.entry(container.image());
                columns[3][row] = texts.entry(json.write(container));
            }
            write(channel, CONTAINER_COLUMNS, texts, columns);
        }

        private static void write(
                WritableByteChannel channel, List<ArrowColumn> columns, @Nullable SharedValues texts, int[][] values)
                throws IOException {
            ArrowWriter writer = ArrowWriter.file(channel, columns);
            if (texts != null) {
                writer.dictionary(ArrowType.SHARED_BYTES, texts.batch());
            }
            List<ByteBuffer> buffers = new ArrayList<>();
            for (int[] column : values) {
                ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(column.length, Integer.BYTES))
                        .order(ByteOrder.nativeOrder());
                buffer.asIntBuffer().put(column);
                buffers.add(buffer);
            }
            writer.batch(ArrowBatch.ofValues(values[0].length, buffers));
            writer.end();
        }
    }

    /** Maps the files of one index, and restores what is asked for. */
    private static final class Reader implements IndexFiles {
        private final Path folder;
        private final IndexManifest manifest;
        private final List<MappedFile> mapped = new ArrayList<>();
        /** Too long to be compared while opening. */
        private final List<MappedFile> unchecked = new ArrayList<>();

        private final SharedStateJson json = new SharedStateJson();

        Reader(Path folder, IndexManifest manifest) {
            this.folder = folder;
            this.manifest = manifest;
        }

        CaptureIndex open(Path capture, OffHeapMemory memory, ReadLimits limits) throws IOException {
            EventColumns columns = EventColumns.read(uncheckedFile(EVENTS), manifest.rows(), manifest.mixedChunks());
            ArrowTable kindTable = table(KINDS, KIND_COLUMNS);
            Kinds kinds = new Kinds();
            for (int row = 0; row < kindTable.rows(); row++) {
                kinds.of(kindTable.int32(0, row), kindTable.text(1, row), false);
            }
            ArrowTable containerTable = table(CONTAINERS, CONTAINER_COLUMNS);
            Rows<ContainerVersion> containers =
                    new RestoredRows<>(containerTable.rows(), row -> json.container(containerTable.text(3, row)));
            Rows<Environment> environments = environments(containers);
            Rows<Lineage> lineages = lineages(containers, environments);
            Rows<FdVersion> fds = new VersionsFile<>(SavedVersions.FDS).read(file(FDS));
            EventStore store = manifest.file(PAYLOAD) == null
                    ? EventStore.ofFile(capture, memory, limits)
                    : EventStore.ofSaved(uncheckedFile(PAYLOAD), memory);
            ArrowTable rowTable = table(ROWS, ROW_COLUMNS);
            Map<Integer, Supplier<@Nullable ContainerVersion>> described = new HashMap<>();
            TreeMap<Integer, Supplier<@Nullable Environment>> environmentsByRow = new TreeMap<>();
            int[] unknown = new int[rowTable.rows()];
            int unknownRows = 0;
            for (int at = 0; at < rowTable.rows(); at++) {
                int row = rowTable.int32(0, at);
                if (rowTable.int32(1, at) != 0) {
                    unknown[unknownRows++] = row;
                }
                int container = rowTable.int32(2, at);
                if (container >= 0) {
                    described.put(row, () -> containers.get(container));
                }
                int environment = rowTable.int32(3, at);
                if (environment >= 0) {
                    environmentsByRow.put(row, () -> environments.get(environment));
                }
            }
            return new CaptureIndex(
                    memory,
                    store,
                    columns,
                    kinds,
                    lineages,
                    fds,
                    described,
                    environmentsByRow,
                    Arrays.copyOf(unknown, unknownRows),
                    manifest.startRow(),
                    manifest.startNanos(),
                    manifest.sameMannerFrom(),
                    manifest.warnings(),
                    manifest.limitReached(),
                    this);
        }

        private MappedFile file(String name) throws IOException {
            MappedFile file = map(name);
            check(file);
            return file;
        }

        private MappedFile uncheckedFile(String name) throws IOException {
            MappedFile file = map(name);
            unchecked.add(file);
            return file;
        }

        private MappedFile map(String name) throws IOException {
            if (manifest.file(name) == null) {
                throw new IOException(folder + " has no " + name);
            }
            MappedFile file = MappedFile.open(folder.resolve(name));
            mapped.add(file);
            return file;
        }

        private void check(MappedFile file) throws IOException {
            String state = manifest.file(String.valueOf(file.path().getFileName()));
            if (state == null || !ChecksummedFile.isIntact(file, state)) {
                throw new IOException(file.path() + " is damaged");
            }
        }

        @Override
        public void check() throws IOException {
            for (MappedFile file : unchecked) {
                check(file);
            }
            unchecked.clear();
        }

        private ArrowTable table(String name, List<ArrowColumn> columns) throws IOException {
            return ArrowTable.of(ArrowFile.open(file(name), columns), columns);
        }

        private static <T> @Nullable T at(Rows<T> rows, int row) {
            return row < 0 ? null : rows.get(row);
        }

        private Rows<Environment> environments(Rows<ContainerVersion> containers) throws IOException {
            ArrowTable table = table(ENVIRONMENTS, ENVIRONMENT_COLUMNS);
            return new RestoredRows<>(table.rows(), row -> {
                List<ContainerVersion> known = new ArrayList<>();
                for (String number : table.text(1, row).split(" ", -1)) {
                    ContainerVersion container = number.isEmpty() ? null : containers.get(Integer.parseInt(number));
                    if (container != null) {
                        known.add(container);
                    }
                }
                return json.environment(
                        table.text(0, row),
                        known,
                        table.text(2, row),
                        table.text(3, row),
                        table.int32(4, row) != 0,
                        table.int32(5, row) != 0);
            });
        }

        private Rows<Lineage> lineages(Rows<ContainerVersion> containers, Rows<Environment> environments)
                throws IOException {
            ArrowTable table = table(LINEAGES, LINEAGE_COLUMNS);
            Rows<ThreadVersion> threads = new VersionsFile<>(SavedVersions.THREADS).read(file(THREADS));
            return new LineageRows(table, threads, containers, environments).rows();
        }

        @Override
        public void close() throws IOException {
            IOException failure = null;
            for (MappedFile file : mapped) {
                try {
                    file.close();
                } catch (IOException e) {
                    failure = e;
                }
            }
            mapped.clear();
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** Lineages refer to earlier ones only. */
    private static final class LineageRows {
        private final ArrowTable table;
        private final Rows<ThreadVersion> threads;
        private final Rows<ContainerVersion> containers;
        private final Rows<Environment> environments;
        private final Rows<Lineage> rows;

        LineageRows(
                ArrowTable table,
                Rows<ThreadVersion> threads,
                Rows<ContainerVersion> containers,
                Rows<Environment> environments) {
            this.table = table;
            this.threads = threads;
            this.containers = containers;
            this.environments = environments;
            this.rows = new RestoredRows<>(table.rows(), this::restore);
        }

        Rows<Lineage> rows() {
            return rows;
        }

        private @Nullable Lineage restore(int row) {
            ThreadVersion thread = thread(0, row);
            Environment environment = Reader.at(environments, table.int32(7, row));
            if (thread == null || environment == null) {
                return null;
            }
            return new Lineage(
                    row,
                    thread,
                    earlier(1, row),
                    earlier(2, row),
                    thread(3, row),
                    thread(4, row),
                    thread(5, row),
                    Reader.at(containers, table.int32(6, row)),
                    environment);
        }

        private @Nullable ThreadVersion thread(int column, int row) {
            return Reader.at(threads, table.int32(column, row));
        }

        private @Nullable Lineage earlier(int column, int row) {
            int other = table.int32(column, row);
            if (other >= row) {
                throw new IllegalStateException("lineage " + row + " refers to a later one, " + other);
            }
            return Reader.at(rows, other);
        }
    }
}
