package io.scapula.format;

import io.scapula.format.block.BlockBody;
import io.scapula.format.block.BlockType;
import io.scapula.format.block.FdList;
import io.scapula.format.block.Gap;
import io.scapula.format.block.InterfaceList;
import io.scapula.format.block.ListDamage;
import io.scapula.format.block.MachineInfo;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessList;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.block.UnknownBlock;
import io.scapula.format.block.UserList;
import io.scapula.format.internal.WarningLog;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decodes the blocks that are not events and hands them to whoever listens. */
final class MetadataReader {
    private final ReadOptions options;
    private final WarningLog warnings;
    private final ReadStatistics.Counter counter;
    private final LossRecorder losses;
    private final Consumer<? super MetadataBlock> listener;
    private long eventsBeforeSection;
    private int descriptorsInSection;
    private @Nullable MalformedCaptureException failure;
    private boolean damaged;
    private boolean stopped;

    MetadataReader(
            ReadOptions options,
            WarningLog warnings,
            ReadStatistics.Counter counter,
            LossRecorder losses,
            Consumer<? super MetadataBlock> listener) {
        this.options = options;
        this.warnings = warnings;
        this.counter = counter;
        this.losses = losses;
        this.listener = listener;
    }

    /**
     * Decodes the block that the reader stands on.
     *
     * @param lastEvent number of the last event before it
     */
    void read(BlockReader blocks, long lastEvent) throws IOException {
        BlockType type = BlockType.find(blocks.type());
        if (type == null) {
            unknown(blocks);
            return;
        }
        counter.metadata(type);
        boolean isLate = type.kind() != BlockType.Kind.SECTION && lastEvent > eventsBeforeSection;
        if (isLate) {
            warnings.add(
                    CaptureWarning.Kind.LATE_METADATA,
                    type,
                    blocks.location(),
                    "a block of type " + type + " follows the first event of its section");
        }
        damaged = false;
        MetadataBlock block = decode(blocks, type, lastEvent);
        if (damaged) {
            failOrStop(blocks);
        }
        // A list that nobody expects here and that makes no sense is an event whose type was damaged.
        if (block != null && !stopped && !(isLate && damaged)) {
            listener.accept(block);
        }
    }

    private void failOrStop(BlockReader blocks) throws MalformedCaptureException {
        MalformedCaptureException failed = failure;
        if (failed != null) {
            throw failed;
        }
        if (options.onDamage() == ReadOptions.OnDamage.STOP) {
            stopped = true;
            blocks.close();
        }
    }

    /** Whether damage ended the reading, as the options ask. */
    boolean hasStopped() {
        return stopped;
    }

    /** Tells that blocks were lost before the one that comes next. */
    void gap() {
        listener.accept(new Gap());
    }

    /** Tells of a section whose header was lost. */
    void assume(SectionHeader header) {
        listener.accept(header);
    }

    private @Nullable MetadataBlock decode(BlockReader blocks, BlockType type, long lastEvent) throws IOException {
        CaptureLocation location = blocks.location();
        BlockBody body = new BlockBody(blocks.buffer(), blocks.bodyStart(), blocks.bodyEnd());
        ReadLimits limits = options.limits();
        ListDamage damage = (kind, message) -> {
            boolean isLimit = kind == CaptureWarning.Kind.LIMIT_REACHED;
            damaged |= !isLimit;
            note(kind, message, location);
            lost(isLimit ? Loss.Kind.NOT_READ : Loss.Kind.LIST_ENTRIES, blocks, message);
        };
        return switch (type.kind()) {
            case SECTION -> section(blocks, lastEvent, location);
            case MACHINE -> MachineInfo.decode(body, damage);
            case PROCESSES -> ProcessList.decode(body, type.version(), limits.maxThreads(), damage);
            case DESCRIPTORS -> {
                int most = limits.maxDescriptors() - descriptorsInSection;
                FdList list = FdList.decode(body, type.version(), most, damage);
                descriptorsInSection += list == null ? 0 : list.entries().size();
                yield list;
            }
            case INTERFACES -> InterfaceList.decode(body, type.version(), limits.maxListEntries(), damage);
            case USERS -> UserList.decode(body, type.version(), limits.maxListEntries(), damage);
            case EVENT -> throw new AssertionError("event blocks are the cursor's");
        };
    }

    /** A section that this version can't read ends the reading; what came before it stays. */
    private @Nullable SectionHeader section(BlockReader blocks, long lastEvent, CaptureLocation location)
            throws IOException {
        eventsBeforeSection = lastEvent;
        descriptorsInSection = 0;
        losses.sectionStarts();
        try {
            return SectionHeader.decode(blocks.buffer(), blocks.bodyStart(), blocks.bodyEnd(), location);
        } catch (UnsupportedCaptureException e) {
            if (location.block() == 1 || options.onDamage() == ReadOptions.OnDamage.FAIL) {
                throw e;
            }
            lost(Loss.Kind.NOT_READ, blocks, e.problem());
            warnings.add(CaptureWarning.Kind.UNSUPPORTED_SECTION, "", location, e.problem());
            blocks.close();
            return null;
        }
    }

    private void unknown(BlockReader blocks) {
        counter.unknownBlocks++;
        losses.unknownBlock(blocks.type(), blocks.byteOffset(), blocks.bytesRead());
        String name = "block type 0x" + Integer.toHexString(blocks.type());
        warnings.add(
                CaptureWarning.Kind.UNKNOWN_BLOCK,
                blocks.type(),
                blocks.location(),
                name + " is not known to this version of Scapula and was stepped over");
        java.nio.ByteBuffer body = java.nio.ByteBuffer.allocate(blocks.bodyEnd() - blocks.bodyStart());
        blocks.buffer().get(blocks.bodyStart(), body.array());
        listener.accept(
                new UnknownBlock(blocks.type(), body.order(blocks.buffer().order())));
    }

    /** Reports an event that is damaged, or throws if the options ask for it. */
    void damage(CaptureWarning.Kind kind, String message, BlockReader blocks) throws MalformedCaptureException {
        note(kind, message, blocks.location());
        lost(Loss.Kind.PARAMETERS, blocks, message);
        failOrStop(blocks);
    }

    private void lost(Loss.Kind kind, BlockReader blocks, String message) {
        losses.lost(
                kind, blocks.byteOffset(), blocks.bytesRead(), blocks.bytesRead() - blocks.byteOffset(), 0, message);
    }

    private void note(CaptureWarning.Kind kind, String message, CaptureLocation location) {
        if (options.onDamage() == ReadOptions.OnDamage.FAIL && kind != CaptureWarning.Kind.LIMIT_REACHED) {
            failure = new MalformedCaptureException(location + ": " + message, location);
        }
        warnings.add(kind, "", location, message);
    }
}
