package io.scapula.format.block;

import static io.scapula.format.testing.BlockOptionBytes.comment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.format.CaptureWarning;
import io.scapula.format.MalformedCaptureException;
import io.scapula.format.UnsupportedCaptureException;
import io.scapula.format.testing.BlockOptionBytes;
import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Reading;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectionHeaderTest {

    @BothByteOrders
    void tellsTheByteOrderOfItsSection(ByteOrder order) {
        Reading reading = Reading.of(CaptureBytes.section(order));

        assertThat(reading.block(SectionHeader.class).byteOrder()).isEqualTo(order);
    }

    @BothByteOrders
    void writesNoLengthInPractice(ByteOrder order) {
        SectionHeader header = Reading.of(CaptureBytes.section(order)).block(SectionHeader.class);

        assertThat(header.sectionLength()).isEqualTo(SectionHeader.UNKNOWN_LENGTH);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 65535", "1, 0", "1, 2", "1, 3", "1, 65535"})
    void anyMinorVersionIsRead(int major, int minor) {
        SectionHeader header = Reading.of(
                        CaptureBytes.empty(ByteOrder.LITTLE_ENDIAN).sectionHeader(major, minor))
                .block(SectionHeader.class);

        assertThat(header.majorVersion()).isEqualTo(major);
        assertThat(header.minorVersion()).isEqualTo(minor);
    }

    @BothByteOrders
    void aHigherMajorVersionIsUnsupported(ByteOrder order) {
        byte[] capture = CaptureBytes.empty(order).sectionHeader(2, 0).toByteArray();

        assertThatThrownBy(() -> Reading.of(capture))
                .isInstanceOf(UncheckedIOException.class)
                .cause()
                .isInstanceOf(UnsupportedCaptureException.class)
                .hasMessage("block 1 at byte 0: format version 2.x is newer than the 1.x that this version of Scapula"
                        + " reads; a newer Scapula may read it");
    }

    @BothByteOrders
    void optionsNameTheApplicationAndComments(ByteOrder order) {
        SectionHeader header = Reading.of(CaptureBytes.empty(order)
                        .sectionHeader(1, 2, comment("täst"), new BlockOptionBytes(4, "Stratoshark 0.9")))
                .block(SectionHeader.class);

        assertThat(header.options()).containsExactly(new BlockOption(1, "täst"), new BlockOption(4, "Stratoshark 0.9"));
        assertThat(header.application()).isEqualTo("Stratoshark 0.9");
    }

    @Test
    void mostWritersDoNotNameThemselves() {
        SectionHeader header = Reading.of(CaptureBytes.section()).block(SectionHeader.class);

        assertThat(header.options()).isEmpty();
        assertThat(header.application()).isNull();
    }

    @Test
    void anOptionThatDoesNotFitEndsTheOptions() {
        byte[] capture = CaptureBytes.empty(ByteOrder.LITTLE_ENDIAN)
                .block(
                        BlockType.SECTION_HEADER.code(),
                        body -> body.u32(CaptureBytes.MAGIC)
                                .u16(1)
                                .u16(2)
                                .u64(-1)
                                .u16(1)
                                .str16("ok")
                                .pad()
                                .u16(1)
                                .u16(5)
                                .raw(1, 2, 3, 4))
                .toByteArray();

        SectionHeader header = Reading.of(capture).block(SectionHeader.class);

        assertThat(header.options()).containsExactly(new BlockOption(1, "ok"));
    }

    @BothByteOrders
    void aShortOneInALaterSectionIsLost(ByteOrder order) {
        CaptureBytes capture = CaptureBytes.section(order).event(EventBytes.of("SYSCALL_CLOSE_E"));
        int offset = capture.size();
        capture.block(
                        BlockType.SECTION_HEADER.code(),
                        body -> body.u32(CaptureBytes.MAGIC).u16(1).u16(2))
                .event(EventBytes.of("SYSCALL_CLOSE_E"));

        Reading reading = Reading.of(capture);

        assertThat(reading.events()).hasSize(2);
        assertThat(reading.warnings())
                .singleElement()
                .hasToString("block 3 at byte " + offset + ": block length 20 is shorter than the 28 bytes that a block"
                        + " of its type has at least; 20 bytes are lost, and reading went on at byte " + (offset + 20));
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.FRAMING_LOST);
    }

    @Test
    void oneWithoutMagicInALaterSectionIsTakenForOneIfItsLengthsAgree() {
        CaptureBytes capture = CaptureBytes.section().event(EventBytes.of("SYSCALL_CLOSE_E"));
        int offset = capture.size();
        capture.block(
                BlockType.SECTION_HEADER.code(), body -> body.u32(0x1A2B3C4E).zeros(12));

        Reading reading = Reading.of(capture);

        assertThat(reading.events()).hasSize(1);
        assertThat(reading.warnings())
                .singleElement()
                .hasToString("block 3 at byte " + offset
                        + ": section header has no byte order magic; its lengths tell the order");
    }

    @Test
    void oneWithoutMagicAtTheStartIsRefused() {
        byte[] capture = CaptureBytes.empty(ByteOrder.LITTLE_ENDIAN)
                .block(
                        BlockType.SECTION_HEADER.code(),
                        body -> body.u32(0x11223344).zeros(12))
                .toByteArray();

        assertThatThrownBy(() -> Reading.of(capture))
                .cause()
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessageContaining("not a capture");
    }
}
