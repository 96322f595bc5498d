package io.scapula.format.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.CaptureLocation;
import io.scapula.format.Event;
import io.scapula.format.block.BlockOption;
import io.scapula.format.block.FdList;
import io.scapula.format.block.InterfaceList;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessList;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.block.UserList;
import java.nio.ByteOrder;
import java.util.List;

/** Compares what two captures say. */
public final class SameCapture {
    private SameCapture() {}

    /** Asserts that nothing but versions of lists and the place of blocks differs. */
    public static void assertSame(Reading before, Reading after) {
        assertThat(after.warnings().stream().filter(warning -> warning.kind().isDamage()))
                .isEmpty();
        assertThat(after.metadata().stream().map(SameCapture::latest).toList())
                .isEqualTo(before.metadata().stream().map(SameCapture::latest).toList());
        assertThat(after.events()).hasSameSizeAs(before.events());
        for (int index = 0; index < before.events().size(); index++) {
            Event event = after.events().get(index);
            Event original = before.events().get(index);
            assertThat(shown(event)).isEqualTo(shown(original));
        }
    }

    private record Shown(EventSnapshot event, List<BlockOption> options) {}

    private static Shown shown(Event event) {
        EventSnapshot all = EventSnapshot.of(event);
        return new Shown(
                new EventSnapshot(
                        all.number(),
                        new CaptureLocation(event.location().block(), 0),
                        all.timestampNanos(),
                        all.cpu(),
                        all.tid(),
                        all.typeCode(),
                        all.dumpFlags(),
                        all.byteOrder(),
                        all.parameters()),
                event.options());
    }

    /** As in the latest version of its list: what it says, without how it was written. */
    private static MetadataBlock latest(MetadataBlock block) {
        if (block instanceof SectionHeader header) {
            return new SectionHeader(ByteOrder.LITTLE_ENDIAN, 1, 2, SectionHeader.UNKNOWN_LENGTH, header.options());
        }
        if (block instanceof ProcessList list) {
            return new ProcessList(9, list.entries());
        }
        if (block instanceof FdList list) {
            return new FdList(2, list.tid(), list.entries());
        }
        if (block instanceof InterfaceList list) {
            return new InterfaceList(2, list.entries());
        }
        return block instanceof UserList list ? new UserList(2, list.users(), list.groups()) : block;
    }
}
