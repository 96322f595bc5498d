package io.scapula.fuzz;

import io.scapula.format.block.BlockType;
import io.scapula.format.testing.BundledCaptures;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Small cut-outs of our own recordings, made when they are asked for: nothing of them is stored twice. */
final class RecordedBlocks {
    /** Offset of the event code in a block without flags, as our recordings have them. */
    private static final int EVENT_CODE = 30;

    private static final int LARGEST_BLOCK_BYTES = 700;
    private static final int SLICE_BYTES = 4_000_000;
    private static final List<String> RECORDINGS =
            List.of("net.scap.gz", "file-churn-exit-only.scap.gz", "attack.scap.gz");

    private final byte[] header;
    private final List<byte[]> blocks = new ArrayList<>();

    private RecordedBlocks(String recording) {
        byte[] bytes = BundledCaptures.slice(recording, SLICE_BYTES);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int position = buffer.getInt(4);
        header = Arrays.copyOf(bytes, position);
        while (position < bytes.length) {
            int length = buffer.getInt(position + 4);
            if (length <= LARGEST_BLOCK_BYTES) {
                blocks.add(Arrays.copyOfRange(bytes, position, position + length));
            }
            position += length;
        }
    }

    static List<RecordedBlocks> all() {
        return RECORDINGS.stream().map(RecordedBlocks::new).toList();
    }

    /** The small blocks of recordings in their order. */
    static List<byte[]> blocks(List<RecordedBlocks> recordings) {
        return recordings.stream()
                .flatMap(recording -> recording.blocks.stream())
                .toList();
    }

    /** A capture of the recording's section header and so many blocks in a row. */
    byte[] capture(int from, int count) {
        ByteArrayOutputStream capture = new ByteArrayOutputStream();
        capture.writeBytes(header);
        blocks.subList(from, Math.min(blocks.size(), from + count)).forEach(capture::writeBytes);
        return capture.toByteArray();
    }

    /** A capture with the first event of every kind, and one block of every other type. */
    byte[] oneOfEach(int mostBytes) {
        ByteArrayOutputStream capture = new ByteArrayOutputStream();
        capture.writeBytes(header);
        Set<Integer> seen = new HashSet<>();
        for (byte[] block : blocks) {
            ByteBuffer buffer = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
            BlockType type = Objects.requireNonNull(BlockType.find(buffer.getInt(0)));
            int kind = type.kind() == BlockType.Kind.EVENT ? buffer.getShort(EVENT_CODE) : -type.code();
            if (capture.size() + block.length <= mostBytes && seen.add(kind)) {
                capture.writeBytes(block);
            }
        }
        return capture.toByteArray();
    }
}
