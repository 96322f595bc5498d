package io.scapula.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.event.IpAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressMapTest {
    private final AddressMap map = new AddressMap();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "192.168.17.254",
                "8.8.4.4",
                "203.0.113.7",
                "2001:db8::1",
                "2001:0DB8:0:0:0:0:0:00Fe",
                "fe80::1:2",
                "::ffff:10.1.2.3",
                "2001:db8:1:2:3:4:5:6",
                "64:ff9b::1.2.3.4",
            })
    void writesAnotherAddressWithAsManyCharacters(String text) throws IOException {
        String other = text(text);

        assertThat(other).isNotEqualTo(text).hasSameSizeAs(text);
        assertThat(AddressText.parse(other)).isEqualTo(map.visit(parsed(text)));
        assertThat(text(text)).isEqualTo(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "255.255.255.255", "224.0.0.1", "::", "::1", "ff02::1"})
    void leavesAddressesThatTellNothing(String text) throws IOException {
        assertThat(map.visit(parsed(text))).isEqualTo(parsed(text));
    }

    @Test
    void keepsNetworksTogetherAndAddressesApart() throws IOException {
        Set<IpAddress> others = new HashSet<>();
        for (int host = 0; host < 256; host++) {
            others.add(map.visit(new IpAddress(0, 0xC0A80100L | host, false)));
        }

        assertThat(others).hasSize(256);
        assertThat(others.stream().map(other -> other.low() >>> 8).distinct()).hasSize(1);
        assertThat(others).allMatch(other -> other.low() >>> 16 == 0xC0A8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "1.2.3.256", "1.2.3.04", "12:34:56", "1::2::3", "abcd", "1:2:3:4:5:6:7:8:9"})
    void knowsWhatIsNoAddress(String text) {
        assertThat(AddressText.parse(text)).isNull();
    }

    private String text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new String(Objects.requireNonNull(map.text(bytes, 0, bytes.length)), StandardCharsets.ISO_8859_1);
    }

    private static IpAddress parsed(String text) {
        return Objects.requireNonNull(AddressText.parse(text));
    }
}
