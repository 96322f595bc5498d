package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.format.block.ProcessList;
import io.scapula.format.block.UnknownBlock;
import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.ProcessBytes;
import io.scapula.format.testing.Reading;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockFramingTest {
    private static final ReadOptions FAIL = ReadOptions.DEFAULT.withOnDamage(ReadOptions.OnDamage.FAIL);
    private static final int EVENT_V2 = 0x216;

    private static EventBytes close(int fd) {
        return EventBytes.of("SYSCALL_CLOSE_E").values(fd);
    }

    @BothByteOrders
    void anUnknownBlockIsSteppedOverAndHandedOut(ByteOrder order) {
        Reading reading = Reading.of(CaptureBytes.section(order)
                .block(0x999, body -> body.u32(0x01020304).u8(5))
                .event(close(3)));

        UnknownBlock block = reading.block(UnknownBlock.class);
        assertThat(reading.events()).hasSize(1);
        assertThat(block.typeCode()).isEqualTo(0x999);
        assertThat(block.body().order()).isEqualTo(order);
        assertThat(block.body().getInt(0)).isEqualTo(0x01020304);
        assertThat(block.body().remaining()).isEqualTo(8);
        assertThat(block.body().isReadOnly()).isTrue();
        assertThat(reading.statistics().unknownBlocks()).isEqualTo(1);
        assertThat(reading.warnings())
                .singleElement()
                .hasToString("block 2 at byte 28: block type 0x999 is not known to this version of Scapula and was"
                        + " stepped over");
    }

    @Test
    void unknownBlocksAreNoDamage() {
        byte[] capture = CaptureBytes.section().block(0x999, body -> {}).toByteArray();

        Reading reading = Reading.of(capture, FAIL);

        assertThat(reading.warnings())
                .extracting(warning -> warning.kind().isDamage())
                .containsExactly(false);
    }

    @BothByteOrders
    void anUnknownBlockAmongEventsIsSteppedOver(ByteOrder order) {
        Reading reading = Reading.of(CaptureBytes.section(order)
                .event(close(3))
                .block(0x7FFFFFFF, body -> {})
                .event(close(4)));

        assertThat(reading.events()).hasSize(2);
    }

    @BothByteOrders
    void metadataAfterTheFirstEventIsReadAndReported(ByteOrder order) {
        Reading reading = Reading.of(CaptureBytes.section(order)
                .event(close(3))
                .processes(9, ProcessBytes.of(7))
                .event(close(4)));

        assertThat(reading.block(ProcessList.class).entries()).hasSize(1);
        assertThat(reading.events()).hasSize(2);
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.LATE_METADATA);
        assertThat(reading.warnings().get(0))
                .hasToString(
                        "block 3 at byte 80: a block of type PROCESS_LIST_V9 follows the first event of its section");
    }

    @BothByteOrders
    void metadataAtTheStartOfALaterSectionIsNotLate(ByteOrder order) {
        Reading reading = Reading.of(CaptureBytes.section(order)
                .event(close(3))
                .nextSection(order)
                .processes(9, ProcessBytes.of(7))
                .event(close(4)));

        assertThat(reading.warnings()).isEmpty();
    }

    @BothByteOrders
    void differingLengthsAreForgivenIfTheNextBlockIsInPlace(ByteOrder order) {
        byte[] event = event(order);

        Reading reading = Reading.of(CaptureBytes.section(order)
                .misframed(EVENT_V2, event.length + 12, body -> body.raw(event), 999)
                .event(close(4)));

        assertThat(reading.events()).hasSize(2);
        assertThat(reading.warnings())
                .singleElement()
                .hasToString("block 2 at byte 28: block lengths " + (event.length + 12)
                        + " and 999 differ, but the next block is in place");
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.LENGTH_MISMATCH);
    }

    @BothByteOrders
    void differingLengthsOfTheLastBlockAreForgiven(ByteOrder order) {
        byte[] event = event(order);

        Reading reading = Reading.of(
                CaptureBytes.section(order).misframed(EVENT_V2, event.length + 12, body -> body.raw(event), 0));

        assertThat(reading.events()).hasSize(1);
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.LENGTH_MISMATCH);
    }

    @BothByteOrders
    void differingLengthsBeforeNoBlockLoseTheBlock(ByteOrder order) {
        byte[] event = event(order);

        Reading reading = Reading.of(CaptureBytes.section(order)
                .event(close(3))
                .misframed(EVENT_V2, event.length + 8, body -> body.raw(event), event.length + 8)
                .event(close(4)));

        assertThat(reading.events()).hasSize(2);
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.FRAMING_LOST);
        assertThat(reading.warnings().get(0).toString())
                .startsWith("block 3 at byte 80: block lengths 48 and ")
                .endsWith(" differ and no block follows; 52 bytes are lost, and reading went on at byte 132");
    }

    @Test
    void differingLengthsFailWhereDamageIsToFail() {
        byte[] event = event(ByteOrder.LITTLE_ENDIAN);
        byte[] capture = CaptureBytes.section()
                .misframed(EVENT_V2, event.length + 12, body -> body.raw(event), 999)
                .event(close(4))
                .toByteArray();

        assertThatThrownBy(() -> Reading.of(capture, FAIL))
                .cause()
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessage("block 2 at byte 28: block lengths 52 and 999 differ");
    }

    private static byte[] event(ByteOrder order) {
        byte[] block = CaptureBytes.empty(order).event(close(3)).toByteArray();
        return Arrays.copyOfRange(block, 8, block.length - 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 8, 11})
    void aLengthBelowTheFrameLosesTheBlock(int length) {
        Reading reading = Reading.of(CaptureBytes.section()
                .event(close(3))
                .misframed(EVENT_V2, length, body -> {}, length)
                .event(close(4)));

        assertThat(reading.events()).hasSize(2);
        assertThat(reading.warnings())
                .singleElement()
                .hasToString("block 3 at byte 80: block length " + length + " is shorter than the 12 bytes that a block"
                        + " of its type has at least; 12 bytes are lost, and reading went on at byte 92");
    }

    @BothByteOrders
    void anEventBlockLargerThanAnyEventEndsTheReading(ByteOrder order) {
        for (int type : new int[] {0x204, 0x8010ABCD, 0x208, EVENT_V2, 0x217}) {
            Reading reading = Reading.of(CaptureBytes.section(order).block(type, body -> body.zeros(1 << 17)));

            assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.FRAMING_LOST);
            assertThat(reading.warnings().get(0).message())
                    .isEqualTo(
                            "block type 0x" + Integer.toHexString(type)
                                    + " of 131084 bytes is larger than any event of its type; the 1 blocks before it are intact");
        }
    }

    @Test
    void aKnownBlockBeyondTheLimitIsLeftOut() {
        ReadOptions small = ReadOptions.DEFAULT.withLimits(ReadLimits.DEFAULT.withMaxBlockBytes(1000));
        byte[] capture = CaptureBytes.section()
                .block(0x215, body -> body.zeros(1000))
                .event(close(4))
                .toByteArray();

        Reading reading = Reading.of(capture, small);

        assertThat(reading.events()).hasSize(1);
        assertThat(reading.warnings())
                .singleElement()
                .hasToString("block 2 at byte 28: block type 0x215 of 1012 bytes is larger than the limit of 1000;"
                        + " 1012 bytes are lost, and reading went on at byte 1040");
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.LIMIT_REACHED);
    }

    @ParameterizedTest
    @ValueSource(longs = {0x7FFFFFFC, 0x80000000L, 0xFFFFFFFFL})
    void anAbsurdLengthEndsTheReading(long length) {
        Reading reading =
                Reading.of(CaptureBytes.section().event(close(3)).misframed(0x999, length, body -> {}, length));

        assertThat(reading.events()).hasSize(1);
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.FRAMING_LOST);
        assertThat(reading.warnings().get(0).message())
                .startsWith("block type 0x999 of " + length + " bytes is larger than the limit of 536870912");
    }

    @Test
    void truncationFailsWhereDamageIsToFail() {
        CaptureBytes capture = CaptureBytes.section().event(close(3)).event(close(4));
        byte[] cut = capture.truncateAt(capture.size() - 5);

        assertThatThrownBy(() -> Reading.of(cut, FAIL))
                .cause()
                .isInstanceOfSatisfying(
                        MalformedCaptureException.class,
                        e -> assertThat(e.location()).isEqualTo(new CaptureLocation(3, 80)))
                .hasMessage(
                        "block 3 at byte 80: the block of 52 bytes ends after 47; the 2 blocks before it are intact");
    }

    @Test
    void damagedListsFailWhereDamageIsToFail() {
        byte[] capture = CaptureBytes.section()
                .block(0x215, body -> body.u32(400).u64(1))
                .toByteArray();

        assertThatThrownBy(() -> Reading.of(capture, FAIL))
                .cause()
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessage("block 2 at byte 28: process list V9, entry 1: an entry length leaves 396 bytes where 8 are"
                        + " there");
    }

    @Test
    void warningsAreBoundedHoweverManyThereAre() {
        CaptureBytes capture = CaptureBytes.section();
        for (int type = 0; type < 2000; type++) {
            capture.block(0x10000 + type, body -> {});
        }

        Reading reading = Reading.of(capture);

        assertThat(reading.warnings()).hasSizeLessThan(300);
        assertThat(reading.warnings().stream().mapToLong(CaptureWarning::count).sum())
                .isEqualTo(2000);
    }

    @Test
    void whatAnUnknownBlockHoldsStaysWhenTheReaderGoesOn() {
        Reading reading = Reading.of(
                CaptureBytes.section().block(0x999, body -> body.u32(1)).block(0x998, body -> body.zeros(1 << 20)));

        ByteBuffer first = ((UnknownBlock) reading.metadata().get(1)).body();
        assertThat(first.getInt(0)).isEqualTo(1);
    }
}
