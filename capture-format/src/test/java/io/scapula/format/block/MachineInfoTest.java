package io.scapula.format.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.CaptureWarning;
import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.Reading;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class MachineInfoTest {

    @BothByteOrders
    void everyFieldIsRead(ByteOrder order) {
        Reading reading = Reading.of(CaptureBytes.section(order).machine("node-1", 64));

        assertThat(reading.block(MachineInfo.class))
                .isEqualTo(new MachineInfo(64, 16L << 30, 0, "node-1", 1_700_000_000_000_000_000L, 3));
    }

    @BothByteOrders
    void theAliasIsTheSameBlock(ByteOrder order) {
        Reading reading =
                Reading.of(CaptureBytes.section(order).asType(0x8002ABCD).machine("old", 1));

        assertThat(reading.block(MachineInfo.class).hostname()).isEqualTo("old");
        assertThat(reading.statistics().metadataBlocks()).containsEntry(BlockType.MACHINE_INFO, 1L);
    }

    @Test
    void aHostnameMayFillItsField() {
        String name = "h".repeat(127);

        Reading reading = Reading.of(CaptureBytes.section().machine(name, 1));

        assertThat(reading.block(MachineInfo.class).hostname()).isEqualTo(name);
    }

    @Test
    void aHostnameWithoutNulEndsWithItsField() {
        Reading reading = Reading.of(CaptureBytes.section()
                .block(
                        0x201,
                        body -> body.u32(1)
                                .u64(2)
                                .u64(3)
                                .raw("x".repeat(136).getBytes())
                                .zeros(24)));

        assertThat(reading.block(MachineInfo.class).hostname()).isEqualTo("x".repeat(128));
    }

    @Test
    void whatAShorterBlockLeavesOutIsZero() {
        Reading reading = Reading.of(CaptureBytes.section()
                .block(0x201, body -> body.u32(2).u64(1024).u64(0).text("h").zeros(126)));

        assertThat(reading.block(MachineInfo.class)).isEqualTo(new MachineInfo(2, 1024, 0, "h", 0, 0));
        assertThat(reading.warnings()).isEmpty();
    }

    @Test
    void aBlockWithoutAHostnameIsDamage() {
        Reading reading = Reading.of(
                CaptureBytes.section().block(0x201, body -> body.u32(2).u64(1024)));

        assertThat(reading.metadata()).noneMatch(MachineInfo.class::isInstance);
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.MALFORMED_LIST);
        assertThat(reading.warnings().get(0).message())
                .isEqualTo("machine info: highest pid needs 8 bytes where 0 are left");
    }
}
