package io.scapula.filter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and networks as text. */
class IpLiteralTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "192.168.0.255, 192.168.0.255",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:DB8::1, 2001:db8::1",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        "::ffff:1.2.3.4, 1.2.3.4",
        "64:ff9b::1.2.3.4, 64:ff9b::102:304"
    })
    void readsAddresses(String text, String address) {
        assertThat(IpLiteral.parse(text)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "01.2.3.4",
                "1.2.3.",
                "1.2.3.x",
                ":",
                ":::",
                "1::2::3",
                "1:2:3",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "g::",
                "1.2.3.4::",
                "::1.2.3",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1%eth0",
                "localhost"
            })
    void refusesEverythingElse(String text) {
        assertThat(IpLiteral.parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "::1/0",
                "::1/129",
                "/8",
                "10.0.0.0/8/8"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThat(IpNetwork.parse(text)).isNull();
    }

    @Test
    void aMappedNetworkIsOneOfVersion4() {
        IpNetwork network = java.util.Objects.requireNonNull(IpNetwork.parse("::ffff:10.0.0.0/104"));

        assertThat(network.contains(java.util.Objects.requireNonNull(IpLiteral.parse("10.1.2.3"))))
                .isTrue();
        assertThat(network.contains(java.util.Objects.requireNonNull(IpLiteral.parse("11.1.2.3"))))
                .isFalse();
    }
}
