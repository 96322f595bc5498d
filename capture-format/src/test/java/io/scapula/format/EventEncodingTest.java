package io.scapula.format;

import static io.scapula.format.testing.BlockOptionBytes.comment;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.block.BlockType;
import io.scapula.format.testing.BundledCaptures;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Reading;
import io.scapula.format.testing.SampleCaptures;
import io.scapula.format.testing.Written;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How events are written: as version 2, little-endian, in blocks of the right type. */
class EventEncodingTest {
    private static byte[] written(EventBytes... events) {
        return Written.copy(CaptureBytes.section().events(events).toByteArray(), WriteOptions.DEFAULT)
                .bytes();
    }

    private static List<Integer> eventBlockTypes(byte[] capture) {
        List<Integer> types = new ArrayList<>();
        ByteBuffer blocks = ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = CaptureBytes.SECTION_HEADER_BYTES; at < capture.length; at += blocks.getInt(at + 4)) {
            types.add(blocks.getInt(at));
        }
        return types;
    }

    @Test
    void everyEventOfABigEndianCaptureSaysTheSame() {
        Reading before = Reading.of(SampleCaptures.everything(ByteOrder.BIG_ENDIAN));

        Written written =
                Written.copy(SampleCaptures.everything(ByteOrder.BIG_ENDIAN).toByteArray(), WriteOptions.DEFAULT);

        Reading after = Reading.of(written.bytes());
        Reading little = Reading.of(SampleCaptures.everything(ByteOrder.LITTLE_ENDIAN));
        assertThat(after.events()).hasSameSizeAs(before.events());
        for (int index = 0; index < after.events().size(); index++) {
            Event event = after.events().get(index);
            Event original = before.events().get(index);
            assertThat(event.byteOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
            assertThat(event.options()).isEqualTo(original.options());
            for (int parameter = 0; parameter < original.parameterCount(); parameter++) {
                assertThat(event.value(parameter)).usingRecursiveComparison().isEqualTo(original.value(parameter));
                assertThat(event.bytes(parameter))
                        .isEqualTo(little.events().get(index).bytes(parameter));
            }
        }
        // The event of the unknown code, once in each section; and one unknown block.
        assertThat(written.statistics().parametersUnturned()).isEqualTo(2);
        assertThat(written.statistics().blocksLeftOut()).isEqualTo(1);
    }

    @Test
    void versionOneBecomesVersionTwo() {
        byte[] capture = written(
                EventBytes.of("SYSCALL_CLOSE_E").version1().values(3),
                EventBytes.of("SYSCALL_CLOSE_X").version1().dumpFlags(1).values(0));

        assertThat(eventBlockTypes(capture))
                .containsExactly(BlockType.EVENT_V2.code(), BlockType.EVENT_V2_FLAGS.code());
        assertThat(Reading.of(capture).events().get(0).integer(0, -1)).isEqualTo(3);
        assertThat(Reading.of(capture).events().get(1).dumpFlags()).isEqualTo(1);
    }

    @Test
    void anUnknownEventOfVersionOneIsLeftOut() {
        Written written = Written.copy(
                CaptureBytes.section()
                        .events(EventBytes.of(9999).version1().values("x"))
                        .toByteArray(),
                WriteOptions.DEFAULT);

        assertThat(written.statistics().eventsLeftOut()).isEqualTo(1);
        assertThat(Reading.of(written.bytes()).events()).isEmpty();
    }

    @Test
    void theBlockTypeFollowsFromTheLengthsAndTheFlags() {
        byte[] capture = written(
                EventBytes.of("CONTAINER_JSON_2_E").values("{}"),
                EventBytes.of("CONTAINER_JSON_2_E").dumpFlags(1).values("{}"),
                EventBytes.of("CONTAINER_JSON_2_E").large(false).values("{}"),
                EventBytes.of("CONTAINER_JSON_E").large(true).values("{}"),
                EventBytes.of("CONTAINER_JSON_E").dumpFlags(0).values("{}"),
                EventBytes.of(9999).large(true).wideLengths(true).values("future"));

        assertThat(eventBlockTypes(capture))
                .containsExactly(
                        BlockType.EVENT_V2_LARGE.code(),
                        BlockType.EVENT_V2_LARGE_FLAGS.code(),
                        BlockType.EVENT_V2_LARGE.code(),
                        BlockType.EVENT_V2.code(),
                        BlockType.EVENT_V2.code(),
                        BlockType.EVENT_V2_LARGE.code());
        assertThat(Reading.of(capture).events()).allMatch(event -> event.parameterCount() == 1);
        assertThat(Reading.of(capture).events().get(5).text(0)).isEqualTo("future");
    }

    @Test
    void blocksThatAreAsTheyShouldBeAreCopiedByteByByte() {
        byte[] capture = CaptureBytes.section()
                .events(
                        EventBytes.of("SYSCALL_READ_X")
                                .values(5, "root", 3, 100)
                                .options(comment("here")),
                        EventBytes.of("SYSCALL_READ_X").values(5, "r"),
                        EventBytes.of("ASYNCEVENT_E").dumpFlags(1).values(7, "container", "{}"))
                .toByteArray();

        assertThat(Written.copy(capture, WriteOptions.DEFAULT).bytes()).isEqualTo(capture);
    }

    @Test
    void eventBlocksOfARecordingAreCopiedByteByByte() {
        byte[] capture = BundledCaptures.bytes("crashloop-exit-only.scap.gz");
        byte[] copy = Written.copy(capture, WriteOptions.DEFAULT).bytes();

        assertThat(eventBlocks(copy)).isEqualTo(eventBlocks(capture));
    }

    private static byte[] eventBlocks(byte[] capture) {
        try (CaptureReader reader =
                CaptureReader.open(new ByteArrayInputStream(capture), "test", ReadOptions.DEFAULT)) {
            EventCursor cursor = reader.events();
            cursor.advance();
            return Arrays.copyOfRange(capture, (int) cursor.byteOffset(), capture.length);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void bytesThatBelongToNoParameterAreNotCopied() {
        byte[] capture = CaptureBytes.section()
                .events(EventBytes.of("SYSCALL_CLOSE_X")
                        .values(0)
                        .parameter(out -> out.raw("secret".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                        .claimedCount(1))
                .toByteArray();

        assertThat(new String(
                        Written.copy(capture, WriteOptions.DEFAULT).bytes(),
                        java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("secret");
    }

    @Test
    void aMalformedEventKeepsItsHeader() {
        Written written = Written.copy(
                CaptureBytes.section()
                        .events(
                                EventBytes.of("SYSCALL_READ_X")
                                        .thread(9)
                                        .claimedCount(200)
                                        .values(5, "root"),
                                EventBytes.of("SYSCALL_CLOSE_X").values(0))
                        .toByteArray(),
                WriteOptions.DEFAULT);

        Reading after = Reading.of(written.bytes());
        assertThat(written.result().isDamaged()).isTrue();
        assertThat(after.warnings()).isEmpty();
        assertThat(after.events()).hasSize(2);
        assertThat(after.events().get(0).tid()).isEqualTo(9);
        assertThat(after.events().get(0).parameterCount()).isZero();
    }

    @Test
    void anEventThatIsTooLongIsCutAtItsLongestParameter() throws IOException {
        EventDraft draft = new EventDraft();
        draft.start(0, 0, 1, 1, 7);
        draft.addInteger(65_500, 8);
        draft.add(new byte[65_535]);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WriteStatistics statistics;
        try (CaptureWriter writer = CaptureWriter.to(bytes, WriteOptions.DEFAULT)) {
            writer.section(new io.scapula.format.block.SectionHeader(ByteOrder.LITTLE_ENDIAN, 1, 2, -1, List.of()));
            writer.event(draft);
            statistics = writer.commit();
        }

        ByteBuffer blocks = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(blocks.getInt(CaptureBytes.SECTION_HEADER_BYTES + 4) - 8).isEqualTo(65_536);
        assertThat(statistics.eventsCut()).isEqualTo(1);
        Event event = Reading.of(bytes.toByteArray()).event();
        assertThat(event.integer(0, -1)).isEqualTo(65_500);
        assertThat(event.parameterLength(1)).isBetween(65_400, 65_535);
    }

    @Test
    void aDraftChangesWhatItWasToldTo() {
        Event original = Reading.of(CaptureBytes.section()
                        .events(EventBytes.of("SYSCALL_READ_X")
                                .values(5, "secret", 3, 100)
                                .options(comment("here"))))
                .event();
        EventDraft draft = new EventDraft();

        draft.copy(original);
        Arrays.fill(draft.array(), draft.start(1), draft.start(1) + 6, (byte) '*');
        draft.set(0, new byte[] {1, 0, 0, 0});
        draft.clearOptions();

        assertThat(draft.text(1)).isEqualTo("******");
        assertThat(draft.rawInteger(0, false)).isEqualTo(1);
        assertThat(draft.integer(2, -1)).isEqualTo(3);
        assertThat(draft.integer(3, -1)).isEqualTo(100);
        assertThat(draft.options()).isEmpty();
        assertThat(draft.number()).isEqualTo(original.number());
        assertThat(original.text(1)).isEqualTo("secret");
        draft.truncate(2);
        assertThat(draft.toEvent().parameterCount()).isEqualTo(2);
    }
}
