package io.scapula.fuzz;

import io.scapula.format.block.BlockType;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.testing.BlockOptionBytes;
import io.scapula.format.testing.Bytes;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.FdBytes;
import io.scapula.format.testing.InterfaceBytes;
import io.scapula.format.testing.ProcessBytes;
import io.scapula.format.testing.UserBytes;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A capture made of a fuzzer's choices: blocks of all types whose framing mostly holds, so that what is wrong lies where
 * framing does not catch it. Threads, descriptors and names come from a small stock, for events to be about the same.
 */
final class HostileCapture {
    private static final int MOST_BLOCKS = 300;
    private static final List<Long> THREADS =
            List.of(1L, 2L, 3L, 100L, 101L, 102L, -1L, 0L, Long.MAX_VALUE, Long.MIN_VALUE, 0x1_0000_0001L);

    private static final List<String> TEXTS = List.of(
            "sh",
            "/bin/sh",
            "-c\0exit 3\0",
            "/etc/passwd",
            "../../x",
            "",
            "(NULL)",
            "<NA>",
            "container",
            "cpu=/docker/0123456789ab0123456789ab0123456789ab0123456789ab0123456789ab0123\0name=systemd=/\0",
            "{\"container\":{\"id\":\"0123456789ab\",\"type\":0,\"name\":\"web\"}}",
            "HOME=/root\0PATH=/usr/bin\0",
            "127.0.0.1:80->10.0.0.2:4000");

    private final Choices choices;
    private final List<byte[]> recorded;
    private final EventTable table = EventTable.current();
    private CaptureBytes capture;
    private long nanos = 1_700_000_000_000_000_000L;

    private HostileCapture(Choices choices, List<byte[]> recorded) {
        this.choices = choices;
        this.recorded = recorded;
        this.capture = CaptureBytes.section(order());
    }

    /**
     * Builds a capture.
     *
     * @param recorded blocks of recordings, to be taken up and changed
     */
    static byte[] of(byte[] choices, List<byte[]> recorded) {
        HostileCapture built = new HostileCapture(new Choices(choices), recorded);
        for (int block = 0; block < MOST_BLOCKS && built.choices.hasMore(); block++) {
            built.block();
        }
        return built.capture.toByteArray();
    }

