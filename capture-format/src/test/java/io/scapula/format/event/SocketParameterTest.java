package io.scapula.format.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketParameterTest {
    private static final int UNIX = 1;
    private static final int INET = 2;
    private static final int INET6 = 10;
    private static final int NETLINK = 16;

    private static ParameterValue decode(ParameterType type, Bytes bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray()).order(bytes.order());
        return ParameterDecoder.decode(type, buffer, 0, bytes.size());
    }

    private static IpAddress ip(String literal) {
        return IpAddress.of(Bytes.in(ByteOrder.BIG_ENDIAN).address(literal).toByteArray());
    }

    private static void assertSocket(Bytes bytes, SocketAddress expected) {
        assertThat(decode(ParameterType.SOCKADDR, bytes)).isEqualTo(new ParameterValue.Socket(expected));
    }

    private static void assertTuple(Bytes bytes, SocketTuple expected) {
        assertThat(decode(ParameterType.SOCKTUPLE, bytes)).isEqualTo(new ParameterValue.Tuple(expected));
    }

    @BothByteOrders
    void oneEndOfAnIpSocket(ByteOrder order) {
        assertSocket(
                Bytes.in(order).u8(INET).address("10.0.0.1").u16(65535), new SocketAddress.Ip(ip("10.0.0.1"), 65535));
        assertSocket(
                Bytes.in(order).u8(INET6).address("2001:db8::1").u16(443),
                new SocketAddress.Ip(ip("2001:db8::1"), 443));
    }

    @BothByteOrders
    void oneEndOfAUnixSocket(ByteOrder order) {
        assertSocket(Bytes.in(order).u8(UNIX).text("/run/x.sock"), new SocketAddress.Unix("/run/x.sock"));
        assertSocket(Bytes.in(order).u8(UNIX).text("").text("junk"), new SocketAddress.Unix(""));
        assertSocket(Bytes.in(order).u8(UNIX).raw('a', 'b'), new SocketAddress.Unix("ab"));
        assertSocket(Bytes.in(order).u8(UNIX), new SocketAddress.Unix(""));
    }

    @BothByteOrders
    void bothEndsOfAnIpSocket(ByteOrder order) {
        assertTuple(
                Bytes.in(order)
                        .u8(INET)
                        .address("10.0.0.1")
                        .u16(40000)
                        .address("10.0.0.2")
                        .u16(80),
                new SocketTuple.Ip(ip("10.0.0.1"), 40000, ip("10.0.0.2"), 80));
        assertTuple(
                Bytes.in(order)
                        .u8(INET6)
                        .address("::ffff:10.0.0.1")
                        .u16(40000)
                        .address("::1")
                        .u16(80),
                new SocketTuple.Ip(ip("::ffff:10.0.0.1"), 40000, ip("::1"), 80));
    }

    @BothByteOrders
    void bothEndsOfAUnixSocket(ByteOrder order) {
        assertTuple(
                Bytes.in(order).u8(UNIX).u64(-5).u64(6).text("/run/x.sock"),
                new SocketTuple.Unix(-5, 6, "/run/x.sock"));
        assertTuple(Bytes.in(order).u8(UNIX).u64(-5).u64(6), new SocketTuple.Unix(-5, 6, ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, NETLINK, 17, 255})
    void otherFamiliesKeepTheirBytes(int family) {
        Bytes bytes = Bytes.in(ByteOrder.LITTLE_ENDIAN).u8(family).raw(1, 2, 3);

        assertThat(decode(ParameterType.SOCKADDR, bytes))
                .isInstanceOfSatisfying(
                        ParameterValue.Socket.class,
                        socket -> assertThat(socket.value())
                                .isInstanceOfSatisfying(SocketAddress.Other.class, other -> {
                                    assertThat(other.family()).isEqualTo(family);
                                    assertThat(other.bytes()).containsExactly(1, 2, 3);
                                }));
        assertThat(decode(ParameterType.SOCKTUPLE, bytes))
                .isInstanceOfSatisfying(
                        ParameterValue.Tuple.class,
                        tuple -> assertThat(tuple.value()).isInstanceOfSatisfying(SocketTuple.Other.class, other -> {
                            assertThat(other.family()).isEqualTo(family);
                            assertThat(other.bytes()).containsExactly(1, 2, 3);
                        }));
    }

    @ParameterizedTest
    @ValueSource(ints = {INET, INET6})
    void anIpSocketOfAnotherSizeIsRaw(int family) {
        for (int size : new int[] {0, 1, 5, 7, 11, 13, 17, 19, 35, 37}) {
            Bytes bytes = Bytes.in(ByteOrder.LITTLE_ENDIAN).u8(family).zeros(size);

            assertThat(decode(ParameterType.SOCKADDR, bytes)).isInstanceOf(ParameterValue.Raw.class);
            assertThat(decode(ParameterType.SOCKTUPLE, bytes)).isInstanceOf(ParameterValue.Raw.class);
        }
    }

    @Test
    void aUnixTupleWithoutItsAddressesIsRaw() {
        Bytes bytes = Bytes.in(ByteOrder.LITTLE_ENDIAN).u8(UNIX).zeros(15);

        assertThat(decode(ParameterType.SOCKTUPLE, bytes)).isInstanceOf(ParameterValue.Raw.class);
    }
}
