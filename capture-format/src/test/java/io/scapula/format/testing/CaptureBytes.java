package io.scapula.format.testing;

import io.scapula.format.block.BlockType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A capture as bytes, for tests: sound by default, odd where a test wants it odd.
 *
 * <pre>{@code
 * byte[] capture = CaptureBytes.section(ByteOrder.BIG_ENDIAN)
 *         .processes(9, ProcessBytes.of(7).comm("nginx").tailBytes(76))
 *         .event(EventBytes.of("SYSCALL_READ_X").thread(7).values(3, "abc"))
 *         .truncateAt(57);
 * }</pre>
 */
public final class CaptureBytes {
    public static final int MAGIC = 0x1A2B3C4D;
    public static final int SECTION_HEADER_BYTES = 28;

    private final Bytes whole = Bytes.in(ByteOrder.BIG_ENDIAN);
    private ByteOrder order;
    private int nextType;

    private CaptureBytes(ByteOrder order) {
        this.order = order;
    }

    /** Nothing yet: the test wants to write the section header itself. */
    public static CaptureBytes empty(ByteOrder order) {
        return new CaptureBytes(order);
    }

    /** Starts with a section header of version 1.2. */
    public static CaptureBytes section(ByteOrder order) {
        return empty(order).nextSection(order);
    }

    /** Starts with a little-endian section header. */
    public static CaptureBytes section() {
        return section(ByteOrder.LITTLE_ENDIAN);
    }

    /** Another section; what follows is in its byte order. */
    public CaptureBytes nextSection(ByteOrder sectionOrder) {
        order = sectionOrder;
        return sectionHeader(1, 2);
    }

    /** A section header of any version, with the options that the bytes hold. */
    public CaptureBytes sectionHeader(int major, int minor, BlockOptionBytes... options) {
        return block(BlockType.SECTION_HEADER.code(), body -> {
            body.u32(MAGIC).u16(major).u16(minor).u64(-1);
            BlockOptionBytes.write(body, options);
        });
    }

    public CaptureBytes machine(String hostname, int cpus) {
        return block(BlockType.MACHINE_INFO.code(), body -> {
            body.u32(cpus).u64(16L << 30).u64(0);
            int start = body.size();
            body.text(hostname).zeros(128 - (body.size() - start));
            body.u64(1_700_000_000_000_000_000L).u64(3).u64(0).u64(0);
        });
    }

    public CaptureBytes processes(int version, ProcessBytes... processes) {
        return block(BlockType.valueOf("PROCESS_LIST_V" + version).code(), body -> {
            for (ProcessBytes process : processes) {
                process.writeTo(body, version);
            }
        });
    }

    public CaptureBytes descriptors(int version, long tid, FdBytes... descriptors) {
        return block(BlockType.valueOf("FD_LIST_V" + version).code(), body -> {
            body.u64(tid);
            for (FdBytes descriptor : descriptors) {
                descriptor.writeTo(body, version);
            }
        });
    }

    public CaptureBytes interfaces(int version, InterfaceBytes... interfaces) {
        return block(BlockType.valueOf("INTERFACE_LIST_V" + version).code(), body -> {
            for (InterfaceBytes entry : interfaces) {
                entry.writeTo(body, version);
            }
        });
    }

    public CaptureBytes users(int version, UserBytes... entries) {
        return block(BlockType.valueOf("USER_LIST_V" + version).code(), body -> {
            for (UserBytes entry : entries) {
                entry.writeTo(body, version);
            }
        });
    }

    public CaptureBytes event(EventBytes event) {
        return block(event.blockType().code(), event::writeTo);
    }

    public CaptureBytes events(EventBytes... events) {
        for (EventBytes event : events) {
            event(event);
        }
        return this;
    }

    /** The next block gets this type instead of its own, such as an alias. */
    public CaptureBytes asType(int type) {
        nextType = type;
        return this;
    }

    /** A block of any type, padded and framed. */
    public CaptureBytes block(int type, Consumer<Bytes> body) {
        Bytes content = Bytes.in(order);
        body.accept(content);
        int length = content.pad().size() + 12;
        return frame(type, length, content, length);
    }

    /** A block whose lengths say what the test wants. */
    public CaptureBytes misframed(int type, long firstLength, Consumer<Bytes> body, long secondLength) {
        Bytes content = Bytes.in(order);
        body.accept(content);
        return frame(type, firstLength, content.pad(), secondLength);
    }

    private CaptureBytes frame(int type, long firstLength, Bytes content, long secondLength) {
        int shownType = nextType == 0 ? type : nextType;
        nextType = 0;
        Bytes block = Bytes.in(order).u32(shownType).u32(firstLength).raw(content.toByteArray());
        whole.raw(block.u32(secondLength).toByteArray());
        return this;
    }

    /** Bytes that are no block. */
    public CaptureBytes raw(byte[] bytes) {
        whole.raw(bytes);
        return this;
    }

    /** Size so far, which is the offset of the next block. */
    public int size() {
        return whole.size();
    }

    public byte[] toByteArray() {
        return whole.toByteArray();
    }

    /** The first bytes only. */
    public byte[] truncateAt(int length) {
        return Arrays.copyOf(whole.toByteArray(), length);
    }

    public Path writeTo(Path file) {
        try {
            return Files.write(file, toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