    private ByteOrder order() {
        return choices.oneIn(4) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private void block() {
        switch (choices.below(20)) {
            case 0 -> capture.processes(1 + choices.below(9), process(), process());
            case 1 -> capture.descriptors(1 + choices.below(2), thread(), descriptor(), descriptor());
            case 2 -> capture.interfaces(1 + choices.below(2), anInterface());
            case 3 -> capture.users(1 + choices.below(2), user());
            case 4 -> capture.machine(choices.of(TEXTS), choices.below(64));
            case 5 -> capture.nextSection(order());
            case 6 -> capture.block(anyType(), body -> body.raw(choices.bytes(choices.below(64))));
            case 7 -> misframed();
            case 8, 9, 10, 11 -> recorded();
            default -> capture.event(event());
        }
    }

    private void misframed() {
        byte[] body = choices.bytes(choices.below(64));
        long honest = body.length + 12 + (-body.length & 3);
        long first = choices.oneIn(2) ? choices.number() : honest + choices.below(32) - 16;
        capture.misframed(anyType(), first, out -> out.raw(body), choices.oneIn(2) ? first : honest);
    }

    private int anyType() {
        return choices.oneIn(8)
                ? (int) choices.number()
                : choices.of(List.of(BlockType.values())).code();
    }

    /** Blocks of a recording in a row, some of their bytes changed. */
    private void recorded() {
        int from = choices.below(1 << 16) * 7 % recorded.size();
        int count = 1 + choices.below(8);
        for (byte[] block : recorded.subList(from, Math.min(from + count, recorded.size()))) {
            byte[] changed = block.clone();
            for (int change = choices.below(4); change > 1; change--) {
                // Lengths and types at the beginning stay what they are.
                int position = 8 + choices.below(1 << 16) % Math.max(1, block.length - 12);
                changed[position] = (byte) choices.number();
            }
            capture.raw(changed);
        }
    }

    private EventBytes event() {
        int code = choices.oneIn(16) ? choices.below(1 << 16) : choices.below(1 << 16) % table.size();
        nanos += choices.oneIn(16) ? choices.number() : 1000;
        EventBytes event = EventBytes.of(code).at(nanos).thread(thread()).cpu(choices.below(256));
        switch (choices.below(16)) {
            case 8, 9 -> event.dumpFlags(choices.number());
            case 10 -> event.version1();
            case 11 -> event.large(choices.oneIn(2)).wideLengths(choices.oneIn(2));
            case 12 -> event.lengthError(choices.number());
            case 13 -> event.claimedCount(choices.number());
            case 14 -> event.options(new BlockOptionBytes(choices.below(4), text()));
            default -> {}
        }
        parameters(event, table.find(code));
        return event;
    }

    private void parameters(EventBytes event, @Nullable EventType type) {
        int known = type == null ? 2 : type.parameters().size();
        int count = choices.oneIn(8) ? choices.below(known + 4) : known;
        for (int index = 0; index < count; index++) {
            int width = type == null || index >= known
                    ? 0
                    : type.parameters().get(index).type().width();
            if (choices.oneIn(16)) {
                width = choices.below(17);
            }
            byte[] value = width > 0 ? null : variable();
            int fixed = width;
            long number = width > 0 ? id() : 0;
            event.parameter(out -> {
                if (value == null) {
                    integer(out, fixed, number);
                } else {
                    out.raw(value);
                }
            });
        }
    }

    /** Numbers are often those of threads, since threads are what events are about. */
    private long id() {
        return choices.oneIn(3) ? thread() : choices.number();
    }

    private static void integer(Bytes out, int width, long value) {
        switch (width) {
            case 2 -> out.u16((int) value);
            case 4 -> out.u32(value);
            case 8 -> out.u64(value);
            default -> {
                for (int octet = 0; octet < width; octet++) {
                    out.u8((int) (value >>> 8 * (octet & 7)));
                }
            }
        }
    }

    private byte[] variable() {
        return switch (choices.below(6)) {
            case 0 -> new byte[0];
            case 1, 2 -> Bytes.in(ByteOrder.LITTLE_ENDIAN).text(text()).toByteArray();
            case 3 -> choices.bytes(choices.below(64));
            case 4 -> socket();
            default ->
                Bytes.in(ByteOrder.LITTLE_ENDIAN)
                        .u16(choices.below(4))
                        .raw(choices.bytes(10 * choices.below(4)))
                        .toByteArray();
        };
    }

    /** The family, and as many bytes as an address or a pair of them has. */
    private byte[] socket() {
        int family = choices.of(List.of(1, 2, 10, 0, 255));
        int honest = family == 1 ? 16 : family == 2 ? 12 : 36;
        int length = choices.oneIn(4) ? choices.below(64) : honest;
        return Bytes.in(ByteOrder.LITTLE_ENDIAN)
                .u8(family)
                .raw(choices.bytes(length))
                .toByteArray();
    }

    private long thread() {
        return choices.of(THREADS);
    }

    private String text() {
        return choices.text(TEXTS);
    }

    private ProcessBytes process() {
        ProcessBytes process = ProcessBytes.of(thread());
        if (choices.oneIn(2)) {
            process.comm(text()).args(text(), text()).env(text()).cgroups(text(), text());
        }
        return choices.oneIn(4)
                ? process.tailBytes(choices.below(ProcessBytes.WHOLE_TAIL)).appended(choices.bytes(choices.below(16)))
                : process;
    }

    private FdBytes descriptor() {
        long number = choices.number();
        return switch (choices.below(6)) {
            case 0 -> FdBytes.file(number, choices.below(256), text());
            case 1 -> FdBytes.file(number, choices.below(256), text(), choices.number());
            case 2 -> FdBytes.connection(number, "10.0.0.1", choices.below(1 << 16), "10.0.0.2", 80);
            case 3 -> FdBytes.unixSocket(number, choices.number(), choices.number(), text());
            case 4 -> FdBytes.named(number, choices.below(32), text());
            default -> {
                byte[] target = choices.bytes(choices.below(40));
                yield FdBytes.of(number, choices.below(256), out -> out.raw(target));
            }
        };
    }

    private InterfaceBytes anInterface() {
        return InterfaceBytes.of(
                choices.oneIn(2) ? 2 + choices.below(2) : choices.below(256),
                text(),
                choices.oneIn(2) ? "fe80::1" : "10.0.0.1",
                choices.oneIn(2) ? "ffff::" : "255.0.0.0",
                choices.oneIn(2) ? "::" : "10.255.255.255",
                choices.number());
    }

    private UserBytes user() {
        return choices.oneIn(2)
                ? UserBytes.group(choices.below(4), choices.number(), text())
                : UserBytes.user(choices.number(), choices.number(), text(), text(), text());
    }
}
