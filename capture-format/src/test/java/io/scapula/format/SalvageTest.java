package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.format.block.Gap;
import io.scapula.format.block.ProcessList;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.ProcessBytes;
import io.scapula.format.testing.Reading;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading goes on behind damaged blocks, loses no more than it must, and says what it lost. */
class SalvageTest {
    private static final ReadOptions STOP = ReadOptions.DEFAULT.withOnDamage(ReadOptions.OnDamage.STOP);
    private static final ReadOptions FAIL = ReadOptions.DEFAULT.withOnDamage(ReadOptions.OnDamage.FAIL);
    private static final long START_NANOS = 1_700_000_000_000_000_000L;
    /** Where the first event of {@link #numbered} is: behind its section header. */
    private static final int FIRST = CaptureBytes.SECTION_HEADER_BYTES;

    private static final int EVENT = 52;

    private static EventBytes close(int fd) {
        return EventBytes.of("SYSCALL_CLOSE_E").thread(9).at(START_NANOS + fd).values(fd);
    }

    /** Events that each close another descriptor: 1, 2, 3 and so on. */
    private static CaptureBytes numbered(ByteOrder order, int events) {
        CaptureBytes capture = CaptureBytes.section(order);
        for (int fd = 1; fd <= events; fd++) {
            capture.event(close(fd));
        }
        return capture;
    }

    private static List<Long> fds(Reading reading) {
        return reading.events().stream().map(event -> event.integer(0, -1)).toList();
    }

    private static List<Long> all(int events, long... without) {
        return LongStream.rangeClosed(1, events)
                .filter(fd -> LongStream.of(without).noneMatch(lost -> lost == fd))
                .boxed()
                .toList();
    }

    private static int at(int event) {
        return FIRST + (event - 1) * EVENT;
    }

