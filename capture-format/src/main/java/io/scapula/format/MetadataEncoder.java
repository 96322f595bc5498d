package io.scapula.format;

import io.scapula.format.block.BlockBuilder;
import io.scapula.format.block.BlockType;
import io.scapula.format.block.FdList;
import io.scapula.format.block.InterfaceList;
import io.scapula.format.block.MachineInfo;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessList;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.block.UnknownBlock;
import io.scapula.format.block.UserList;
import io.scapula.format.internal.sink.BlockOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes the blocks that are not events, in their latest versions. */
final class MetadataEncoder {
    private static final int FRAME_BYTES = 12;
    /** A list that is longer is written as several, which mean the same. */
    private static final int MOST_LIST_BYTES = 64 << 20;

    private final BlockOutput output;
    private final WriteProfile profile;
    private final WriteStatistics.Counter counter;
    private BlockBuilder body = new BlockBuilder();
    private long textsCutBefore;

    MetadataEncoder(BlockOutput output, WriteProfile profile, WriteStatistics.Counter counter) {
        this.output = output;
        this.profile = profile;
        this.counter = counter;
    }

    void write(SectionHeader header) throws IOException {
        header.encode(body, profile);
        put(BlockType.SECTION_HEADER.code());
        counter.sections++;
    }

    void write(MetadataBlock block) throws IOException {
        if (block instanceof MachineInfo machine) {
            machine.encode(body);
            put(BlockType.MACHINE_INFO);
        } else if (block instanceof InterfaceList interfaces) {
            interfaces.encode(body);
            put(BlockType.INTERFACE_LIST_V2);
        } else if (block instanceof UserList users) {
            users.encode(body);
            put(BlockType.USER_LIST_V2);
        } else if (block instanceof ProcessList processes) {
            write(processes);
        } else if (block instanceof FdList descriptors) {
            write(descriptors);
        } else if (block instanceof UnknownBlock unknown) {
            write(unknown);
        } else {
            throw new IllegalArgumentException("a section header starts a section: use section()");
        }
    }

    private void write(ProcessList list) throws IOException {
        int next = 0;
        do {
            next = list.encode(body, profile, next, MOST_LIST_BYTES);
            put(BlockType.PROCESS_LIST_V9);
        } while (next < list.entries().size());
    }

    private void write(FdList list) throws IOException {
        int next = 0;
        do {
            next = list.encode(body, profile, next, MOST_LIST_BYTES);
            put(BlockType.FD_LIST_V2);
        } while (next < list.entries().size());
    }

    /** Without knowing the block its integers cannot be turned. */
    private void write(UnknownBlock block) throws IOException {
        if (block.body().order() == ByteOrder.BIG_ENDIAN) {
            counter.blocksLeftOut++;
            return;
        }
        block.encode(body);
        put(block.typeCode());
        counter.metadataBlocks++;
    }

    private void put(BlockType type) throws IOException {
        put(type.code());
        counter.metadataBlocks++;
    }

    private void put(int typeCode) throws IOException {
        int bodyBytes = body.size();
        int length = Math.addExact(FRAME_BYTES + 3, bodyBytes) & ~3;
        ByteBuffer block = output.begin(length);
        int start = output.position();
        block.putInt(start, typeCode);
        block.putInt(start + 4, length);
        block.put(start + 8, body.array(), 0, bodyBytes);
        for (int position = start + 8 + bodyBytes; position < start + length - 4; position++) {
            block.put(position, (byte) 0);
        }
        block.putInt(start + length - 4, length);
        output.end(length);
        body.clear();
    }

    /** Events follow: the memory that a long list needed is given back. */
    void listsAreWritten() {
        textsCutBefore += body.textsCut();
        body = new BlockBuilder();
    }

    long textsCut() {
        return textsCutBefore + body.textsCut();
    }
}
