package io.scapula.column;

import io.scapula.arrow.ArrowBatch;
import io.scapula.arrow.ArrowColumn;
import io.scapula.arrow.ArrowWriter;
import io.scapula.arrow.SharedValues;
import io.scapula.format.FileFingerprint;
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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes the files of one index into a folder. */
final class IndexWriter {
    /** Writes a file. */
    @FunctionalInterface
    private interface Content {
        void write(WritableByteChannel channel) throws IOException;
    }

    private final CaptureIndex index;
    private final Path folder;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final SharedStateJson json = new SharedStateJson();

    private final List<@Nullable Lineage> lineages = new ArrayList<>();
    private final Numbering<ThreadVersion> threads = new Numbering<>();
    private final Numbering<ContainerVersion> containers = new Numbering<>();
    private final Numbering<Environment> environments = new Numbering<>();

    IndexWriter(CaptureIndex index, Path folder) {
        this.index = index;
        this.folder = folder;
    }

    void write(FileFingerprint capture, String program) throws IOException {
        for (int row = 0; row < index.lineageCount(); row++) {
            collect(index.findLineage(row));
        }
        file(IndexLayout.EVENTS, index.columns()::write);
        file(IndexLayout.KINDS, this::writeKinds);
        file(IndexLayout.LINEAGES, this::writeLineages);
        file(IndexLayout.ROWS, this::writeRows);
        writeHistory();
        file(IndexLayout.ENVIRONMENTS, this::writeEnvironments);
        file(IndexLayout.CONTAINERS, this::writeContainers);
        file(IndexLayout.THREADS, channel -> new VersionsFile<>(SavedVersions.THREADS).write(channel, threads.all()));
        List<@Nullable FdVersion> fds = new ArrayList<>();
        for (int row = 0; row < index.fdCount(); row++) {
            fds.add(index.findFd(row));
        }
        file(IndexLayout.FDS, channel -> new VersionsFile<>(SavedVersions.FDS).write(channel, fds));
        if (!index.store().isCaptureItself()) {
            file(IndexLayout.PAYLOAD, index.store()::save);
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
                .write(folder.resolve(IndexLayout.MANIFEST));
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
        int[][] columns = new int[IndexLayout.LINEAGE_COLUMNS.size()][lineages.size()];
        for (int[] column : columns) {
            Arrays.fill(column, IndexLayout.NONE);
        }
        for (int row = 0; row < lineages.size(); row++) {
            Lineage lineage = lineages.get(row);
            if (lineage != null) {
                Lineage leader = lineage.leaderLineage();
                Lineage parent = lineage.parent();
                columns[0][row] = threads.of(lineage.thread());
                columns[1][row] = leader == null ? IndexLayout.NONE : leader.row();
                columns[2][row] = parent == null ? IndexLayout.NONE : parent.row();
                columns[3][row] = threads.of(lineage.sessionLeader());
                columns[4][row] = threads.of(lineage.groupLeader());
                columns[5][row] = threads.of(lineage.hostGroupLeader());
                columns[6][row] = containers.of(lineage.container());
                columns[7][row] = environments.of(lineage.environment());
            }
        }
        write(channel, IndexLayout.LINEAGE_COLUMNS, null, columns);
    }

    private void writeRows(WritableByteChannel channel) throws IOException {
        TreeSet<Integer> rows = new TreeSet<>(index.describedRows().keySet());
        rows.addAll(index.environments().keySet());
        IntStream.of(index.unknownRows()).forEach(rows::add);
        int[][] columns = new int[IndexLayout.ROW_COLUMNS.size()][rows.size()];
        int at = 0;
        for (int row : rows) {
            columns[0][at] = row;
            columns[1][at] = Arrays.binarySearch(index.unknownRows(), row) >= 0 ? 1 : 0;
            Supplier<@Nullable ContainerVersion> container =
                    index.describedRows().get(row);
            columns[2][at] = container == null ? IndexLayout.NONE : containers.of(container.get());
            Supplier<@Nullable Environment> environment = index.environments().get(row);
            columns[3][at] = environment == null ? IndexLayout.NONE : environments.of(environment.get());
            at++;
        }
        write(channel, IndexLayout.ROW_COLUMNS, null, columns);
    }

    private void writeHistory() throws IOException {
        Numbering<FdVersion> streams = new Numbering<>();
        SavedHistory history = SavedHistory.of(index.history(), new SavedHistory.Numbers() {
            @Override
            public int thread(@Nullable ThreadVersion thread) {
                return threads.of(thread);
            }

            @Override
            public int fd(@Nullable FdVersion fd) {
                return streams.of(fd);
            }

            @Override
            public int container(ContainerVersion container) {
                return containers.of(container);
            }
        });
        for (SavedHistory.Table table : SavedHistory.Table.values()) {
            List<SavedRow> rows = history.tables().getOrDefault(table, List.of());
            file(IndexLayout.file(table), channel -> new VersionsFile<>(table.layout()).write(channel, rows));
        }
        file(IndexLayout.STREAMS, channel -> new VersionsFile<>(SavedVersions.FDS).write(channel, streams.all()));
    }

    private void writeKinds(WritableByteChannel channel) throws IOException {
        int count = index.kindCount();
        int[][] columns = new int[IndexLayout.KIND_COLUMNS.size()][count];
        SharedValues names = new SharedValues();
        for (int kind = 0; kind < count; kind++) {
            columns[0][kind] = index.kind(kind).code();
            columns[1][kind] = names.entry(index.kind(kind).name());
        }
        write(channel, IndexLayout.KIND_COLUMNS, names, columns);
    }

    private void writeEnvironments(WritableByteChannel channel) throws IOException {
        int[][] columns = new int[IndexLayout.ENVIRONMENT_COLUMNS.size()]
                [environments.all().size()];
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
        write(channel, IndexLayout.ENVIRONMENT_COLUMNS, texts, columns);
    }

    private void writeContainers(WritableByteChannel channel) throws IOException {
        int[][] columns =
                new int[IndexLayout.CONTAINER_COLUMNS.size()][containers.all().size()];
        SharedValues texts = new SharedValues();
        for (int row = 0; row < containers.all().size(); row++) {
            ContainerVersion container = containers.all().get(row);
            columns[0][row] = texts.entry(container.id());
            columns[1][row] = texts.entry(container.name());
            columns[2][row] = texts.entry(container.image());
            columns[3][row] = texts.entry(json.write(container));
        }
        write(channel, IndexLayout.CONTAINER_COLUMNS, texts, columns);
    }

    private static void write(
            WritableByteChannel channel, List<ArrowColumn> columns, @Nullable SharedValues texts, int[][] values)
            throws IOException {
        ArrowWriter writer = ArrowWriter.file(channel, columns);
        if (texts != null) {
            writer.dictionary(texts.batch());
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
