package io.scapula.state;

import static io.scapula.testing.SocketBytes.address;
import static io.scapula.testing.SocketBytes.path;
import static io.scapula.testing.SocketBytes.tuple;
import static io.scapula.testing.SocketBytes.unixTuple;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.FdBytes;
import io.scapula.format.testing.InterfaceBytes;
import io.scapula.testing.Replay;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import io.scapula.testing.Workload.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sockets, their names and roles: {@code state-engine} 5.3, 7.3, 7.4 and 11. */
class SocketsTest {
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int STREAM = 1;
    private static final int DATAGRAM = 2;
    private static final int EINPROGRESS = -115;
    private static final int ECONNREFUSED = -111;

    private static Workload process() {
        return Workload.start().running(Task.process(1), Task.process(10).parent(1));
    }

    private static Workload socket(int family, int type) {
        return process().call(10, "SOCKET_SOCKET", 3, family, type, 0, 0);
    }

    private static FdVersion fd(Workload workload) {
        Replay replay = workload.replay();
        return Objects.requireNonNull(replay.state().fd(replay.thread(10), 3), "no descriptor 3");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, UNIX_SOCKET, UNKNOWN",
        "2, 1, 0, IPV4_SOCKET, TCP",
        "2, 2, 0, IPV4_SOCKET, UDP",
        "2, 524290, 17, IPV4_SOCKET, UDP",
        "10, 1, 6, IPV6_SOCKET, TCP",
        "2, 2, 1, IPV4_SOCKET, ICMP",
        "2, 3, 1, IPV4_SOCKET, RAW",
        "2, 3, 255, IPV4_SOCKET, RAW",
        "16, 3, 0, NETLINK, UNKNOWN",
        "17, 3, 0, UNKNOWN, UNKNOWN"
    })
    void aNewSocketHasItsTypeAndProtocol(int family, int type, int protocol, FdType expected, L4Protocol l4) {
        FdVersion fd = fd(process().call(10, "SOCKET_SOCKET", 3, family, type, protocol, 0));

        assertThat(fd.type()).isEqualTo(expected);
        assertThat(fd.protocol()).isEqualTo(l4);
        assertThat(fd.name()).isEmpty();
        assertThat(fd.hasRole()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0", "-115"})
    void whoConnectsIsTheClient(int result) {
        FdVersion fd = fd(socket(AF_INET, STREAM)
                .call(10, "SOCKET_CONNECT", result, tuple("10.0.0.1", 4000, "10.0.0.2", 80), 3, null));

        assertThat(fd.name()).isEqualTo("10.0.0.1:4000->10.0.0.2:80");
        assertThat(fd.isClient()).isTrue();
        assertThat(fd.isConnected()).isTrue();
        assertThat(fd.destinationPort()).isEqualTo(80);
    }

    @Test
    void aRefusedConnectChangesNothing() {
        FdVersion fd = fd(socket(AF_INET, STREAM)
                .call(10, "SOCKET_CONNECT", ECONNREFUSED, tuple("10.0.0.1", 4000, "10.0.0.2", 80), 3, null));

        assertThat(fd.name()).isEmpty();
        assertThat(fd.hasRole()).isFalse();
    }

    @Test
    void theSameBytesMeanOtherPortsInTheOtherByteOrder() throws IOException {
        byte[] ends = tuple("10.0.0.1", 0x1234, "10.0.0.2", 0x5678);
        ByteArrayOutputStream capture = new ByteArrayOutputStream();
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            capture.write(Workload.inShape(Shape.CURRENT, order)
                    .running(Task.process(1), Task.process(10).parent(1))
                    .call(10, "SOCKET_SOCKET", 3, AF_INET, STREAM, 0, 0)
                    .call(10, "SOCKET_CONNECT", 0, ends, 3, null)
                    .toByteArray());
        }
        Replay replay = Replay.of(capture.toByteArray());

        assertThat(replay.state().fd(replay.thread(10), 3))
                .extracting(FdVersion::name)
                .isEqualTo("10.0.0.1:" + 0x3412 + "->10.0.0.2:" + 0x7856);
    }

    @Test
    void socketsOfOneConversationTellTheSame() {
        byte[] ends = tuple("10.0.0.1", 4000, "10.0.0.2", 53);
        Replay replay = socket(AF_INET, DATAGRAM)
                .call(10, "SOCKET_SOCKET", 4, AF_INET, DATAGRAM, 0, 0)
                .call(10, "SOCKET_CONNECT", 0, ends, 3, null)
                .call(10, "SOCKET_RECVFROM", 5, null, ends, 4, 100)
                .replay();

        FdVersion connected = Objects.requireNonNull(replay.state().fd(replay.thread(10), 3));
        FdVersion asked = Objects.requireNonNull(replay.state().fd(replay.thread(10), 4));
        assertThat(asked.name()).isEqualTo(connected.name()).isEqualTo("10.0.0.1:4000->10.0.0.2:53");
        assertThat(connected.isClient()).isTrue();
        assertThat(asked.isServer()).isTrue();
    }

    @Test
    void aSecondConnectOfADatagramSocketHasTheNewPeer() {
        FdVersion fd = fd(socket(AF_INET, DATAGRAM)
                .call(10, "SOCKET_CONNECT", 0, tuple("10.0.0.1", 4000, "10.0.0.2", 53), 3, null)
                .call(10, "SOCKET_CONNECT", 0, tuple("10.0.0.1", 4000, "10.0.0.9", 123), 3, null));

        assertThat(fd.name()).isEqualTo("10.0.0.1:4000->10.0.0.9:123");
    }

    @Test
    void theAddressThatTheProgramAskedForCountsIfTheKernelShowsAnotherOne() {
        byte[] rewritten = address("10.0.0.99", 8080);
        FdVersion fd = fd(socket(AF_INET, STREAM)
                .event(EventBytes.of("SOCKET_CONNECT_E").thread(10).values(3, address("10.0.0.2", 80)))
                .call(10, "SOCKET_CONNECT", 0, tuple("10.0.0.1", 4000, "10.0.0.99", 8080), 3, rewritten));

        assertThat(fd.destination()).hasToString("10.0.0.2");
        assertThat(fd.destinationPort()).isEqualTo(80);
    }

    @Test
    void aConnectWithoutATupleTellsWhereItGoes() {
        FdVersion fd = fd(socket(AF_INET, STREAM)
                .event(EventBytes.of("SOCKET_CONNECT_E").thread(10).values(3, address("10.0.0.2", 80)))
                .call(10, "SOCKET_CONNECT", EINPROGRESS, null, 3, null));

        assertThat(fd.destination()).hasToString("10.0.0.2");
        assertThat(fd.name()).isEmpty();
    }

    @Test
    void aUnixConnectIsNamedByItsPointersAndPath() {
        FdVersion fd = fd(process()
                .call(10, "SOCKET_SOCKET", 3, 1, STREAM, 0, 0)
                .call(10, "SOCKET_CONNECT", 0, unixTuple(0, 0xFFFF8ED0L, "/run/nscd/socket"), 3, null));

        assertThat(fd.name()).isEqualTo("0->ffff8ed0 /run/nscd/socket");
        assertThat(fd.isClient()).isTrue();
    }

    @Test
    void whoAcceptsIsTheServer() {
        FdVersion fd =
                fd(process().call(10, "SOCKET_ACCEPT4_6", 3, tuple("10.0.0.1", 4000, "10.0.0.2", 80), 0, 0, 5, 0));

        assertThat(fd.name()).isEqualTo("10.0.0.1:4000->10.0.0.2:80");
        assertThat(fd.protocol()).isEqualTo(L4Protocol.TCP);
        assertThat(fd.isServer()).isTrue();
    }

    @Test
    void aPairOfMappedAddressesIsIpv4() {
        FdVersion fd = fd(process()
                .call(10, "SOCKET_ACCEPT4_6", 3, tuple("::ffff:10.0.0.1", 4000, "::ffff:10.0.0.2", 80), 0, 0, 5, 0));

        assertThat(fd.type()).isEqualTo(FdType.IPV4_SOCKET);
        assertThat(fd.name()).isEqualTo("10.0.0.1:4000->10.0.0.2:80");
    }

    @Test
    void aBoundSocketIsAServerWithOneAddress() {
        FdVersion fd = fd(socket(AF_INET, STREAM).call(10, "SOCKET_BIND", 0, address("0.0.0.0", 8080), 3));

        assertThat(fd.type()).isEqualTo(FdType.IPV4_SERVER);
        assertThat(fd.name()).isEqualTo("0.0.0.0:8080");
        assertThat(fd.isServer()).isTrue();
        assertThat(fd.source()).isNull();
    }

    @Test
    void aSocketBoundToNoPortHasANameButNoRole() {
        FdVersion fd = fd(socket(AF_INET6, DATAGRAM).call(10, "SOCKET_BIND", 0, address("2001:db8::4", 0), 3));

        assertThat(fd.type()).isEqualTo(FdType.IPV6_SOCKET);
        assertThat(fd.name()).isEqualTo("2001:db8::4:0");
        assertThat(fd.hasRole()).isFalse();
    }

    @Test
    void aUnixSocketIsBoundToAPath() {
        FdVersion fd = fd(process()
                .call(10, "SOCKET_SOCKET", 3, 1, STREAM, 0, 0)
                .call(10, "SOCKET_BIND", 0, path("/run/app.sock"), 3));

        assertThat(fd.name()).isEqualTo("/run/app.sock");
    }

    @Test
    void aUnixPathEndsAtItsNul() {
        FdVersion fd = fd(process()
                .call(10, "SOCKET_SOCKET", 3, 1, STREAM, 0, 0)
                .call(10, "SOCKET_BIND", 0, path("/run/app.sock\0rest"), 3));

        assertThat(fd.name()).isEqualTo("/run/app.sock");
    }

    @Test
    void whoSendsFirstIsTheClient() {
        FdVersion fd = fd(socket(AF_INET, DATAGRAM)
                .call(10, "SOCKET_SENDTO", 5, null, 3, 5, tuple("10.0.0.1", 4000, "10.0.0.2", 53)));

        assertThat(fd.name()).isEqualTo("10.0.0.1:4000->10.0.0.2:53");
        assertThat(fd.isClient()).isTrue();
    }

    @Test
    void whoReceivesFirstIsTheServer() {
        FdVersion fd = fd(socket(AF_INET, DATAGRAM)
                .call(10, "SOCKET_RECVFROM", 5, null, tuple("10.0.0.9", 999, "10.0.0.1", 53), 3, 100));

        assertThat(fd.name()).isEqualTo("10.0.0.9:999->10.0.0.1:53");
        assertThat(fd.isServer()).isTrue();
    }

    @Test
    void anAnswerDoesNotTurnTheConversationRound() {
        FdVersion fd = fd(socket(AF_INET, DATAGRAM)
                .call(10, "SOCKET_SENDTO", 5, null, 3, 5, tuple("10.0.0.1", 4000, "10.0.0.2", 53))
                .call(10, "SOCKET_RECVFROM", 5, null, tuple("10.0.0.2", 53, "10.0.0.1", 4000), 3, 100));

        assertThat(fd.name()).isEqualTo("10.0.0.1:4000->10.0.0.2:53");
    }

    @Test
    void aBoundServerThatAnswersStaysTheDestination() {
        FdVersion fd = fd(socket(AF_INET, DATAGRAM)
                .call(10, "SOCKET_BIND", 0, address("10.0.0.1", 53), 3)
                .call(10, "SOCKET_SENDTO", 5, null, 3, 5, tuple("10.0.0.1", 53, "10.0.0.9", 999)));

        assertThat(fd.name()).isEqualTo("10.0.0.9:999->10.0.0.1:53");
        assertThat(fd.protocol()).isEqualTo(L4Protocol.UDP);
    }

    @Test
    void aNamedTcpConnectionKeepsItsName() {
        FdVersion fd = fd(socket(AF_INET, STREAM)
                .call(10, "SOCKET_CONNECT", 0, tuple("10.0.0.1", 4000, "10.0.0.2", 80), 3, null)
                .call(10, "SOCKET_SENDTO", 5, null, 3, 5, tuple("10.0.0.1", 4000, "10.0.0.77", 80)));

        assertThat(fd.name()).isEqualTo("10.0.0.1:4000->10.0.0.2:80");
    }

    @Test
    void aSocketThatNobodyKnewIsKnownOnceItSends() {
        FdVersion fd = fd(process().call(10, "SOCKET_SENDTO", 5, null, 3, 5, tuple("10.0.0.1", 4000, "10.0.0.2", 514)));

        assertThat(fd.type()).isEqualTo(FdType.IPV4_SOCKET);
        assertThat(fd.protocol()).isEqualTo(L4Protocol.UDP);
        assertThat(fd.name()).isEqualTo("10.0.0.1:4000->10.0.0.2:514");
    }

    @Test
    void aSendThatFailsTellsNothing() {
        FdVersion fd = fd(socket(AF_INET, DATAGRAM)
                .call(10, "SOCKET_SENDTO", -1, null, 3, 5, tuple("10.0.0.1", 4000, "10.0.0.2", 53)));

        assertThat(fd.name()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"192.168.1.20, 192.168.1.5", "8.8.8.8, 192.168.1.5", "192.168.1.5, 192.168.1.5", "127.0.0.9, 127.0.0.1"
    })
    void anUnknownOwnAddressIsInferredFromTheInterfaces(String peer, String own) {
        Workload workload = process();
        workload.capture()
                .interfaces(
                        2,
                        InterfaceBytes.of(3, "lo", "127.0.0.1", "255.0.0.0", "0.0.0.0", 0),
                        InterfaceBytes.of(3, "eth0", "192.168.1.5", "255.255.255.0", "192.168.1.255", 0));
        workload.call(10, "SOCKET_SOCKET", 3, AF_INET, DATAGRAM, 0, 0)
                .call(10, "SOCKET_SENDTO", 5, null, 3, 5, tuple("0.0.0.0", 4000, peer, 53));

        assertThat(fd(workload).name()).isEqualTo(own + ":4000->" + peer + ":53");
    }

    @Test
    void aPairOfSocketsKnowsBothEnds() {
        Replay replay = process()
                .call(10, "SOCKET_SOCKETPAIR", 0, 3, 4, 0xAA, 0xBB, 1, 1, 0)
                .replay();
        FdVersion other = Objects.requireNonNull(replay.state().fd(replay.thread(10), 4));

        assertThat(other.type()).isEqualTo(FdType.UNIX_SOCKET);
        assertThat(other.sourcePointer()).isEqualTo(0xAA);
        assertThat(other.destinationPointer()).isEqualTo(0xBB);
    }

    @Test
    void aConnectionThatWasOpenIsTurnedRoundIfItsOwnPortListens() {
        Workload workload = process();
        workload.capture()
                .descriptors(
                        2,
                        10,
                        FdBytes.server(5, "0.0.0.0", 80),
                        FdBytes.connection(3, "10.0.0.1", 80, "10.0.0.2", 4000));

        FdVersion fd = fd(workload);

        assertThat(fd.name()).isEqualTo("10.0.0.2:4000->10.0.0.1:80");
        assertThat(fd.isServer()).isTrue();
    }

    @Test
    void aConnectionThatWasOpenIsAClientsOtherwise() {
        Workload workload = process();
        workload.capture().descriptors(2, 10, FdBytes.connection(3, "10.0.0.1", 4000, "10.0.0.2", 80));

        assertThat(fd(workload).isClient()).isTrue();
        assertThat(fd(workload).name()).isEqualTo("10.0.0.1:4000->10.0.0.2:80");
    }

    @ParameterizedTest
    @CsvSource({"'', true", "/run/x.sock, false"})
    void anOpenUnixSocketIsAServersIfItHasAPath(String path, boolean client) {
        Workload workload = process();
        workload.capture().descriptors(2, 10, FdBytes.unixSocket(3, 1, 2, path));

        assertThat(fd(workload).isClient()).isEqualTo(client);
        assertThat(fd(workload).isServer()).isEqualTo(!client);
    }

    @Test
    void localAddressesAreThoseOfTheInterfaces() {
        Workload workload = process();
        workload.capture()
                .interfaces(2, InterfaceBytes.of(3, "eth0", "192.168.1.5", "255.255.255.0", "192.168.1.255", 0));
        Replay replay =
                workload.call(10, "SOCKET_SOCKET", 3, AF_INET, STREAM, 0, 0).replay();
        FdVersion own = fd(socket(AF_INET, STREAM)
                .call(10, "SOCKET_CONNECT", 0, tuple("192.168.1.5", 1, "192.168.1.6", 2), 3, null));

        assertThat(replay.state().isLocal(Objects.requireNonNull(own.source()), replay.thread(10)))
                .isTrue();
        assertThat(replay.state().isLocal(Objects.requireNonNull(own.destination()), replay.thread(10)))
                .isFalse();
    }
}
