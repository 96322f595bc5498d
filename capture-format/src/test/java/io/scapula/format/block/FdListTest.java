package io.scapula.format.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.CaptureWarning;
import io.scapula.format.ReadLimits;
import io.scapula.format.ReadOptions;
import io.scapula.format.event.IpAddress;
import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.Bytes;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.FdBytes;
import io.scapula.format.testing.Reading;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FdListTest {

    private static IpAddress ip(String literal) {
        return IpAddress.of(Bytes.in(ByteOrder.BIG_ENDIAN).address(literal).toByteArray());
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                Arguments.of(
                        FdBytes.connection(3, "10.0.0.1", 43210, "93.184.216.34", 443),
                        3,
                        new FdTarget.Connection(ip("10.0.0.1"), 43210, ip("93.184.216.34"), 443, 2)),
                Arguments.of(
                        FdBytes.connection(3, "2001:db8::1", 65535, "::1", 80),
                        4,
                        new FdTarget.Connection(ip("2001:db8::1"), 65535, ip("::1"), 80, 2)),
                Arguments.of(FdBytes.server(3, "0.0.0.0", 53), 5, new FdTarget.ServerSocket(ip("0.0.0.0"), 53, 3)),
                Arguments.of(FdBytes.server(3, "::", 8080), 6, new FdTarget.ServerSocket(ip("::"), 8080, 3)),
                Arguments.of(
                        FdBytes.unixSocket(3, -2, 0x1122334455667788L, "/run/x.sock\n"),
                        8,
                        new FdTarget.UnixSocket(-2, 0x1122334455667788L, "/run/x.sock\n")),
                Arguments.of(
                        FdBytes.file(3, 0x80000003, "/etc/passwd"),
                        16,
                        new FdTarget.RegularFile(0x80000003, "/etc/passwd", 0)),
                Arguments.of(FdBytes.of(3, 0, out -> {}), 0, new FdTarget.Unrecognized()));
    }

    @ParameterizedTest(name = "type {1}")
    @MethodSource("targets")
    void everyKindOfTargetIsRead(FdBytes descriptor, int type, FdTarget target) {
        FdEntry expected = new FdEntry(3, 5003, type, target);

        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            for (int version = 1; version <= 2; version++) {
                Reading reading = Reading.of(CaptureBytes.section(order).descriptors(version, 7, descriptor));

                assertThat(reading.warnings()).isEmpty();
                assertThat(reading.block(FdList.class)).isEqualTo(new FdList(version, 7, java.util.List.of(expected)));
            }
        }
    }

    @ParameterizedTest(name = "type {0}")
    @ValueSource(ints = {1, 2, 7, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21})
    void theOtherKindsHaveAName(int type) {
        CaptureBytes capture = CaptureBytes.section()
                .descriptors(1, 7, FdBytes.named(4, type, "name one"))
                .descriptors(2, 8, FdBytes.named(4, type, "name two"));

        Reading reading = Reading.of(capture);

        FdTarget one = new FdTarget.Named("name one");
        FdTarget two = new FdTarget.Named("name two");
        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.metadata())
                .contains(new FdList(1, 7, java.util.List.of(new FdEntry(4, 5004, type, one))))
                .contains(new FdList(2, 8, java.util.List.of(new FdEntry(4, 5004, type, two))));
    }

    @BothByteOrders
    void filesOfVersionTwoMayTellTheirDevice(ByteOrder order) {
        Reading reading =
                Reading.of(CaptureBytes.section(order).descriptors(2, 7, FdBytes.file(3, 1, "/a", 0xF0000102L)));

        assertThat(reading.block(FdList.class).entries().get(0).target())
                .isEqualTo(new FdTarget.RegularFile(1, "/a", 0xF0000102L));
    }

    @BothByteOrders
    void theAliasIsTheFirstVersion(ByteOrder order) {
        Reading reading = Reading.of(
                CaptureBytes.section(order).asType(0x8001ABCD).descriptors(1, 7, FdBytes.named(4, 7, "pipe:[1]")));

        assertThat(reading.block(FdList.class).version()).isEqualTo(1);
        assertThat(reading.block(FdList.class).entries()).hasSize(1);
    }

    @Test
    void aThreadWithoutDescriptorsIsNormal() {
        Reading reading = Reading.of(CaptureBytes.section().descriptors(2, 7));

        assertThat(reading.block(FdList.class)).isEqualTo(new FdList(2, 7, java.util.List.of()));
        assertThat(reading.warnings()).isEmpty();
    }

    @BothByteOrders
    void whatNewerRecordersAppendIsSteppedOver(ByteOrder order) {
        Reading reading = Reading.of(CaptureBytes.section(order)
                .descriptors(
                        2,
                        7,
                        FdBytes.named(1, 7, "pipe:[1]").appended(new byte[] {9, 9, 9}),
                        FdBytes.file(2, 1, "/a", 77).appended(new byte[] {9}),
                        FdBytes.unixSocket(3, 1, 2, "/s")));

        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.block(FdList.class).entries())
                .extracting(FdEntry::target)
                .containsExactly(
                        new FdTarget.Named("pipe:[1]"),
                        new FdTarget.RegularFile(1, "/a", 77),
                        new FdTarget.UnixSocket(1, 2, "/s"));
    }

    @Test
    void aKindOfTheFutureIsSteppedOverInVersionTwo() {
        Reading reading = Reading.of(CaptureBytes.section()
                .descriptors(2, 7, FdBytes.of(1, 99, out -> out.u64(5).u8(1)), FdBytes.named(2, 7, "pipe:[1]")));

        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.block(FdList.class).entries())
                .containsExactly(
                        new FdEntry(1, 5001, 99, new FdTarget.Unrecognized()),
                        new FdEntry(2, 5002, 7, new FdTarget.Named("pipe:[1]")));
    }

    @Test
    void aKindOfTheFutureEndsAListOfVersionOne() {
        Reading reading = Reading.of(CaptureBytes.section()
                .descriptors(1, 7, FdBytes.named(2, 7, "pipe:[1]"), FdBytes.of(1, 99, out -> out.u64(5))));

        assertThat(reading.block(FdList.class).entries()).hasSize(1);
        assertThat(reading.warnings().get(0).message())
                .isEqualTo("descriptor list V1 of thread 7, entry 2: descriptor type 99 has no known size");
    }

    @Test
    void aListWithoutAThreadIsDamage() {
        Reading reading = Reading.of(CaptureBytes.section().block(0x218, body -> body.u32(7)));

        assertThat(reading.metadata()).noneMatch(FdList.class::isInstance);
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.MALFORMED_LIST);
        assertThat(reading.warnings().get(0).message())
                .isEqualTo("descriptor list V2: tid needs 8 bytes where 4 are left");
    }

    @Test
    void theLimitCountsTheDescriptorsOfAWholeSection() {
        ReadLimits limits = new ReadLimits(1 << 20, 1, 3, 1, 1);
        FdBytes[] two = {FdBytes.named(1, 7, "a"), FdBytes.named(2, 7, "b")};
        byte[] capture = CaptureBytes.section()
                .descriptors(2, 7, two)
                .descriptors(2, 8, two)
                .nextSection(ByteOrder.BIG_ENDIAN)
                .descriptors(2, 9, two)
                .toByteArray();

        Reading reading = Reading.of(capture, ReadOptions.DEFAULT.withLimits(limits));

        assertThat(reading.metadata())
                .filteredOn(FdList.class::isInstance)
                .extracting(block -> ((FdList) block).entries().size())
                .containsExactly(2, 1, 2);
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.LIMIT_REACHED);
    }
}
