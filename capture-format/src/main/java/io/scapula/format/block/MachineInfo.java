package io.scapula.format.block;

import io.scapula.format.CaptureText;
import io.scapula.format.CaptureWarning;
import org.jspecify.annotations.Nullable;

/**
 * The machine that was recorded. The format does not record its architecture or kernel.
 *
 * <pre>
 * offset size field
 *      0    4 cpus
 *      4    8 memory_bytes
 *     12    8 highest_pid
 *     20  128 hostname        ends at its first NUL
 *    148    8 boot_time       nanoseconds since the epoch; 0 in older files
 *    156    8 flags           0 in older files
 *    164   16 reserved
 * </pre>
 *
 * @param cpus          number of processors, unsigned
 * @param memoryBytes   physical memory
 * @param highestPid    highest process id, usually 0 in files
 * @param hostname      name of the machine, empty if not recorded
 * @param bootTimeNanos boot time in nanoseconds since the epoch, or 0 if not recorded
 * @param flags         recorder flags, or 0
 */
public record MachineInfo(long cpus, long memoryBytes, long highestPid, String hostname, long bootTimeNanos, long flags)
        implements MetadataBlock {
    private static final int HOSTNAME_BYTES = 128;

    /** Reads the body; {@code null} if it is too short to hold a host name. */
    public static @Nullable MachineInfo decode(BlockBody body, ListDamage damage) {
        try {
            long cpus = body.u32("number of CPUs");
            long memory = body.i64("memory size");
            long highestPid = body.i64("highest pid");
            String hostname = untilNul(body.bytes(HOSTNAME_BYTES, "hostname"));
            long bootTime = body.remaining() >= 8 ? body.i64("boot time") : 0;
            long flags = body.remaining() >= 8 ? body.i64("flags") : 0;
            return new MachineInfo(cpus, memory, highestPid, hostname, bootTime, flags);
        } catch (BlockBody.Unreadable e) {
            damage.report(CaptureWarning.Kind.MALFORMED_LIST, "machine info: " + e.getMessage());
            return null;
        }
    }

    /** Writes the body. */
    public void encode(BlockBuilder body) {
        body.u32(cpus);
        body.i64(memoryBytes);
        body.i64(highestPid);
        body.fixedText(hostname, HOSTNAME_BYTES);
        body.i64(bootTimeNanos);
        body.i64(flags);
        body.i64(0);
        body.i64(0);
    }

    private static String untilNul(byte[] bytes) {
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return CaptureText.decode(bytes, 0, length);
    }
}
