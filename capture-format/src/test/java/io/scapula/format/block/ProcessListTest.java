package io.scapula.format.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.CaptureWarning;
import io.scapula.format.ReadLimits;
import io.scapula.format.ReadOptions;
import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.ProcessBytes;
import io.scapula.format.testing.Reading;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessListTest {

    static Stream<Arguments> versionsInBothByteOrders() {
        return IntStream.rangeClosed(1, 9)
                .boxed()
                .flatMap(version -> Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                        .map(order -> Arguments.of(version, order)));
    }

    /** What {@link ProcessBytes} writes, as each version knows it. */
    private static ProcessEntry expected(int version, ProcessEntry.Tail tail) {
        return new ProcessEntry(
                7,
                1007,
                2007,
                version >= 6 ? 3007 : -1,
                version >= 8 ? 4007 : -1,
                "nginx",
                "/bin/exe",
                version >= 7 ? "/usr/bin/exepath" : "",
                List.of("-a", "b c"),
                "/cwd/",
                1024,
                0x80000001,
                1001,
                0xFFFFFFFFL,
                version >= 2
                        ? new ProcessEntry.Memory(0xF0000001L, 102, 103, 104, 105)
                        : new ProcessEntry.Memory(0, 0, 0, 0, 0),
                version >= 3 ? List.of("HOME=/root", "TERM=xterm") : List.of(),
                version >= 4 ? 11 : -1,
                version >= 4 ? 12 : -1,
                version >= 4 ? List.of("cpu=/docker/0123456789ab", "memory=/") : List.of(),
                version >= 5 ? "/root/" : "",
                tail);
    }

    private static ProcessEntry.Tail wholeTail() {
        return wholeTail(0);
    }

    private static ProcessEntry.Tail wholeTail(int appended) {
        return new ProcessEntry.Tail(
                201, 0x8802, 1003, true, 0x11, 0x22, 0x33, true, 206, 207, 208, true, true, 209, 76 + appended);
    }

    private static ProcessList list(CaptureBytes capture) {
        Reading reading = Reading.of(capture);
        assertThat(reading.warnings()).isEmpty();
        return reading.block(ProcessList.class);
    }

    @ParameterizedTest(name = "version {0}, {1}")
    @MethodSource("versionsInBothByteOrders")
    void everyVersionIsRead(int version, ByteOrder order) {
        ProcessList list = list(CaptureBytes.section(order)
                .processes(version, ProcessBytes.of(7).comm("nginx"), ProcessBytes.of(8)));

        assertThat(list.version()).isEqualTo(version);
        assertThat(list.entries()).extracting(ProcessEntry::tid).containsExactly(7L, 8L);
        assertThat(list.entries().get(0))
                .isEqualTo(expected(version, version < 9 ? ProcessEntry.Tail.ABSENT : wholeTail()));
    }

    @ParameterizedTest(name = "{0} is version {1}")
    @CsvSource({"0x8000ABCD, 1", "0x8013ABCD, 2", "0x8014ABCD, 3"})
    void theAliasesAreTheSameBlocks(String alias, int version) {
        ProcessList list = list(CaptureBytes.section()
                .asType(Integer.parseUnsignedInt(alias.substring(2), 16))
                .processes(version, ProcessBytes.of(7).comm("nginx")));

        assertThat(list.version()).isEqualTo(version);
        assertThat(list.entries()).containsExactly(expected(version, ProcessEntry.Tail.ABSENT));
    }

    @Test
    void anEmptyListHasNoEntries() {
        assertThat(list(CaptureBytes.section().processes(9)).entries()).isEmpty();
    }

    static Stream<Arguments> tails() {
        ProcessEntry.Tail none = ProcessEntry.Tail.ABSENT;
        ProcessEntry.Tail whole = wholeTail();
        return Stream.of(
                Arguments.of(0, none),
                Arguments.of(3, cutBeforeItsFirstField()),
                Arguments.of(4, tail(4, 0, 0, false, 0, 0, 0, false, 0, 0, 0, false, false, -1)),
                Arguments.of(5, tail(5, 0, 0, true, 0, 0, 0, false, 0, 0, 0, false, false, -1)),
                Arguments.of(12, tail(12, 0, 0, true, 0, 0, 0, false, 0, 0, 0, false, false, -1)),
                Arguments.of(13, tail(13, 0, 0, true, 0x11, 0, 0, false, 0, 0, 0, false, false, -1)),
                Arguments.of(29, tail(29, 0, 0, true, 0x11, 0x22, 0x33, false, 0, 0, 0, false, false, -1)),
                Arguments.of(41, tail(41, 201, 0x8802, true, 0x11, 0x22, 0x33, false, 0, 0, 0, false, false, -1)),
                Arguments.of(66, tail(66, 201, 0x8802, true, 0x11, 0x22, 0x33, true, 206, 207, 208, false, false, -1)),
                Arguments.of(67, tail(67, 201, 0x8802, true, 0x11, 0x22, 0x33, true, 206, 207, 208, true, false, -1)),
                Arguments.of(68, tail(68, 201, 0x8802, true, 0x11, 0x22, 0x33, true, 206, 207, 208, true, true, -1)),
                Arguments.of(75, tail(75, 201, 0x8802, true, 0x11, 0x22, 0x33, true, 206, 207, 208, true, true, -1)),
                Arguments.of(76, whole));
    }

    private static ProcessEntry.Tail cutBeforeItsFirstField() {
        return new ProcessEntry.Tail(
                0, 0, ProcessEntry.Tail.NO_LOGIN_UID, false, 0, 0, 0, false, 0, 0, 0, false, false, -1, 3);
    }

    private static ProcessEntry.Tail tail(
            int length,
            long start,
            long tty,
            boolean writable,
            long inheritable,
            long permitted,
            long effective,
            boolean upper,
            long inode,
            long ctime,
            long mtime,
            boolean memfd,
            boolean lower,
            long pgid) {
        return new ProcessEntry.Tail(
                start,
                tty,
                1003,
                writable,
                inheritable,
                permitted,
                effective,
                upper,
                inode,
                ctime,
                mtime,
                memfd,
                lower,
                pgid,
                length);
    }

    @ParameterizedTest(name = "{0} bytes")
    @MethodSource("tails")
    void aShorterTailLeavesTheRestAtItsDefaults(int bytes, ProcessEntry.Tail tail) {
        CaptureBytes little = CaptureBytes.section()
                .processes(9, ProcessBytes.of(7).comm("nginx").tailBytes(bytes));
        CaptureBytes big = CaptureBytes.section(ByteOrder.BIG_ENDIAN)
                .processes(9, ProcessBytes.of(7).comm("nginx").tailBytes(bytes));

        assertThat(list(little).entries()).containsExactly(expected(9, tail));
        assertThat(list(big).entries()).containsExactly(expected(9, tail));
    }

    @BothByteOrders
    void whatNewerRecordersAppendIsSteppedOver(ByteOrder order) {
        ProcessList list = list(CaptureBytes.section(order)
                .processes(
                        9,
                        ProcessBytes.of(7).comm("nginx").appended(new byte[] {1, 2, 3, 4, 5, 6, 7}),
                        ProcessBytes.of(8)));

        assertThat(list.entries()).hasSize(2);
        assertThat(list.entries().get(0)).isEqualTo(expected(9, wholeTail(7)));
    }

    @Test
    void aLoginUidThatWasNeverSetIsAllOnes() {
        assertThat(ProcessEntry.Tail.ABSENT.loginUid()).isEqualTo(ProcessEntry.Tail.NO_LOGIN_UID);
    }

    @Test
    void listsOfTextsMayLackTheirLastNul() {
        CaptureBytes capture = CaptureBytes.section()
                .block(
                        0x202,
                        body -> body.u64(1)
                                .u64(1)
                                .u64(0)
                                .str16("sh")
                                .str16("sh")
                                .str16("-c\0ls -l")
                                .str16("/")
                                .u64(0)
                                .u32(0)
                                .u32(0)
                                .u32(0));

        assertThat(list(capture).entries().get(0).args()).containsExactly("-c", "ls -l");
    }

    @Test
    void emptyArgumentsAreKept() {
        ProcessList list =
                list(CaptureBytes.section().processes(9, ProcessBytes.of(1).args("", "x", "")));

        assertThat(list.entries().get(0).args()).containsExactly("", "x", "");
    }

    @Test
    void textThatIsNoUtf8ComesBackAsItsBytes() {
        ProcessList list =
                list(CaptureBytes.section().processes(9, ProcessBytes.of(1).comm("a\uDCFFb")));

        assertThat(list.entries().get(0).comm()).isEqualTo("a\uDCFFb");
    }

    @ParameterizedTest(name = "cut after {0} bytes")
    @ValueSource(ints = {4, 8, 30, 60, 100})
    void entriesBeforeADamagedOneAreKept(int bytes) {
        byte[] first = new byte[0];
        CaptureBytes whole = CaptureBytes.section().processes(5, ProcessBytes.of(7));
        first = java.util.Arrays.copyOfRange(whole.toByteArray(), 28 + 8, whole.size() - 4);
        byte[] entry = first;

        Reading reading = Reading.of(CaptureBytes.section()
                .block(0x211, body -> body.raw(entry).raw(java.util.Arrays.copyOf(entry, bytes))));

        assertThat(reading.block(ProcessList.class).entries()).hasSize(1);
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.MALFORMED_LIST);
        assertThat(reading.warnings().get(0).message()).startsWith("process list V5, entry 2: ");
    }

    @BothByteOrders
    void anEntryLongerThanItsBlockIsDamage(ByteOrder order) {
        Reading reading = Reading.of(CaptureBytes.section(order)
                .block(0x215, body -> body.u32(400).u64(1).u64(1)));

        assertThat(reading.block(ProcessList.class).entries()).isEmpty();
        assertThat(reading.warnings().get(0).message())
                .isEqualTo("process list V9, entry 1: an entry length leaves 396 bytes where 16 are there");
    }

    @Test
    void anEntryLengthThatDoesNotCountItselfIsDamage() {
        Reading reading = Reading.of(
                CaptureBytes.section().block(0x215, body -> body.u32(3).zeros(16)));

        assertThat(reading.warnings().get(0).message())
                .isEqualTo("process list V9, entry 1: an entry length leaves -1 bytes where 16 are there");
    }

    @Test
    void theLimitLeavesOutWhatIsBeyond() {
        byte[] capture = CaptureBytes.section()
                .processes(9, ProcessBytes.of(1), ProcessBytes.of(2), ProcessBytes.of(3))
                .toByteArray();

        Reading reading = Reading.of(capture, ReadOptions.DEFAULT.withLimits(ReadLimits.DEFAULT.withMaxThreads(2)));

        assertThat(reading.block(ProcessList.class).entries()).hasSize(2);
        assertThat(reading.warningKinds()).containsExactly(CaptureWarning.Kind.LIMIT_REACHED);
        assertThat(reading.warnings().get(0).message())
                .isEqualTo("process list V9: there are more entries than the 2 that the limits allow");
    }
}
