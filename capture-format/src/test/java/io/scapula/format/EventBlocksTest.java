package io.scapula.format;

import static io.scapula.format.testing.BlockOptionBytes.comment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.format.block.BlockOption;
import io.scapula.format.event.ParameterValue;
import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBlocksTest {
    private static final byte[] DATA = {1, 2, 3, 4, 5};

    private static EventBytes read() {
        return EventBytes.of("SYSCALL_READ_X")
                .at(0x1122334455667788L)
                .thread(0x123456789AL)
                .cpu(65535)
                .values(-11, DATA, 3, 4096);
    }

    private static void assertThatReadWasRead(Event event, int parameters) {
        assertThat(event.number()).isEqualTo(1);
        assertThat(event.timestampNanos()).isEqualTo(0x1122334455667788L);
        assertThat(event.tid()).isEqualTo(0x123456789AL);
        assertThat(event.cpu()).isEqualTo(65535);
        assertThat(event.typeCode()).isEqualTo(7);
        assertThat(event.parameterCount()).isEqualTo(parameters);
        assertThat(event.integer(0, 0)).isEqualTo(-11);
        assertThat(event.bytes(1)).isEqualTo(DATA);
        assertThat(event.integer(2, -1)).isEqualTo(parameters > 2 ? 3 : -1);
        assertThat(event.integer(3, -1)).isEqualTo(parameters > 2 ? 4096 : -1);
    }

    @BothByteOrders
    void versionTwo(ByteOrder order) {
        Event event = Reading.of(CaptureBytes.section(order).event(read())).event();

        assertThatReadWasRead(event, 4);
        assertThat(event.dumpFlags()).isZero();
    }

    @BothByteOrders
    void versionTwoWithFlags(ByteOrder order) {
        Event event = Reading.of(CaptureBytes.section(order).event(read().dumpFlags(0x80000001L)))
                .event();

        assertThatReadWasRead(event, 4);
        assertThat(event.dumpFlags()).isEqualTo(0x80000001);
        assertThat(event.isStateOnly()).isTrue();
    }

    @BothByteOrders
    void versionOne(ByteOrder order) {
        EventBytes old = EventBytes.of("SYSCALL_READ_X")
                .at(0x1122334455667788L)
                .thread(0x123456789AL)
                .cpu(65535)
                .version1()
                .values(-11, DATA);

        assertThatReadWasRead(Reading.of(CaptureBytes.section(order).event(old)).event(), 2);
        assertThatReadWasRead(
                Reading.of(CaptureBytes.section(order).asType(0x8010ABCD).event(old))
                        .event(),
                2);
    }

    @BothByteOrders
    void versionOneWithFlags(ByteOrder order) {
        EventBytes old =
                EventBytes.of("SYSCALL_CLOSE_E").version1().dumpFlags(1).values(9);

        Event event = Reading.of(CaptureBytes.section(order).event(old)).event();

        assertThat(event.dumpFlags()).isEqualTo(1);
        assertThat(event.integer(0, -1)).isEqualTo(9);
    }

    @BothByteOrders
    void largeBlocksHaveLengthsOfFourBytes(ByteOrder order) {
        byte[] megabyte = new byte[1 << 20];
        megabyte[megabyte.length - 1] = 42;
        EventBytes plugin = EventBytes.of("PLUGINEVENT_E").thread(-1).values(7, megabyte);

        Event event = Reading.of(CaptureBytes.section(order).event(plugin)).event();

        assertThat(event.tid()).isEqualTo(-1);
        assertThat(event.integer(0, -1)).isEqualTo(7);
        assertThat(event.bytes(1)).isEqualTo(megabyte);
    }

    @BothByteOrders
    void largeBlocksMayHaveFlags(ByteOrder order) {
        EventBytes plugin = EventBytes.of("ASYNCEVENT_E").dumpFlags(1).values(7, "container", "{}");

        Event event = Reading.of(CaptureBytes.section(order).event(plugin)).event();

        assertThat(event.isStateOnly()).isTrue();
        assertThat(event.text(1)).isEqualTo("container");
    }

    @BothByteOrders
    void theWidthOfLengthsGoesWithTheCodeNotTheBlock(ByteOrder order) {
        EventBytes small = EventBytes.of("PLUGINEVENT_E").large(false).values(7, DATA);
        EventBytes large = EventBytes.of("SYSCALL_CLOSE_E").large(true).values(9);

        Reading reading = Reading.of(CaptureBytes.section(order).events(small, large));

        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.events().get(0).bytes(1)).isEqualTo(DATA);
        assertThat(reading.events().get(1).integer(0, -1)).isEqualTo(9);
    }

    @BothByteOrders
    void anUnknownCodeKeepsItsBytesAndGetsNoNumber(ByteOrder order) {
        EventBytes unknown = EventBytes.of(5000).thread(4).values("raw", DATA);
        EventBytes unknownLarge =
                EventBytes.of(5001).large(true).wideLengths(true).values("raw");
        EventBytes known = EventBytes.of("SYSCALL_CLOSE_E").values(9);

        Reading reading = Reading.of(CaptureBytes.section(order).events(unknown, unknownLarge, known));

        assertThat(reading.events()).extracting(Event::number).containsExactly(0L, 0L, 1L);
        assertThat(reading.events().get(0).type()).isNull();
        assertThat(reading.events().get(0).bytes(1)).isEqualTo(DATA);
        assertThat(reading.events().get(0).value(1)).isInstanceOf(ParameterValue.Raw.class);
        assertThat(reading.events().get(1).text(0)).isEqualTo("raw");
        assertThat(reading.statistics().unknownEvents()).isEqualTo(2);
        assertThat(reading.statistics().events()).isEqualTo(1);
    }

    @Test
    void eachUnknownCodeIsOneWarningThatIsCounted() {
        Reading reading = Reading.of(
                CaptureBytes.section().events(EventBytes.of(5000), EventBytes.of(5001), EventBytes.of(5000)));

        assertThat(reading.warnings())
                .extracting(CaptureWarning::toString)
                .containsExactly(
                        "block 2 at byte 28: event code 5000 is newer than this version of Scapula; its events are"
                                + " kept raw (2 times)",
                        "block 3 at byte 68: event code 5001 is newer than this version of Scapula; its events are"
                                + " kept raw");
    }

    @Test
    void parametersThatOldRecordersDidNotWriteAreAbsent() {
        Reading reading = Reading.of(
                CaptureBytes.section().event(EventBytes.of("SYSCALL_READ_X").values(0, DATA)));

        Event event = reading.event();
        assertThat(event.has(2)).isFalse();
        assertThat(event.integer(2, -77)).isEqualTo(-77);
        assertThat(event.value(2)).isInstanceOf(ParameterValue.Absent.class);
        assertThat(reading.statistics().eventsWithFewerParameters()).isEqualTo(1);
    }

    @Test
    void parametersThatNewRecordersAddedAreRaw() {
        Reading reading = Reading.of(CaptureBytes.section()
                .event(EventBytes.of("SYSCALL_CLOSE_E").values(5).parameter(out -> out.raw(DATA))));

        Event event = reading.event();
        assertThat(event.parameterCount()).isEqualTo(2);
        assertThat(event.value(1))
                .isInstanceOfSatisfying(
                        ParameterValue.Raw.class, raw -> assertThat(raw.value()).isEqualTo(DATA));
        assertThat(reading.statistics().eventsWithMoreParameters()).isEqualTo(1);
    }

    @Test
    void aParameterOfLengthZeroIsAbsentAndNotZero() {
        Event event = Reading.of(CaptureBytes.section()
                        .event(EventBytes.of("SYSCALL_READ_X").values(null, null, 3, 0)))
                .event();

        assertThat(event.has(0)).isFalse();
        assertThat(event.integer(0, -77)).isEqualTo(-77);
        assertThat(event.has(3)).isTrue();
        assertThat(event.integer(3, -77)).isZero();
    }

    @Test
    void stateOnlyEventsAreCounted() {
        Reading reading = Reading.of(CaptureBytes.section()
                .events(
                        EventBytes.of("SYSCALL_CLOSE_E").dumpFlags(1).values(3),
                        EventBytes.of("SYSCALL_CLOSE_E").dumpFlags(0).values(4)));

        assertThat(reading.events()).extracting(Event::number).containsExactly(1L, 2L);
        assertThat(reading.events()).extracting(EventView::isStateOnly).containsExactly(true, false);
    }

    @ParameterizedTest(name = "a text of {0} letters")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void commentsFollowTheEventAtAMultipleOfFour(int letters) throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            EventBytes event = EventBytes.of("SYSCALL_CHDIR_X")
                    .values(0, "x".repeat(letters))
                    .options(comment("look here"), comment("äöü"));
            byte[] capture = CaptureBytes.section(order).event(event).toByteArray();

            try (CaptureReader reader =
                    CaptureReader.open(new ByteArrayInputStream(capture), Reading.NAME, ReadOptions.DEFAULT)) {
                EventCursor cursor = reader.events();

                assertThat(cursor.advance()).isTrue();
                assertThat(cursor.options())
                        .containsExactly(new BlockOption(1, "look here"), new BlockOption(1, "äöü"));
            }
        }
    }

    @Test
    void mostEventsHaveNoComment() throws IOException {
        byte[] capture = CaptureBytes.section()
                .event(EventBytes.of("SYSCALL_CLOSE_E").values(3))
                .toByteArray();

        try (CaptureReader reader =
                CaptureReader.open(new ByteArrayInputStream(capture), Reading.NAME, ReadOptions.DEFAULT)) {
            EventCursor cursor = reader.events();

            assertThat(cursor.advance()).isTrue();
            assertThat(cursor.options()).isEqualTo(List.of());
        }
    }

    @Test
    void theLargestSmallEventIsRead() {
        byte[] most = new byte[65530 - 26 - 4 - 8];

        Reading reading = Reading.of(
                CaptureBytes.section().event(EventBytes.of("SYSCALL_READ_X").values(1, most)));

        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.event().parameterLength(1)).isEqualTo(most.length);
    }

    @Test
    void aClosedReaderEndsItsCursor() throws IOException {
        byte[] capture = CaptureBytes.section()
                .events(EventBytes.of("SYSCALL_CLOSE_E").values(3), EventBytes.of("SYSCALL_CLOSE_E"))
                .toByteArray();
        CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(capture), Reading.NAME, ReadOptions.DEFAULT);
        EventCursor cursor = reader.events();
        cursor.advance();

        reader.close();

        assertThat(cursor.advance()).isFalse();
        assertThat(cursor.has(0)).isFalse();
    }

    @Test
    void aReaderReadsOnce() throws IOException {
        byte[] capture = CaptureBytes.section().toByteArray();
        try (CaptureReader reader =
                CaptureReader.open(new ByteArrayInputStream(capture), Reading.NAME, ReadOptions.DEFAULT)) {
            reader.events();

            assertThatThrownBy(reader::events)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a reader reads its capture once; open another one");
        }
    }
}
