package io.scapula.arrow;

import io.scapula.relation.Relation;
import io.scapula.relation.RelationReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ForeignAllocation;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType.Binary;
import org.apache.arrow.vector.types.pojo.ArrowType.Bool;
import org.apache.arrow.vector.types.pojo.ArrowType.Duration;
import org.apache.arrow.vector.types.pojo.ArrowType.FloatingPoint;
import org.apache.arrow.vector.types.pojo.ArrowType.Int;
import org.apache.arrow.vector.types.pojo.ArrowType.Timestamp;
import org.apache.arrow.vector.types.pojo.ArrowType.Utf8;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/** Tables as vectors of Arrow's own library, for code that works with those or hands them on. */
public final class ArrowVectors {
    private ArrowVectors() {}

    /**
     * The rows of a relation in batches, each read when it is asked for.
     *
     * <pre>{@code
     * try (BufferAllocator allocator = new RootAllocator();
     *         ArrowReader batches = ArrowVectors.reader(query.relation("evt.num", "proc.name"), allocator)) {
     *     while (batches.loadNextBatch()) {
     *         VectorSchemaRoot rows = batches.getVectorSchemaRoot();
     *     }
     * }
     * }</pre>
     *
     * @param allocator allocates the vectors; closed by the caller, after the reader
     */
    public static ArrowReader reader(Relation relation, BufferAllocator allocator) {
        return new RelationVectors(relation, allocator);
    }

    /**
     * Batches that are laid out already, without a copy.
     *
     * @param hold closed once the reader and all buffers that it gave are
     */
    public static ArrowReader shared(ArrowBatches batches, Closeable hold, BufferAllocator allocator) {
        return new SharedVectors(batches, hold, allocator);
    }

    private static Schema schema(List<ArrowColumn> columns) {
        return new Schema(columns.stream().map(ArrowVectors::field).toList());
    }

    private static Field field(ArrowColumn column) {
        return switch (column.type()) {
            case UINT16 -> field(column, new Int(16, false));
            case INT32 -> field(column, new Int(32, true));
            case INT64 -> field(column, new Int(64, true));
            case FLOAT64 -> field(column, new FloatingPoint(FloatingPointPrecision.DOUBLE));
            case BOOLEAN -> field(column, Bool.INSTANCE);
            case TIME -> field(column, new Timestamp(TimeUnit.NANOSECOND, "UTC"));
            case DURATION -> field(column, new Duration(TimeUnit.NANOSECOND));
            case TEXT -> field(column, Utf8.INSTANCE);
            case BYTES -> field(column, Binary.INSTANCE);
            case INT64_LIST ->
                new Field(
                        column.name(),
                        FieldType.nullable(org.apache.arrow.vector.types.pojo.ArrowType.List.INSTANCE),
                        List.of(Field.nullable("item", new Int(64, true))));
            case SHARED_BYTES ->
                throw new IllegalArgumentException(column.name() + " has a dictionary; that is for files");
        };
    }

    private static Field field(ArrowColumn column, org.apache.arrow.vector.types.pojo.ArrowType type) {
        return Field.nullable(column.name(), type);
    }

    private abstract static class Batches extends ArrowReader {
        private final List<ArrowColumn> columns;
        private long bytes;

        Batches(List<ArrowColumn> columns, BufferAllocator allocator) {
            super(allocator);
            this.columns = columns;
        }

        @Override
        protected Schema readSchema() {
            return schema(columns);
        }

        @Override
        public boolean loadNextBatch() throws IOException {
            prepareLoadNextBatch();
            ArrowBatch batch = next();
            if (batch == null) {
                return false;
            }
            List<ArrowFieldNode> nodes = new ArrayList<>();
            for (int node = 0; node < batch.lengths().size(); node++) {
                nodes.add(new ArrowFieldNode(
                        batch.lengths().get(node), batch.nullCounts().get(node)));
            }
            List<ArrowBuf> buffers = new ArrayList<>();
            try {
                for (ByteBuffer buffer : batch.buffers()) {
                    buffers.add(buffer.hasRemaining() ? take(buffer) : allocator.getEmpty());
                    bytes += buffer.remaining();
                }
                try (ArrowRecordBatch record = new ArrowRecordBatch(batch.rows(), nodes, buffers)) {
                    new VectorLoader(getVectorSchemaRoot()).load(record);
                }
            } finally {
                buffers.forEach(buffer -> buffer.getReferenceManager().release());
            }
            return true;
        }

        /** The next batch, {@code null} after the last. */
        abstract @Nullable ArrowBatch next() throws IOException;

        /** The bytes of a buffer that is not empty, as Arrow's library has them. */
        abstract ArrowBuf take(ByteBuffer buffer);

        @Override
        public long bytesRead() {
            return bytes;
        }
    }

    private static final class RelationVectors extends Batches {
        private final Relation relation;
        private final ArrowBatchReader reader;

        RelationVectors(Relation relation, BufferAllocator allocator) {
            super(ArrowTables.columns(relation), allocator);
            this.relation = relation;
            RelationReader rows = relation.reader(
                    IntStream.range(0, relation.columns().size()).toArray());
            this.reader = new ArrowBatchReader(rows, relation.pieces(), ArrowTables.columns(relation));
        }

        @Override
        @Nullable
        ArrowBatch next() throws IOException {
            return reader.next();
        }

        @Override
        ArrowBuf take(ByteBuffer buffer) {
            ArrowBuf copy = allocator.buffer(buffer.remaining());
            copy.setBytes(0, buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
            copy.writerIndex(buffer.remaining());
            return copy;
        }

        @Override
        protected void closeReadSource() throws IOException {
            reader.close();
        }

        @Override
        public String toString() {
            return "vectors of " + relation.name();
        }
    }

    private static final class SharedVectors extends Batches {
        private final ArrowBatches batches;
        private final Lease lease;
        private int next;

        SharedVectors(ArrowBatches batches, Closeable hold, BufferAllocator allocator) {
            super(batches.columns(), allocator);
            this.batches = batches;
            this.lease = new Lease(hold);
        }

        @Override
        @Nullable
        ArrowBatch next() {
            return next < batches.count() ? batches.get(next++) : null;
        }

        @Override
        ArrowBuf take(ByteBuffer buffer) {
            lease.take();
            ArrowBuf shared = allocator.wrapForeignAllocation(
                    new ForeignAllocation(
                            buffer.remaining(), MemoryUtil.getByteBufferAddress(buffer) + buffer.position()) {
                        @Override
                        protected void release0() {
                            lease.giveBack();
                        }
                    });
            shared.writerIndex(buffer.remaining());
            return shared;
        }

        @Override
        protected void closeReadSource() {
            lease.giveBack();
        }
    }

    /** Counts who uses the memory; the last one gives it back. */
    private static final class Lease {
        private final Closeable hold;
        private int users = 1;

        Lease(Closeable hold) {
            this.hold = hold;
        }

        synchronized void take() {
            users++;
        }

        synchronized void giveBack() {
            users--;
            if (users == 0) {
                try {
                    hold.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
