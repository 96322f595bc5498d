package io.scapula.format.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    private static IpAddress of(String hex) {
        return IpAddress.of(HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest
    @CsvSource({"00000000, 0.0.0.0", "7f000001, 127.0.0.1", "ffffffff, 255.255.255.255", "0a0102fe, 10.1.2.254"})
    void version4IsDotted(String hex, String text) {
        assertThat(of(hex)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "00000000000000000000000000000000, ::",
        "00000000000000000000000000000001, ::1",
        "20010db8000000000000000000000001, 2001:db8::1",
        "20010db8000000010001000100010001, 2001:db8:0:1:1:1:1:1",
        "20010db8000000000001000000000001, 2001:db8::1:0:0:1",
        "20010000000000010000000000000001, 2001:0:0:1::1",
        "fe800000000000000000000000000000, fe80::",
        "0000000100020003000400050006abcd, 0:1:2:3:4:5:6:abcd",
        "00010000000200030004000500060000, 1:0:2:3:4:5:6:0",
        "ffffffffffffffffffffffffffffffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "00010002000300040005000600000000, 1:2:3:4:5:6::",
        "00000000000300040005000600070008, ::3:4:5:6:7:8",
        "000000000000000000000000fffe0001, ::255.254.0.1",
        "0000000000000000000000000000ffff, ::ffff",
        "00000000000000000000000100000001, ::1:0:1"
    })
    void version6IsShortestAndLowerCase(String hex, String text) {
        assertThat(of(hex)).hasToString(text);
    }

    @Test
    void mappedVersion4IsDottedAtItsEnd() {
        IpAddress mapped = of("00000000000000000000ffff0a000001");

        assertThat(mapped).hasToString("::ffff:10.0.0.1");
        assertThat(mapped.isV4Mapped()).isTrue();
        assertThat(mapped.isV6()).isTrue();
    }

    @Test
    void nearlyMappedIsNotMapped() {
        assertThat(of("00000000000000000001ffff0a000001").isV4Mapped()).isFalse();
        assertThat(of("0a000001").isV4Mapped()).isFalse();
    }

    @Test
    void zeroIsZeroInBothVersions() {
        assertThat(of("00000000").isZero()).isTrue();
        assertThat(of("00000000000000000000000000000000").isZero()).isTrue();
        assertThat(of("00000000000000010000000000000000").isZero()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LITTLE", "BIG"})
    void bytesAreInNetworkOrderWhateverTheBufferSays(String order) {
        ByteBuffer buffer = ByteBuffer.wrap(Bytes.in(ByteOrder.BIG_ENDIAN)
                        .u8(9)
                        .address("10.0.0.1")
                        .address("2001:db8::7")
                        .toByteArray())
                .order(order.equals("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);

        assertThat(IpAddress.v4(buffer, 1)).hasToString("10.0.0.1");
        assertThat(IpAddress.v6(buffer, 5)).hasToString("2001:db8::7");
    }
}
