package io.scapula.arrow;

import io.scapula.format.MappedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;

/**
 * An Arrow IPC file as {@link ArrowWriter} writes it, mapped: the buffers of its batches are where they are in the file.
 * Everything that the file says of itself is checked before it is believed; a file that was damaged after it was written
 * ends in an {@link IOException} here or holds other values, so whoever must be sure compares checksums.
 */
public final class ArrowFile {
    private static final int MAGIC_LENGTH = ArrowWriter.MAGIC.length;
    private static final int TRAILER = 4 + MAGIC_LENGTH;
    private static final int MOST_METADATA = 1 << 24;

    private final MappedFile file;
    private final List<ArrowColumn> columns;
    private final List<ArrowBatch> batches = new ArrayList<>();
    private final List<ByteBuffer> bodies = new ArrayList<>();
    private final Map<Integer, ArrowBatch> dictionaries = new HashMap<>();

    private ArrowFile(MappedFile file, List<ArrowColumn> columns) throws IOException {
        this.file = file;
        this.columns = columns;
        try {
            readFooter();
        } catch (RuntimeException e) {
            // Arrow's generated classes fail in many ways on bytes that they did not write.
            throw new IOException(file.path() + " is no Arrow file of ours: " + e.getMessage(), e);
        }
    }

    /**
     * Opens a file.
     *
     * @param columns what it must hold
     * @throws IOException if it is not such a file
     */
    public static ArrowFile open(MappedFile file, List<ArrowColumn> columns) throws IOException {
        return new ArrowFile(file, columns);
    }

    /** The batches, in order. */
    public List<ArrowBatch> batches() {
        return batches;
    }

    /** Of each batch, all its buffers as they follow each other. */
    public List<ByteBuffer> bodies() {
        return bodies;
    }

    /** The entries of the dictionary, a batch of one column. */
    public ArrowBatch dictionary() throws IOException {
        ArrowBatch dictionary = dictionaries.get(ArrowWriter.DICTIONARY);
        if (dictionary == null) {
            throw new IOException(file.path() + " has no dictionary");
        }
        return dictionary;
    }

    private void readFooter() throws IOException {
        long size = file.size();
        if (size < 2L * TRAILER) {
            throw new IOException(file.path() + " is too short for an Arrow file");
        }
        ByteBuffer trailer = file.slice(size - TRAILER, TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[MAGIC_LENGTH];
        trailer.get(4, magic);
        if (!Arrays.equals(magic, ArrowWriter.MAGIC)) {
            throw new IOException(file.path() + " does not end like an Arrow file");
        }
        int length = trailer.getInt(0);
        if (length <= 0 || length > size - TRAILER - 8) {
            throw new IOException(file.path() + " claims a footer of " + length + " bytes");
        }
        Footer footer = Footer.getRootAsFooter(
                file.slice(size - TRAILER - length, length).order(ByteOrder.LITTLE_ENDIAN));
        requireSchema(footer);
        List<ArrowColumn> entry = new ArrayList<>();
        for (int index = 0; index < footer.dictionariesLength(); index++) {
            readDictionary(footer.dictionaries(index), entry);
        }
        for (int index = 0; index < footer.recordBatchesLength(); index++) {
            Block block = footer.recordBatches(index);
            Message message = message(block, MessageHeader.RecordBatch);
            RecordBatch batch = (RecordBatch) message.header(new RecordBatch());
            batches.add(batch(batch, block, columns));
            bodies.add(file.slice(block.offset() + block.metaDataLength(), Math.toIntExact(block.bodyLength()))
                    .order(ByteOrder.nativeOrder()));
        }
    }

    private void requireSchema(Footer footer) throws IOException {
        if (footer.schema().fieldsLength() != columns.size()) {
            throw new IOException(file.path() + " has other columns");
        }
        List<String> found = new ArrayList<>();
        for (int index = 0; index < footer.schema().fieldsLength(); index++) {
            found.add(footer.schema().fields(index).name() + ":"
                    + footer.schema().fields(index).typeType());
        }
        List<String> wanted = columns.stream()
                .map(column -> column.name() + ":" + column.type().code())
                .toList();
        if (!found.equals(wanted)) {
            throw new IOException(file.path() + " has other columns");
        }
    }

    private void readDictionary(Block block, List<ArrowColumn> entry) throws IOException {
        Message message = message(block, MessageHeader.DictionaryBatch);
        DictionaryBatch dictionary = (DictionaryBatch) message.header(new DictionaryBatch());
        entry.clear();
        entry.add(new ArrowColumn("entry", ArrowType.BYTES));
        dictionaries.put((int) dictionary.id(), batch(dictionary.data(), block, entry));
    }

    private Message message(Block block, byte headerType) throws IOException {
        int length = block.metaDataLength();
        if (length < 8 || length > MOST_METADATA) {
            throw new IOException(file.path() + " claims metadata of " + length + " bytes");
        }
        ByteBuffer metadata = file.slice(block.offset() + 8, length - 8).order(ByteOrder.LITTLE_ENDIAN);
        Message message = Message.getRootAsMessage(metadata);
        if (message.headerType() != headerType) {
            throw new IOException(file.path() + " has a message of another type at " + block.offset());
        }
        return message;
    }

    private ArrowBatch batch(RecordBatch batch, Block block, List<ArrowColumn> of) throws IOException {
        long body = block.offset() + block.metaDataLength();
        int nodes = of.stream().mapToInt(column -> column.type().nodes()).sum();
        int buffers = of.stream().mapToInt(column -> column.type().buffers()).sum();
        if (batch.nodesLength() != nodes || batch.buffersLength() != buffers) {
            throw new IOException(file.path() + " has another number of buffers at " + block.offset());
        }
        List<Integer> lengths = new ArrayList<>();
        List<Integer> nullCounts = new ArrayList<>();
        for (int index = 0; index < nodes; index++) {
            FieldNode node = batch.nodes(index);
            lengths.add(Math.toIntExact(node.length()));
            nullCounts.add(Math.toIntExact(node.nullCount()));
        }
        List<ByteBuffer> slices = new ArrayList<>();
        for (int index = 0; index < buffers; index++) {
            Buffer buffer = batch.buffers(index);
            slices.add(file.slice(body + buffer.offset(), Math.toIntExact(buffer.length()))
                    .order(ByteOrder.nativeOrder()));
        }
        return new ArrowBatch(Math.toIntExact(batch.length()), lengths, nullCounts, slices);
    }
}