    @BothByteOrders
    void anyBitOfTheFirstLengthMayBeWrong(ByteOrder order) {
        for (int bit = 0; bit < 32; bit++) {
            byte[] capture = numbered(order, 10).toByteArray();
            capture[at(4) + 4 + bit / 8] ^= (byte) (1 << bit % 8);

            Reading reading = Reading.of(capture);

            assertThat(fds(reading)).as("bit %d", bit).isEqualTo(all(10));
            assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.LENGTH_MISMATCH);
            assertThat(reading.losses().losses()).isEmpty();
        }
    }

    @BothByteOrders
    void anyBitOfTheSecondLengthMayBeWrong(ByteOrder order) {
        for (int bit = 0; bit < 32; bit++) {
            byte[] capture = numbered(order, 10).toByteArray();
            capture[at(5) - 4 + bit / 8] ^= (byte) (1 << bit % 8);

            Reading reading = Reading.of(capture);

            assertThat(fds(reading)).as("bit %d", bit).isEqualTo(all(10));
            assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.LENGTH_MISMATCH);
        }
    }

    @Test
    void aLengthThatLeadsToALaterBlockSwallowsNoneBetween() {
        byte[] capture = numbered(ByteOrder.LITTLE_ENDIAN, 10).toByteArray();
        ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN).putInt(at(4) + 4, 3 * EVENT);

        assertThat(fds(Reading.of(capture))).isEqualTo(all(10));
    }

    @Test
    void aListWhoseFirstLengthIsWrongIsReadAllTheSame() {
        CaptureBytes sound = CaptureBytes.section().processes(9, ProcessBytes.of(7), ProcessBytes.of(8));
        byte[] capture = sound.event(close(1)).toByteArray();
        capture[FIRST + 5] ^= 0x10;

        Reading reading = Reading.of(capture);

        assertThat(reading.block(ProcessList.class).entries()).hasSize(2);
        assertThat(fds(reading)).isEqualTo(all(1));
    }

    @BothByteOrders
    void zerosLoseTheBlocksThatTheyTouch(ByteOrder order) {
        byte[] capture = numbered(order, 10).toByteArray();
        Arrays.fill(capture, at(4), at(6) + 20, (byte) 0);

        Reading reading = Reading.of(capture);

        assertThat(fds(reading)).isEqualTo(all(10, 4, 5, 6));
        assertThat(reading.losses().losses())
                .singleElement()
                .isEqualTo(new Loss(
                        Loss.Kind.BLOCKS,
                        at(4),
                        at(7),
                        3 * EVENT,
                        3,
                        1,
                        3,
                        START_NANOS + 3,
                        START_NANOS + 7,
                        "block length 0 is shorter than the 12 bytes that a block of its type has at least"));
        assertThat(reading.warnings().get(0).toString())
                .isEqualTo(
                        "block 5 at byte 184: block length 0 is shorter than the 12 bytes that a block of its type has at"
                                + " least; 156 bytes are lost, and reading went on at byte 340");
    }

    @Test
    void bytesThatAreMissingLoseTheBlocksAtTheSeam() {
        byte[] sound = numbered(ByteOrder.LITTLE_ENDIAN, 10).toByteArray();
        byte[] capture = new byte[sound.length - 63];
        System.arraycopy(sound, 0, capture, 0, at(4) + 20);
        System.arraycopy(sound, at(4) + 83, capture, at(4) + 20, sound.length - at(4) - 83);

        assertThat(fds(Reading.of(capture))).isEqualTo(all(10, 4, 5));
    }

    @Test
    void aLengthThatReachesBeyondTheEndIsNoEnd() {
        byte[] capture = numbered(ByteOrder.LITTLE_ENDIAN, 10).toByteArray();
        capture[at(3)] = 0x21;
        ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN).putInt(at(3) + 4, 100_000);

        assertThat(fds(Reading.of(capture))).isEqualTo(all(10));
    }

    @Test
    void oneBlockThatIsLostIsNoGapButSeveralAre() {
        byte[] one = numbered(ByteOrder.LITTLE_ENDIAN, 10).toByteArray();
        Arrays.fill(one, at(4), at(4) + 30, (byte) 0);
        byte[] several = numbered(ByteOrder.LITTLE_ENDIAN, 10).toByteArray();
        Arrays.fill(several, at(4), at(6), (byte) 0);

        assertThat(Reading.of(one).metadata()).doesNotHaveAnyElementsOfTypes(Gap.class);
        assertThat(Reading.of(one).losses().estimatedEvents()).isEqualTo(1);
        assertThat(Reading.of(several).metadata()).hasAtLeastOneElementOfType(Gap.class);
    }

    @Test
    void anExitBehindAGapIsNotCompletedByAnEnterBeforeIt() {
        CaptureBytes capture = CaptureBytes.section()
                .event(EventBytes.of("SYSCALL_READ_E").thread(9).at(START_NANOS).values(3, 100));
        int start = capture.size();
        capture.events(close(1), close(2));
        int end = capture.size();
        byte[] bytes = capture.event(EventBytes.of("SYSCALL_READ_X")
                        .thread(9)
                        .at(START_NANOS + 5)
                        .values(4, "root"))
                .event(close(6))
                .toByteArray();
        Arrays.fill(bytes, start, end, (byte) 0);

        Reading reading = Reading.unified(bytes);

        assertThat(reading.events().get(0).has(2)).isFalse();
    }

    /** Whoever copies a capture while another is recorded puts blocks into buffers. */
    @Test
    void blocksInABufferAreNoBlocks() {
        byte[] inner = numbered(ByteOrder.LITTLE_ENDIAN, 5).toByteArray();
        for (int broken : new int[] {0, 4, 8}) {
            CaptureBytes capture = CaptureBytes.section().events(close(1), close(2));
            int start = capture.size();
            byte[] bytes = capture.event(EventBytes.of("SYSCALL_READ_X")
                            .thread(9)
                            .at(START_NANOS + 3)
                            .values(inner.length, inner))
                    .events(close(4), close(5))
                    .toByteArray();
            Arrays.fill(bytes, start + broken, start + broken + 4, (byte) 0);

            Reading reading = Reading.of(bytes);

            assertThat(reading.events().stream()
                            .filter(event -> event.parameterCount() == 1)
                            .map(event -> event.integer(0, -1)))
                    .as("broken at %d", broken)
                    .containsExactly(1L, 2L, 4L, 5L);
        }
    }

    @Test
    void blocksInABufferThatIsCutOffAreNoBlocks() {
        byte[] inner = numbered(ByteOrder.LITTLE_ENDIAN, 5).toByteArray();
        CaptureBytes capture = CaptureBytes.section()
                .event(close(1))
                .event(EventBytes.of("SYSCALL_READ_X").thread(9).values(inner.length, inner));

        Reading reading = Reading.of(capture.truncateAt(capture.size() - 7));

        assertThat(fds(reading)).isEqualTo(all(1));
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.TRUNCATED);
        assertThat(reading.losses().losses()).extracting(Loss::kind).containsExactly(Loss.Kind.END);
    }

    @BothByteOrders
    void aFirstSectionHeaderThatIsBrokenIsGuessed(ByteOrder order) {
        for (int broken : new int[] {0, 4, 8, 24}) {
            byte[] capture = numbered(order, 10).toByteArray();
            capture[broken] ^= 0x40;

            Reading reading = Reading.of(capture);

            assertThat(fds(reading)).as("byte %d", broken).isEqualTo(all(10));
            assertThat(reading.metadata()).first().isInstanceOf(SectionHeader.class);
            assertThat(reading.warnings().get(0).kind().isDamage()).isTrue();
        }
    }

    @Test
    void aCaptureWhoseStartIsZerosIsOne() {
        byte[] capture = numbered(ByteOrder.LITTLE_ENDIAN, 200).toByteArray();
        Arrays.fill(capture, 0, at(100) + 5, (byte) 0);

        Reading reading = Reading.of(capture);

        assertThat(fds(reading)).hasSize(100).startsWith(101L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8, 24})
    void aLaterSectionHeaderThatIsBrokenLosesNoEvent(int broken) {
        CaptureBytes capture = numbered(ByteOrder.LITTLE_ENDIAN, 5);
        int header = capture.size();
        capture.nextSection(ByteOrder.LITTLE_ENDIAN).processes(9, ProcessBytes.of(7));
        byte[] bytes = capture.events(close(6), close(7)).toByteArray();
        bytes[header + broken] ^= 0x40;

        Reading reading = Reading.of(bytes);

        assertThat(fds(reading)).isEqualTo(all(7));
        assertThat(reading.block(ProcessList.class).entries()).hasSize(1);
        assertThat(reading.warnings()).isNotEmpty();
    }

    @Test
    void aSectionBehindDamageKeepsItsOwnByteOrder() {
        CaptureBytes capture = numbered(ByteOrder.LITTLE_ENDIAN, 5);
        int end = capture.size();
        byte[] bytes = capture.nextSection(ByteOrder.BIG_ENDIAN)
                .events(close(6), close(7))
                .toByteArray();
        Arrays.fill(bytes, end - 70, end, (byte) 0);

        assertThat(fds(Reading.of(bytes))).isEqualTo(all(7, 4, 5));
    }

    @Test
    void anEventWhoseTypeBecameThatOfAListIsNoList() {
        byte[] capture = numbered(ByteOrder.LITTLE_ENDIAN, 5).toByteArray();
        capture[at(3)] ^= 0x04;

        Reading reading = Reading.of(capture);

        assertThat(fds(reading)).isEqualTo(all(5, 3));
        assertThat(reading.metadata()).doesNotHaveAnyElementsOfTypes(ProcessList.class);
        assertThat(reading.losses().losses()).extracting(Loss::kind).containsExactly(Loss.Kind.LIST_ENTRIES);
    }

    @Test
    void eventsFarFromTheTimeAroundAreNotBelieved() {
        byte[] later = CaptureBytes.empty(ByteOrder.LITTLE_ENDIAN)
                .events(
                        EventBytes.of("SYSCALL_CLOSE_E").at(START_NANOS / 2 * 3).values(77),
                        EventBytes.of("SYSCALL_CLOSE_E").at(START_NANOS / 2 * 3).values(78))
                .toByteArray();
        byte[] capture = numbered(ByteOrder.LITTLE_ENDIAN, 3)
                .raw(new byte[40])
                .raw(later)
                .event(close(4))
                .event(close(5))
                .toByteArray();

        assertThat(fds(Reading.of(capture))).isEqualTo(all(5));
    }

    @Test
    void whoWantsToStopStopsAtTheFirstDamage() {
        for (int broken : new int[] {at(4) + 5, at(5) - 4, at(4) + 26}) {
            byte[] capture = numbered(ByteOrder.LITTLE_ENDIAN, 10).toByteArray();
            capture[broken] ^= 0x40;

            Reading reading = Reading.of(capture, STOP);

            assertThat(fds(reading)).as("byte %d", broken).isEqualTo(all(3));
            assertThat(reading.warnings()).hasSize(1);
            assertThat(reading.warnings().get(0).kind().isDamage()).isTrue();
        }
    }

    @Test
    void whoWantsToFailFailsAtTheFirstDamage() {
        byte[] capture = numbered(ByteOrder.LITTLE_ENDIAN, 10).toByteArray();
        Arrays.fill(capture, at(4), at(6), (byte) 0);

        assertThatThrownBy(() -> Reading.of(capture, FAIL))
                .cause()
                .isInstanceOf(MalformedCaptureException.class)
                .hasMessageStartingWith("block 5 at byte " + at(4));
    }

    @Test
    void theSearchEndsAtItsLimit() {
        byte[] capture = numbered(ByteOrder.LITTLE_ENDIAN, 3)
                .raw(new byte[100_000])
                .event(close(4))
                .event(close(5))
                .toByteArray();
        ReadOptions few = ReadOptions.DEFAULT.withLimits(ReadLimits.DEFAULT.withMaxSearchedBytes(50_000));

        Reading reading = Reading.of(capture, few);

        assertThat(fds(reading)).isEqualTo(all(3));
        assertThat(reading.warningKinds()).contains(CaptureWarning.Kind.LIMIT_REACHED);
        assertThat(reading.warnings().get(0).message()).contains("no block was found in the 50000 bytes behind it");
        assertThat(fds(Reading.of(capture))).isEqualTo(all(5));
    }

    @Test
    void lossesAreBoundedHoweverManyThereAre() {
        CaptureBytes capture = CaptureBytes.section();
        for (int fd = 1; fd <= 6000; fd++) {
            capture.event(close(fd));
        }
        byte[] bytes = capture.toByteArray();
        for (int event = 2; event < 6000; event += 3) {
            Arrays.fill(bytes, at(event), at(event) + EVENT, (byte) 0);
        }

        Reading reading = Reading.of(bytes);

        assertThat(reading.events()).hasSize(4000);
        assertThat(reading.losses().losses()).hasSizeLessThan(1100);
        assertThat(reading.losses().count(Loss.Kind.BLOCKS)).isEqualTo(2000);
        assertThat(reading.losses().lostBytes(Loss.Kind.BLOCKS)).isEqualTo(2000L * EVENT);
        assertThat(reading.losses().isGuessed(1)).isFalse();
        assertThat(reading.losses().isGuessed(2)).isTrue();
    }

    @Test
    void theStateIsKnownAgainInTheNextSection() {
        CaptureBytes capture = numbered(ByteOrder.LITTLE_ENDIAN, 5).nextSection(ByteOrder.LITTLE_ENDIAN);
        byte[] bytes = capture.events(close(6), close(7)).toByteArray();
        Arrays.fill(bytes, at(2), at(2) + EVENT, (byte) 0);

        LossLedger losses = Reading.of(bytes).losses();

        // Five events are left: 1, 3, 4, 5 and, in the next section, 6 and 7 as numbers 5 and 6.
        assertThat(LongStream.rangeClosed(1, 6).filter(losses::isGuessed)).containsExactly(2L, 3L, 4L);
        assertThat(losses.reasonToGuess(3)).isEqualTo(losses.losses().get(0));
    }
}
