package io.scapula.format;

import io.scapula.format.block.BlockType;
import io.scapula.format.internal.WarningLog;
import io.scapula.format.internal.source.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Decides what is done where the framing of blocks breaks: names the place and what is lost there, and if the options say
 * so, finds where reading goes on and sets the reader to it.
 *
 * <p>What answers with a boolean does so in place of {@link BlockReader#advance()}: true if the reader shows a block.
 */
final class BlockRecovery {
    private final BlockReader blocks;
    private final ByteSource source;
    private final ReadOptions options;
    private final WarningLog warnings;
    private final LossRecorder losses;
    private final Runnable onGap;
    private final BlockCheck check;
    private final Salvage salvage;

    /**
     * Starts with nothing broken.
     *
     * @param blocks set to where reading goes on
     * @param losses told of what is lost
     * @param onGap  told where blocks were lost, before the next one is shown
     */
    BlockRecovery(
            BlockReader blocks,
            ByteSource source,
            ReadOptions options,
            WarningLog warnings,
            LossRecorder losses,
            Runnable onGap) {
        this.blocks = blocks;
        this.source = source;
        this.options = options;
        this.warnings = warnings;
        this.losses = losses;
        this.onGap = onGap;
        this.check = new BlockCheck(options.limits());
        this.salvage = new Salvage(source, check, options.limits().maxSearchedBytes());
    }

    /** Whether reading goes on behind damage. */
    boolean salvages() {
        return options.onDamage() == ReadOptions.OnDamage.KEEP_READABLE;
    }

    /** Whether the block lies in a part of a compressed stream that is known to be damaged, and may be left. */
    boolean isPartKnownBroken() throws IOException {
        return salvages() && source.isKnownBroken(blocks.byteOffset());
    }

    /** Tells of what is lost before the first block that was found. */
    void startIsLost(long offset, String problem) {
        warnings.add(
                CaptureWarning.Kind.FRAMING_LOST,
                "",
                new CaptureLocation(1, 0),
                problem + "; the first " + offset
                        + " bytes are lost, and what they tell of machine and format with them");
        losses.lost(Loss.Kind.BLOCKS, 0, offset, offset, 0, problem);
    }

    /** The bytes end in a block's header, or where the compressed stream is broken. */
    boolean cutOff(int leftOver) throws IOException {
        String damaged = source.damage();
        if (damaged != null) {
            return sourceBroken(damaged, "");
        }
        long start = blocks.byteOffset();
        losses.lost(Loss.Kind.END, start, start + leftOver, leftOver, 1, "the capture is cut off");
        return damage(
                CaptureWarning.Kind.TRUNCATED,
                "the capture ends " + leftOver + " bytes into a block header; " + intact());
    }

    /** The block goes on beyond what there is: either it is cut off, or its length is wrong. */
    boolean truncated(int length) throws IOException {
        int left = blocks.windowEnd() - blocks.blockStart();
        String detail = "the block of " + length + " bytes ends after " + left;
        boolean isCutOff = lengthByEvent() == length;
        long start = blocks.byteOffset();
        long end = start + left;
        if (!isCutOff && salvages() && source.isSound(start) && findBehind()) {
            return goOn(CaptureWarning.Kind.FRAMING_LOST, detail);
        }
        blocks.leaveWindow(start);
        String damaged = source.damage();
        if (damaged != null) {
            return sourceBroken(damaged, ", " + detail);
        }
        losses.lost(Loss.Kind.END, start, end, end - start, losses.isAmongEvents() ? 1 : 0, "the capture is cut off");
        return damage(CaptureWarning.Kind.TRUNCATED, detail + "; " + intact());
    }

    /** The bytes end where the compressed stream is broken, or a limit is reached; maybe there are more behind that. */
    private boolean sourceBroken(String damaged, String detail) throws IOException {
        long start = blocks.byteOffset();
        long gap = source.windowOffset() + source.windowEnd();
        long stored = source.storedBytesUsed();
        boolean found = false;
        while (!found && salvages() && source.resume()) {
            losses.expect(check);
            found = salvage.findFrom(
                    source.windowOffset() + source.windowEnd(), blocks.order(), losses.isAmongEvents());
        }
        if (!found) {
            blocks.leaveWindow(start);
            return sourceEnds(damaged, detail, gap, Math.max(0, source.storedBytes() - stored));
        }
        long lost = Math.max(0, source.storedBytesUsed() - stored);
        losses.lost(Loss.Kind.COMPRESSED, start, salvage.foundAt(), lost, eventsIn(lost, stored, gap), damaged);
        warnings.add(
                CaptureWarning.Kind.COMPRESSION_DAMAGED,
                "",
                blocks.location(),
                damaged + detail + "; " + intact() + ", and reading went on behind it");
        onGap.run();
        return blocks.advanceFrom(salvage.foundAt());
    }

    private boolean sourceEnds(String damaged, String detail, long gap, long storedLeft) throws IOException {
        long start = blocks.byteOffset();
        String message = damaged + detail + "; " + intact();
        if (source.isLimitReached()) {
            losses.lost(Loss.Kind.NOT_READ, start, gap, Loss.UNKNOWN, Loss.UNKNOWN, damaged);
            return damage(CaptureWarning.Kind.LIMIT_REACHED, message);
        }
        if (damaged.endsWith("cut off")) {
            losses.lost(Loss.Kind.END, start, gap, gap - start, losses.isAmongEvents() ? 1 : 0, damaged);
            return damage(CaptureWarning.Kind.TRUNCATED, message);
        }
        long events = eventsIn(storedLeft, source.storedBytesUsed(), gap);
        losses.lost(Loss.Kind.COMPRESSED, start, gap, storedLeft, events, damaged);
        return damage(CaptureWarning.Kind.COMPRESSION_DAMAGED, message);
    }

    /** About how many events stored bytes hold that are compressed as well as those before them. */
    private long eventsIn(long storedLost, long stored, long uncompressed) {
        return stored == 0 ? 0 : losses.estimate((long) ((double) storedLost * uncompressed / stored));
    }

    /** The block's length cannot be that of a block of its type. */
    boolean framingLost(int length, int least) throws IOException {
        long unsigned = Integer.toUnsignedLong(length);
        if (unsigned >= least) {
            boolean small = blocks.mostBytes(blocks.type()) == BlockReader.LARGEST_SMALL_EVENT_BLOCK;
            String problem =
                    "block type 0x" + Integer.toHexString(blocks.type()) + " of " + unsigned + " bytes is larger than "
                            + (small ? "any event of its type" : "the limit of " + blocks.mostBytes(blocks.type()));
            return recover(
                    isKnown(blocks.type()) && !small
                            ? CaptureWarning.Kind.LIMIT_REACHED
                            : CaptureWarning.Kind.FRAMING_LOST,
                    problem);
        }
        return recover(
                CaptureWarning.Kind.FRAMING_LOST,
                "block length " + unsigned + " is shorter than the " + least
                        + " bytes that a block of its type has at least");
    }

    /** Goes on if the next block stands where the first length says: other readers never look at the second one. */
    boolean lengthsDiffer(int length) throws IOException {
        int copy = blocks.buffer().getInt(blocks.bodyEnd());
        String detail =
                "block lengths " + Integer.toUnsignedLong(length) + " and " + Integer.toUnsignedLong(copy) + " differ";
        long start = blocks.byteOffset();
        if (salvages() && (isFirstLengthWrong(length, copy) || !source.isSound(start))) {
            return recover(CaptureWarning.Kind.FRAMING_LOST, detail);
        }
        boolean plausible = salvage.goesOnBehind(start, length, blocks.order(), false);
        blocks.show(start, length);
        if (!plausible) {
            return recover(CaptureWarning.Kind.FRAMING_LOST, detail + " and no block follows");
        }
        if (!salvages()) {
            return damage(CaptureWarning.Kind.LENGTH_MISMATCH, detail);
        }
        warnings.add(
                CaptureWarning.Kind.LENGTH_MISMATCH,
                "",
                blocks.location(),
                detail + ", but the next block is in place");
        return true;
    }

    /** Whether the first length leads over other blocks: an event has another one, or the second tells of a later block. */
    private boolean isFirstLengthWrong(int length, int copy) {
        ByteBuffer buffer = blocks.buffer();
        int blockStart = blocks.blockStart();
        int byEvent = lengthByEvent();
        if (byEvent != 0) {
            return byEvent != length
                    && byEvent <= blocks.windowEnd() - blockStart
                    && buffer.getInt(blockStart + byEvent - 4) == byEvent;
        }
        int later = blocks.bodyEnd() + 4 - copy;
        return copy >= BlockCheck.FRAME_BYTES
                && copy < length
                && isKnown(buffer.getInt(later))
                && buffer.getInt(later + 4) == copy;
    }

    /** The length that the event in the block asks for, or 0. */
    private int lengthByEvent() {
        return BlockCheck.lengthByEvent(blocks.buffer(), blocks.blockStart(), blocks.windowEnd());
    }

    /** Searches for what comes behind the block; the window may move. */
    private boolean findBehind() throws IOException {
        losses.expect(check);
        return salvage.findBehind(blocks.byteOffset(), blocks.order(), losses.isAmongEvents());
    }

    /** Goes on behind a block that is broken, if the options say so and anything is found. */
    boolean recover(CaptureWarning.Kind kind, String problem) throws IOException {
        blocks.stepBack();
        if (!salvages()) {
            return damage(kind, problem + "; " + intact());
        }
        long broken = blocks.byteOffset();
        if (!source.isSound(broken)) {
            return leavePart(problem);
        }
        if (findBehind()) {
            return goOn(kind, problem);
        }
        long end = source.windowOffset() + source.windowEnd();
        blocks.leaveWindow(broken);
        String damaged = source.damage();
        if (damaged != null) {
            warnings.add(kind, "", blocks.location(), problem);
            losses.lost(Loss.Kind.BLOCKS, broken, end, end - broken, losses.estimate(end - broken), problem);
            return sourceBroken(damaged, "");
        }
        if (!salvage.isAtEnd()) {
            losses.lost(Loss.Kind.NOT_READ, broken, end, Loss.UNKNOWN, Loss.UNKNOWN, problem);
            return damage(
                    CaptureWarning.Kind.LIMIT_REACHED,
                    problem + "; no block was found in the " + options.limits().maxSearchedBytes()
                            + " bytes behind it, and the limits allow to search no more; " + intact());
        }
        boolean isLimit = kind == CaptureWarning.Kind.LIMIT_REACHED;
        losses.lost(
                isLimit ? Loss.Kind.NOT_READ : Loss.Kind.BLOCKS,
                broken,
                end,
                end - broken,
                losses.estimate(end - broken),
                problem);
        return damage(kind, problem + "; " + intact());
    }

    /**
     * Goes on with the next part of the compressed stream. This one is damaged, as blocks show that make no sense; more
     * that looks like blocks may follow, but whatever it holds may be wrong.
     */
    boolean leavePart(String problem) throws IOException {
        long start = blocks.byteOffset();
        String damaged = "the " + source.compression() + " stream is damaged (" + problem + ")";
        long next = source.nextPart(start);
        boolean found = false;
        while (next >= 0 && !found) {
            losses.expect(check);
            found = salvage.findFrom(next, blocks.order(), losses.isAmongEvents());
            if (!found) {
                next = source.resume() ? source.windowOffset() + source.windowEnd() : -1;
            }
        }
        long end = found ? salvage.foundAt() : source.windowOffset() + source.windowEnd();
        String ended = source.damage();
        if (!found && source.isLimitReached() && ended != null) {
            blocks.leaveWindow(start);
            return sourceEnds(ended, "", end, 0);
        }
        losses.lost(Loss.Kind.COMPRESSED, start, end, Loss.UNKNOWN, losses.estimate(end - start), damaged);
        blocks.leaveWindow(start);
        if (!found) {
            return damage(CaptureWarning.Kind.COMPRESSION_DAMAGED, damaged + "; " + intact());
        }
        warnings.add(
                CaptureWarning.Kind.COMPRESSION_DAMAGED,
                "",
                blocks.location(),
                damaged + "; reading went on with the part behind it");
        onGap.run();
        return blocks.advanceFrom(end);
    }

    /** Goes on with what was found. */
    private boolean goOn(CaptureWarning.Kind kind, String problem) throws IOException {
        long broken = blocks.byteOffset();
        long found = salvage.foundAt();
        if (salvage.isRepaired() && found - broken <= blocks.mostBytes(blocks.type())) {
            warnings.add(
                    CaptureWarning.Kind.LENGTH_MISMATCH,
                    "",
                    blocks.location(),
                    problem + ", but the block ends where its second length says");
            blocks.show(broken, (int) (found - broken));
            return true;
        }
        long lost = found - broken;
        losses.lost(
                Loss.Kind.BLOCKS,
                broken,
                found,
                lost,
                salvage.isExact() ? (losses.isAmongEvents() ? 1 : 0) : losses.estimate(lost),
                problem);
        warnings.add(
                kind,
                "",
                blocks.location(),
                problem + "; " + lost + " bytes are lost, and reading went on at byte " + found);
        if (!salvage.isExact()) {
            onGap.run();
        }
        return blocks.advanceFrom(found);
    }

    private boolean damage(CaptureWarning.Kind kind, String message) throws IOException {
        blocks.stop();
        if (options.onDamage() == ReadOptions.OnDamage.FAIL) {
            throw new MalformedCaptureException(blocks.location() + ": " + message, blocks.location());
        }
        warnings.add(kind, "", blocks.location(), message);
        return false;
    }

    private String intact() {
        return blocks.blockNumber() == 1
                ? "nothing before it"
                : "the " + (blocks.blockNumber() - 1) + " blocks before it are intact";
    }

    private static boolean isKnown(int type) {
        return BlockType.find(type) != null;
    }
}
