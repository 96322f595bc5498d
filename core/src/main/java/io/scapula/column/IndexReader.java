package io.scapula.column;

import io.scapula.arrow.ArrowColumn;
import io.scapula.arrow.ArrowFile;
import io.scapula.arrow.ArrowTable;
import io.scapula.format.EventStore;
import io.scapula.format.MappedFile;
import io.scapula.format.OffHeapMemory;
import io.scapula.format.ReadLimits;
import io.scapula.history.CaptureHistory;
import io.scapula.history.SavedHistory;
import io.scapula.history.SavedRow;
import io.scapula.state.ContainerVersion;
import io.scapula.state.Environment;
import io.scapula.state.FdVersion;
import io.scapula.state.Lineage;
import io.scapula.state.SavedVersions;
import io.scapula.state.SharedStateJson;
import io.scapula.state.ThreadVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Maps the files of one index, and restores what is asked for. */
final class IndexReader implements IndexFiles {
    private final Path folder;
    private final IndexManifest manifest;
    private final List<MappedFile> mapped = new ArrayList<>();
    /** Too long to be compared while opening. */
    private final List<MappedFile> unchecked = new ArrayList<>();

    private final SharedStateJson json = new SharedStateJson();

    IndexReader(Path folder, IndexManifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    CaptureIndex open(Path capture, OffHeapMemory memory, ReadLimits limits) throws IOException {
        EventColumns columns =
                EventColumns.read(uncheckedFile(IndexLayout.EVENTS), manifest.rows(), manifest.mixedChunks());
        ArrowTable kindTable = table(IndexLayout.KINDS, IndexLayout.KIND_COLUMNS);
        Kinds kinds = new Kinds();
        for (int row = 0; row < kindTable.rows(); row++) {
            kinds.add(kindTable.int32(0, row), kindTable.text(1, row));
        }
        ArrowTable containerTable = table(IndexLayout.CONTAINERS, IndexLayout.CONTAINER_COLUMNS);
        Rows<ContainerVersion> containers =
                new RestoredRows<>(containerTable.rows(), row -> json.container(containerTable.text(3, row)));
        Rows<Environment> environments = environments(containers);
        Rows<ThreadVersion> threads = new VersionsFile<>(SavedVersions.THREADS).read(file(IndexLayout.THREADS));
        Rows<Lineage> lineages = new LineageRows(
                        table(IndexLayout.LINEAGES, IndexLayout.LINEAGE_COLUMNS), threads, containers, environments)
                .rows();
        Rows<FdVersion> fds = new VersionsFile<>(SavedVersions.FDS).read(file(IndexLayout.FDS));
        EventStore store = manifest.file(IndexLayout.PAYLOAD) == null
                ? EventStore.ofIndexedCapture(capture, memory, limits)
                : EventStore.ofSaved(uncheckedFile(IndexLayout.PAYLOAD), memory);
        ArrowTable rowTable = table(IndexLayout.ROWS, IndexLayout.ROW_COLUMNS);
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
                this,
                history(threads, containers));
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

    static <T> @Nullable T at(Rows<T> rows, int row) {
        return row < 0 ? null : rows.get(row);
    }

    private Rows<Environment> environments(Rows<ContainerVersion> containers) throws IOException {
        ArrowTable table = table(IndexLayout.ENVIRONMENTS, IndexLayout.ENVIRONMENT_COLUMNS);
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

    /** Restored when it is asked for, while the files are mapped. */
    private Supplier<CaptureHistory> history(Rows<ThreadVersion> threads, Rows<ContainerVersion> containers)
            throws IOException {
        Rows<FdVersion> streams = new VersionsFile<>(SavedVersions.FDS).read(file(IndexLayout.STREAMS));
        Map<SavedHistory.Table, Rows<SavedRow>> tables = new LinkedHashMap<>();
        for (SavedHistory.Table table : SavedHistory.Table.values()) {
            tables.put(table, new VersionsFile<>(table.layout()).read(file(IndexLayout.file(table))));
        }
        SavedHistory.Versions versions = new SavedHistory.Versions() {
            @Override
            public @Nullable ThreadVersion thread(int number) {
                return at(threads, number);
            }

            @Override
            public @Nullable FdVersion fd(int number) {
                return at(streams, number);
            }

            @Override
            public @Nullable ContainerVersion container(int number) {
                return at(containers, number);
            }
        };
        return () -> {
            Map<SavedHistory.Table, List<SavedRow>> rows = new LinkedHashMap<>();
            tables.forEach((table, of) -> rows.put(table, all(of)));
            try {
                return new SavedHistory(rows).restore(versions, manifest.warnings(), json);
            } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
                throw new IllegalStateException(folder + " makes no sense: " + e.getMessage(), e);
            }
        };
    }

    private static <T> List<T> all(Rows<T> rows) {
        List<T> all = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            T found = rows.get(row);
            if (found != null) {
                all.add(found);
            }
        }
        return all;
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
