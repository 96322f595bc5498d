package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.block.BlockOption;
import io.scapula.format.block.FdList;
import io.scapula.format.block.InterfaceList;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessList;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.block.UserList;
import io.scapula.format.testing.BundledCaptures;
import io.scapula.format.testing.EventSnapshot;
import io.scapula.format.testing.Reading;
import io.scapula.format.testing.SampleCaptures;
import io.scapula.format.testing.Written;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
    static List<Path> recordings() {
        return BundledCaptures.all();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void aRecordingIsTheSameAfterwards(Path recording) {
        Reading before = Reading.of(recording, ReadOptions.DEFAULT);

        byte[] written = Written.copy(recording, WriteOptions.DEFAULT).bytes();

        assertSame(before, Reading.of(written));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void writingAgainGivesTheSameBytes(Path recording) {
        byte[] once = Written.copy(recording, WriteOptions.DEFAULT).bytes();

        assertThat(Written.copy(once, WriteOptions.DEFAULT).bytes()).isEqualTo(once);
    }

    @ParameterizedTest
    @EnumSource(OutputCompression.class)
    void aCompressedCaptureHoldsTheSame(OutputCompression compression) {
        byte[] capture = SampleCaptures.everything(ByteOrder.LITTLE_ENDIAN).toByteArray();
        WriteOptions options = WriteOptions.DEFAULT.withCompression(compression);

        byte[] written = Written.copy(capture, options).bytes();

        assertSame(Reading.of(capture), Reading.of(written));
        assertThat(Written.copy(capture, options).bytes()).isEqualTo(written);
    }

    static void assertSame(Reading before, Reading after) {
        assertThat(after.warnings().stream().filter(warning -> warning.kind().isDamage()))
                .isEmpty();
        assertThat(after.metadata().stream().map(RoundTripTest::latest).toList())
                .isEqualTo(before.metadata().stream().map(RoundTripTest::latest).toList());
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

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    }
}
