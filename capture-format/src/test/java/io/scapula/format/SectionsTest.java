package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.block.SectionHeader;
import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Reading;
import io.scapula.format.testing.SlowStream;
import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Captures that were concatenated. */
class SectionsTest {
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;

    private static EventBytes close(int fd) {
        return EventBytes.of("SYSCALL_CLOSE_E").thread(9).values(fd);
    }

    @Test
    void eachSectionHasItsOwnByteOrder() {
        Reading reading = Reading.of(CaptureBytes.section(LITTLE)
                .event(close(3))
                .nextSection(BIG)
                .event(close(4))
                .nextSection(LITTLE)
                .event(close(5)));

        assertThat(reading.events()).extracting(event -> event.integer(0, -1)).containsExactly(3L, 4L, 5L);
        assertThat(reading.events()).extracting(EventView::byteOrder).containsExactly(LITTLE, BIG, LITTLE);
        assertThat(reading.metadata())
                .extracting(block -> ((SectionHeader) block).byteOrder())
                .containsExactly(LITTLE, BIG, LITTLE);
        assertThat(reading.warnings()).isEmpty();
    }

    @BothByteOrders
    void eventNumbersGoOn(ByteOrder order) {
        Reading reading = Reading.of(CaptureBytes.section(order)
                .events(close(3), close(4))
                .nextSection(order)
                .event(close(5)));

        assertThat(reading.events()).extracting(Event::number).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aLaterSectionOfAnUnknownVersionEndsTheReading() {
        CaptureBytes capture = CaptureBytes.section(LITTLE).event(close(3));
        long end = capture.size();

        Reading reading = Reading.of(capture.sectionHeader(2, 0).event(close(4)));

        assertThat(reading.events()).extracting(event -> event.integer(0, -1)).containsExactly(3L);
        assertThat(reading.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.kind()).isEqualTo(CaptureWarning.Kind.UNSUPPORTED_SECTION);
            assertThat(warning.location()).isEqualTo(new CaptureLocation(3, end));
            assertThat(warning.message()).contains("format version 2.x");
        });
    }

    @Test
    void anEnterEventOfTheSectionBeforeIsForgotten() {
        byte[] capture = CaptureBytes.section(LITTLE)
                .event(EventBytes.of("SYSCALL_READ_E").thread(9).values(33, 44))
                .nextSection(LITTLE)
                .event(EventBytes.of("SYSCALL_READ_X").thread(9).values(0, "x"))
                .toByteArray();

        Event event = Reading.unified(capture).event();

        assertThat(event.parameterCount()).isEqualTo(4);
        assertThat(event.has(2)).isFalse();
    }

    @Test
    void aSectionWithoutEventsIsFine() {
        Reading reading = Reading.of(
                CaptureBytes.section(LITTLE).nextSection(BIG).nextSection(BIG).event(close(4)));

        assertThat(reading.events()).hasSize(1);
        assertThat(reading.metadata()).hasSize(3);
    }

    @Test
    void noEventAtAllIsAnEmptyCapture() {
        Reading reading = Reading.of(CaptureBytes.section(LITTLE));

        assertThat(reading.events()).isEmpty();
        assertThat(reading.warnings()).isEmpty();
    }

    /** The stream's window may end anywhere in the second section header. */
    @Test
    void aSectionHeaderMayArriveInPieces() throws IOException {
        for (int filler = 0; filler < 64; filler += 4) {
            int size = (1 << 18) - 28 - 12 - filler;
            byte[] capture = CaptureBytes.section(LITTLE)
                    .block(0x999, body -> body.zeros(size))
                    .nextSection(BIG)
                    .event(close(4))
                    .nextSection(LITTLE)
                    .event(close(5))
                    .toByteArray();

            Reading reading = Reading.of(
                    CaptureReader.open(new SlowStream(capture, 1 << 20, 1), Reading.NAME, ReadOptions.DEFAULT));

            assertThat(reading.events())
                    .extracting(event -> event.integer(0, -1))
                    .containsExactly(4L, 5L);
            assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.UNKNOWN_BLOCK);
        }
    }

    @Test
    void aSectionHeaderCutOffIsTruncation() {
        CaptureBytes capture = CaptureBytes.section(LITTLE).event(close(3)).nextSection(BIG);
        byte[] cut = capture.truncateAt(capture.size() - 3);

        Reading reading = Reading.of(cut);

        assertThat(reading.events()).hasSize(1);
        assertThat(reading.warnings())
                .singleElement()
                .hasToString("block 3 at byte 80: the capture ends 25 bytes into a block header; the 2 blocks before it"
                        + " are intact");
    }
}
