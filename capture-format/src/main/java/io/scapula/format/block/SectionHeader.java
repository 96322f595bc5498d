package io.scapula.format.block;

import io.scapula.format.CaptureLocation;
import io.scapula.format.MalformedCaptureException;
import io.scapula.format.UnsupportedCaptureException;
import io.scapula.format.WriteProfile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first block of a section: fixes the byte order and the format version.
 *
 * <pre>
 * offset size field
 *      0    4 byte_order_magic  0x1A2B3C4D, in the writer's byte order
 *      4    2 major_version     1; a higher one is refused
 *      6    2 minor_version     0 or 2 in practice; any is accepted
 *      8    8 section_length    bytes, always -1 in practice
 *     16    - options           pcapng options, seldom present
 * </pre>
 *
 * @param byteOrder     byte order of every integer in the section
 * @param majorVersion  format major version
 * @param minorVersion  format minor version, unsigned
 * @param sectionLength length of the section in bytes, or {@link #UNKNOWN_LENGTH}; not relied on
 * @param options       comments and the like
 * @see <a href="https://github.com/falcosecurity/libs">falcosecurity/libs, scap_savefile.h</a>
 */
public record SectionHeader(
        ByteOrder byteOrder, int majorVersion, int minorVersion, long sectionLength, List<BlockOption> options)
        implements MetadataBlock {
    public static final long UNKNOWN_LENGTH = -1;
    /** Bytes of the fixed part. */
    public static final int SIZE = 16;

    private static final int MAGIC = 0x1A2B3C4D;
    private static final int HIGHEST_MAJOR_VERSION = 1;
    /** What goes with the versions of blocks that are written. */
    private static final int WRITTEN_MINOR_VERSION = 2;

    public SectionHeader {
        options = List.copyOf(options);
    }

    /** The application that wrote the section, if it says so. */
    public @Nullable String application() {
        return options.stream()
                .filter(option -> option.code() == BlockOption.APPLICATION)
                .map(BlockOption::text)
                .findFirst()
                .orElse(null);
    }

    /** The byte order that the magic at the position tells, or {@code null} if there is no such magic. */
    public static @Nullable ByteOrder byteOrderAt(ByteBuffer buffer, int position) {
        int first = Byte.toUnsignedInt(buffer.get(position)) << 24
                | Byte.toUnsignedInt(buffer.get(position + 1)) << 16
                | Byte.toUnsignedInt(buffer.get(position + 2)) << 8
                | Byte.toUnsignedInt(buffer.get(position + 3));
        if (first == MAGIC) {
            return ByteOrder.BIG_ENDIAN;
        }
        return Integer.reverseBytes(first) == MAGIC ? ByteOrder.LITTLE_ENDIAN : null;
    }

    /**
     * Reads the body; the buffer has the section's byte order already.
     *
     * @throws UnsupportedCaptureException if the major version is newer than this reader
     * @throws MalformedCaptureException   if the body is too short
     */
    public static SectionHeader decode(ByteBuffer buffer, int start, int end, CaptureLocation location)
            throws MalformedCaptureException, UnsupportedCaptureException {
        if (end - start < SIZE) {
            throw new MalformedCaptureException(
                    location + ": section header of " + (end - start) + " bytes is shorter than " + SIZE, location);
        }
        int major = Short.toUnsignedInt(buffer.getShort(start + 4));
        if (major > HIGHEST_MAJOR_VERSION) {
            throw new UnsupportedCaptureException(
                    location,
                    "format version " + major
                            + ".x is newer than the 1.x that this version of Scapula reads; a newer Scapula may read it");
        }
        return new SectionHeader(
                buffer.order(),
                major,
                Short.toUnsignedInt(buffer.getShort(start + 6)),
                buffer.getLong(start + 8),
                BlockOption.decode(buffer, start + SIZE, end));
    }

    /** Writes the header of a little-endian section in version 1.2, whatever was read; options if the profile has them. */
    public void encode(BlockBuilder body, WriteProfile profile) {
        body.u32(MAGIC);
        body.u16(HIGHEST_MAJOR_VERSION);
        body.u16(WRITTEN_MINOR_VERSION);
        body.i64(UNKNOWN_LENGTH);
        if (profile.hasSectionOptions()) {
            BlockOption.encode(options, body);
        }
    }
}
