package io.scapula.format.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ParameterDecoderTest {
    private static final List<ByteOrder> BOTH = List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    /** No event has such parameters; their layout is not documented. */
    private static final Set<ParameterType> OPAQUE = EnumSet.of(
            ParameterType.NONE,
            ParameterType.CHARBUF_PAIR_ARRAY,
            ParameterType.IPV4NET,
            ParameterType.IPV6NET,
            ParameterType.IPADDR,
            ParameterType.IPNET);

    private static ParameterValue decode(ParameterType type, Bytes bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(Bytes.in(bytes.order())
                        .raw(0xEE, 0xEE, 0xEE)
                        .raw(bytes.toByteArray())
                        .raw(0xEE)
                        .toByteArray())
                .order(bytes.order());
        return ParameterDecoder.decode(type, buffer, 3, bytes.size());
    }

    private static Bytes bytes() {
        return Bytes.in(ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "INT8, 1, true",
        "INT16, 2, true",
        "INT32, 4, true",
        "INT64, 8, true",
        "UINT8, 1, false",
        "UINT16, 2, false",
        "UINT32, 4, false",
        "UINT64, 8, false",
        "ERRNO, 8, true",
        "FD, 8, true",
        "PID, 8, true",
        "FD32, 4, true",
        "PID32, 4, true",
        "SYSCALLID, 2, false",
        "SIGTYPE, 1, false",
        "RELTIME, 8, false",
        "ABSTIME, 8, false",
        "PORT, 2, false",
        "L4PROTO, 1, false",
        "SOCKFAMILY, 1, false",
        "BOOL, 4, false",
        "FLAGS8, 1, false",
        "FLAGS16, 2, false",
        "FLAGS32, 4, false",
        "ENUMFLAGS8, 1, false",
        "ENUMFLAGS16, 2, false",
        "ENUMFLAGS32, 4, false",
        "UID, 4, false",
        "GID, 4, false",
        "SIGSET, 4, false",
        "MODE, 4, false"
    })
    void integersHaveAWidthAndASign(ParameterType type, int width, boolean signed) {
        for (ByteOrder order : BOTH) {
            long highBitAndOne = (1L << (8 * width - 1)) + 1;
            long expected = signed ? highBitAndOne << (64 - 8 * width) >> (64 - 8 * width) : highBitAndOne;
            Bytes whole = Bytes.in(ByteOrder.BIG_ENDIAN).u64(highBitAndOne);
            byte[] low = java.util.Arrays.copyOfRange(whole.toByteArray(), 8 - width, 8);
            Bytes bytes = Bytes.in(order).raw(order == ByteOrder.BIG_ENDIAN ? low : reversed(low));

            assertThat(decode(type, bytes)).isEqualTo(new ParameterValue.Number(expected, signed));
        }
        assertThat(type.width()).isEqualTo(width);
        assertThat(type.isInteger()).isTrue();
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int index = 0; index < bytes.length; index++) {
            reversed[index] = bytes[bytes.length - 1 - index];
        }
        return reversed;
    }

    @ParameterizedTest
    @EnumSource
    void lengthZeroIsAbsent(ParameterType type) {
        assertThat(decode(type, bytes())).isInstanceOf(ParameterValue.Absent.class);
    }

    @ParameterizedTest
    @EnumSource
    void anotherWidthThanTheTypesIsRaw(ParameterType type) {
        for (int width = 1; width <= 17; width++) {
            if (type.width() != 0 && type.width() != width) {
                assertThat(decode(type, bytes().zeros(width))).isInstanceOf(ParameterValue.Raw.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyTypesThatNoEventUsesAreAlwaysRaw(ParameterType type) {
        int length = type.width() == 0 ? 1 : type.width();
        boolean list = type == ParameterType.FDLIST || type == ParameterType.DYN;

        ParameterValue value = decode(type, bytes().zeros(list ? 2 : length));

        assertThat(value instanceof ParameterValue.Raw).isEqualTo(OPAQUE.contains(type) || type == ParameterType.DYN);
    }

    @Test
    void anUnsignedNumberPrintsWithoutSign() {
        assertThat(new ParameterValue.Number(-1, false)).hasToString("18446744073709551615");
        assertThat(new ParameterValue.Number(-1, true)).hasToString("-1");
    }

    @Test
    void decimalsAreRead() {
        for (ByteOrder order : BOTH) {
            assertThat(decode(ParameterType.DOUBLE, Bytes.in(order).f64(-0.125)))
                    .isEqualTo(new ParameterValue.Decimal(-0.125));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CHARBUF", "FSPATH", "FSRELPATH"})
    void textsLoseTheirNul(ParameterType type) {
        assertThat(decode(type, bytes().text("/tmp/ä"))).isEqualTo(new ParameterValue.Text("/tmp/ä"));
        assertThat(decode(type, bytes().text(""))).isEqualTo(new ParameterValue.Text(""));
        assertThat(decode(type, bytes().raw('n', 'o'))).isEqualTo(new ParameterValue.Text("no"));
        assertThat(type.isText()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"CHARBUF", "FSPATH", "FSRELPATH"})
    void theTextNullInBracketsIsAbsent(ParameterType type) {
        assertThat(decode(type, bytes().text("(NULL)"))).isInstanceOf(ParameterValue.Absent.class);
        assertThat(decode(type, bytes().text("(NULL) "))).isEqualTo(new ParameterValue.Text("(NULL) "));
    }

    @Test
    void bytesStayBytes() {
        assertThat(decode(ParameterType.BYTEBUF, bytes().text("(NULL)")))
                .isInstanceOfSatisfying(
                        ParameterValue.Bytes.class,
                        value -> assertThat(value.value()).isEqualTo("(NULL)\0".getBytes()));
    }

    @Test
    void listsOfTextsAreSplitAtTheirNuls() {
        assertThat(decode(ParameterType.CHARBUFARRAY, bytes().text("a").text("").text("b")))
                .isEqualTo(new ParameterValue.TextList(List.of("a", "", "b")));
    }

    @Test
    void addressesAreInNetworkOrder() {
        for (ByteOrder order : BOTH) {
            assertThat(decode(ParameterType.IPV4ADDR, Bytes.in(order).address("10.1.2.3")))
                    .isInstanceOfSatisfying(
                            ParameterValue.Address.class,
                            address -> assertThat(address.value()).hasToString("10.1.2.3"));
            assertThat(decode(ParameterType.IPV6ADDR, Bytes.in(order).address("fe80::1")))
                    .isInstanceOfSatisfying(
                            ParameterValue.Address.class,
                            address -> assertThat(address.value()).hasToString("fe80::1"));
        }
    }

    @Test
    void pollListsHoldDescriptorsAndEvents() {
        for (ByteOrder order : BOTH) {
            Bytes list = Bytes.in(order).u16(2).u64(7).u16(0x0019).u64(-1).u16(0x8000);

            assertThat(decode(ParameterType.FDLIST, list))
                    .isEqualTo(new ParameterValue.PollList(List.of(
                            new ParameterValue.PollList.Polled(7, 0x19),
                            new ParameterValue.PollList.Polled(-1, -0x8000))));
        }
    }

    @Test
    void aPollListShorterThanItsCountIsRaw() {
        assertThat(decode(ParameterType.FDLIST, bytes().u16(2).u64(7).u16(1))).isInstanceOf(ParameterValue.Raw.class);
        assertThat(decode(ParameterType.FDLIST, bytes().u8(0))).isInstanceOf(ParameterValue.Raw.class);
        assertThat(decode(ParameterType.FDLIST, bytes().u16(0))).isEqualTo(new ParameterValue.PollList(List.of()));
    }
}
