package io.scapula.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.DictionaryEncoding;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;

/**
 * Writes an Arrow IPC file, or the same as a stream for a pipe. All shared values of a table are entries of one
 * dictionary, which is written before the first batch.
 *
 * <p>Bodies begin at multiples of 64 bytes, so that a mapped file can be used as it is.
 */
public final class ArrowWriter {
    static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    static final int ALIGNMENT = 64;
    /** The one dictionary of a table. */
    static final int DICTIONARY = 0;

    private static final int CONTINUATION = -1;
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(ALIGNMENT).asReadOnlyBuffer();

    private record Place(long offset, int metadataLength, long bodyLength) {}

    private final WritableByteChannel channel;
    private final List<ArrowColumn> columns;
    private final boolean isFile;
    private final List<Place> dictionaries = new ArrayList<>();
    private final List<Place> batches = new ArrayList<>();
    private long position;

    private ArrowWriter(WritableByteChannel channel, List<ArrowColumn> columns, boolean isFile) throws IOException {
        this.channel = channel;
        this.columns = List.copyOf(columns);
        this.isFile = isFile;
        if (isFile) {
            write(ByteBuffer.wrap(MAGIC));
            pad(8);
        }
        FlatBufferBuilder builder = new FlatBufferBuilder();
        message(builder, MessageHeader.Schema, schema(builder), 0);
    }

    /**
     * Starts a file, which {@link #end} completes.
     *
     * @param channel stays open
     */
    public static ArrowWriter file(WritableByteChannel channel, List<ArrowColumn> columns) throws IOException {
        return new ArrowWriter(channel, columns, true);
    }

    /**
     * Starts a stream, which {@link #end} completes.
     *
     * @param channel stays open
     */
    public static ArrowWriter stream(WritableByteChannel channel, List<ArrowColumn> columns) throws IOException {
        return new ArrowWriter(channel, columns, false);
    }

    /** Bytes written so far. */
    public long position() {
        return position;
    }

    /**
     * Writes the dictionary of all columns of a shared type.
     *
     * @param values one column of bytes
     */
    public void dictionary(ArrowBatch values) throws IOException {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        long bodyLength = bodyLength(values);
        int data = recordBatch(builder, values);
        int header = DictionaryBatch.createDictionaryBatch(builder, DICTIONARY, data, false);
        dictionaries.add(message(builder, MessageHeader.DictionaryBatch, header, bodyLength));
        body(values);
    }

    /** Writes rows; the buffers keep their positions. */
    public void batch(ArrowBatch rows) throws IOException {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        long bodyLength = bodyLength(rows);
        batches.add(message(builder, MessageHeader.RecordBatch, recordBatch(builder, rows), bodyLength));
        body(rows);
    }

    /** Completes the file or stream: without this it is not one. The channel stays open. */
    public void end() throws IOException {
        ByteBuffer end = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        write(end.putInt(CONTINUATION).putInt(0).flip());
        if (isFile) {
            FlatBufferBuilder builder = new FlatBufferBuilder();
            int schema = schema(builder);
            Footer.startDictionariesVector(builder, dictionaries.size());
            int dictionaryBlocks = blocks(builder, dictionaries);
            Footer.startRecordBatchesVector(builder, batches.size());
            int batchBlocks = blocks(builder, batches);
            builder.finish(Footer.createFooter(builder, MetadataVersion.V5, schema, dictionaryBlocks, batchBlocks, 0));
            ByteBuffer footer = builder.dataBuffer();
            int length = footer.remaining();
            write(footer);
            write(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(length)
                    .flip());
            write(ByteBuffer.wrap(MAGIC));
        }
    }

    private static int blocks(FlatBufferBuilder builder, List<Place> places) {
        for (int index = places.size() - 1; index >= 0; index--) {
            Place place = places.get(index);
            Block.createBlock(builder, place.offset, place.metadataLength, place.bodyLength);
        }
        return builder.endVector();
    }

    private int schema(FlatBufferBuilder builder) {
        int[] fields =
                columns.stream().mapToInt(column -> field(builder, column)).toArray();
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        return Schema.createSchema(
                builder, little ? Endianness.Little : Endianness.Big, Schema.createFieldsVector(builder, fields), 0, 0);
    }

    private static int field(FlatBufferBuilder builder, ArrowColumn column) {
        ArrowType type = column.type();
        int name = builder.createString(column.name());
        int children = Field.createChildrenVector(
                builder,
                type == ArrowType.INT64_LIST
                        ? new int[] {field(builder, new ArrowColumn("item", ArrowType.INT64))}
                        : new int[0]);
        int described = type.describe(builder);
        int dictionary = 0;
        if (type.isShared()) {
            int index = Int.createInt(builder, 32, true);
            dictionary = DictionaryEncoding.createDictionaryEncoding(builder, DICTIONARY, index, false, (short) 0);
        }
        return Field.createField(builder, name, true, type.code(), described, dictionary, children, 0);
    }

    private static int recordBatch(FlatBufferBuilder builder, ArrowBatch rows) {
        int nodes = rows.lengths().size();
        RecordBatch.startNodesVector(builder, nodes);
        for (int node = nodes - 1; node >= 0; node--) {
            FieldNode.createFieldNode(
                    builder, rows.lengths().get(node), rows.nullCounts().get(node));
        }
        int nodeVector = builder.endVector();
        long[] offsets = new long[rows.buffers().size()];
        long offset = 0;
        for (int index = 0; index < offsets.length; index++) {
            offsets[index] = offset;
            offset += padded(rows.buffers().get(index).remaining());
        }
        RecordBatch.startBuffersVector(builder, offsets.length);
        for (int index = offsets.length - 1; index >= 0; index--) {
            Buffer.createBuffer(
                    builder, offsets[index], rows.buffers().get(index).remaining());
        }
        int bufferVector = builder.endVector();
        return RecordBatch.createRecordBatch(builder, rows.rows(), nodeVector, bufferVector, 0, 0);
    }

    private Place message(FlatBufferBuilder builder, byte headerType, int header, long bodyLength) throws IOException {
        builder.finish(Message.createMessage(builder, MetadataVersion.V5, headerType, header, bodyLength, 0));
        ByteBuffer metadata = builder.dataBuffer();
        long start = position;
        long end = padded(start + 8 + metadata.remaining());
        ByteBuffer prefix = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        write(prefix.putInt(CONTINUATION).putInt((int) (end - start - 8)).flip());
        write(metadata);
        pad(ALIGNMENT);
        return new Place(start, (int) (end - start), bodyLength);
    }

    private static long bodyLength(ArrowBatch rows) {
        return rows.buffers().stream()
                .mapToLong(buffer -> padded(buffer.remaining()))
                .sum();
    }

    private void body(ArrowBatch rows) throws IOException {
        for (ByteBuffer buffer : rows.buffers()) {
            write(buffer.duplicate());
            pad(ALIGNMENT);
        }
    }

    private static long padded(long length) {
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private void pad(int alignment) throws IOException {
        int missing = (int) (-position & alignment - 1);
        write(ZEROS.duplicate().limit(missing));
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            position += channel.write(bytes);
        }
    }
}
