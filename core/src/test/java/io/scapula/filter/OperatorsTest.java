package io.scapula.filter;

import static io.scapula.filter.TestEvent.fresh;
import static io.scapula.filter.TestFields.matches;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.event.IpAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each operator does with each kind of value. */
class OperatorsTest {
    private static final IpAddress V4 = new IpAddress(0, 0x0A000001L, false);
    private static final IpAddress V6 = new IpAddress(0x20010db8_00000000L, 1, true);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fd.name = /etc/passwd | true",
                "fd.name = /etc/PASSWD | false",
                "fd.name != /etc/passwd | false",
                "fd.name != /etc | true",
                "fd.name contains c/p | true",
                "fd.name contains '' | true",
                "fd.name contains C/P | false",
                "fd.name icontains C/P | true",
                "fd.name icontains X | false",
                "fd.name startswith /etc | true",
                "fd.name startswith etc | false",
                "fd.name endswith wd | true",
                "fd.name endswith etc | false",
                "fd.name glob /etc/* | true",
                "fd.name glob * | true",
                "fd.name glob /*d | true",
                "fd.name glob /etc | false",
                "fd.name glob /ETC/* | false",
                "fd.name iglob /ETC/P?sswd | true",
                "fd.name regex /etc/.* | true",
                "fd.name regex etc | false",
                "fd.name regex '/etc/pass[a-z]+' | true",
                "fd.name pmatch (/etc) | true",
                "fd.name pmatch (/et, /etc/passwd) | true",
                "fd.name pmatch (/etc/passwd/x) | false",
                "fd.name in (/etc/passwd, x) | true",
                "fd.name in () | false",
                "fd.name intersects (x, /etc/passwd) | true",
                "fd.name < /etc/q | true",
                "fd.name < /etc/passwd | false",
                "fd.name <= /etc/passwd | true",
                "fd.name > /etc | true",
                "fd.name >= /etd | false",
                "fd.name exists | true",
            })
    void comparesTexts(String filter, boolean matches) {
        assertThat(matches(filter, fresh().with("fd.name", "/etc/passwd"))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fd.num = 3 | true",
                "fd.num = +3 | true",
                "fd.num = ' 3' | true",
                "fd.num != 3 | false",
                "fd.num < 3 | false",
                "fd.num <= 3 | true",
                "fd.num > -1 | true",
                "fd.num >= 4 | false",
                "fd.num in (1, 2, 3) | true",
                "fd.num in (1, 2) | false",
                "fd.num in (9, 8, 7, 6, 5, 4, 3, 2, 1, 0, -1) | true",
                "fd.num in (9, 8, 7, 6, 5, 4, 33, 2, 1, 0, -1) | false",
                "fd.num intersects (3) | true",
                "fd.num exists | true",
            })
    void comparesNumbers(String filter, boolean matches) {
        assertThat(matches(filter, fresh().with("fd.num", 3L))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "evt.num > 9223372036854775807, true",
        "evt.num = 18446744073709551615, true",
        "evt.num < 5, false",
        "evt.num < -1, false",
        "evt.num = -1, true"
    })
    void unsignedNumbersUseAllTheirBits(String filter, boolean matches) {
        assertThat(matches(filter, fresh().with("evt.num", -1L))).isEqualTo(matches);
    }

    @Test
    void aNegativeConstantIsAboveEveryUnsignedNumber() {
        assertThat(matches("evt.num < -1", fresh().with("evt.num", 7L))).isTrue();
        assertThat(matches("evt.num = -1", fresh().with("evt.num", 7L))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "evt.is_io = true, true",
        "evt.is_io = false, false",
        "evt.is_io != false, true",
        "evt.is_io exists, true"
    })
    void comparesTruthValues(String filter, boolean matches) {
        assertThat(matches(filter, fresh().with("evt.is_io", true))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"thread.cpu > 12, true", "thread.cpu = 12.5, true", "thread.cpu < 12, false", "thread.cpu > -1, true"})
    void comparesFloatingPointNumbers(String filter, boolean matches) {
        assertThat(matches(filter, fresh().with("thread.cpu", 12.5))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "fd.sport = 80, true",
        "fd.sport = http, true",
        "fd.sport != https, true",
        "'fd.sport in (domain, http)', true",
        "fd.sport = '', false",
        "fd.sport < 1024, true"
    })
    void comparesPortsWithNumbersAndServices(String filter, boolean matches) {
        assertThat(matches(filter, fresh().with("fd.sport", 80L))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evt.buffer = 'GET /' | false",
                "evt.buffer contains 'ET ' | true",
                "evt.buffer contains \"\\n\" | true",
                "evt.buffer startswith GET | true",
                "evt.buffer endswith \"\\xff\" | true",
                "evt.buffer bcontains 0aff | true",
                "evt.buffer bcontains 0AFF | true",
                "evt.buffer bstartswith 474554 | true",
                "evt.buffer bstartswith 4554 | false",
                "evt.buffer = \"GET /\\n\\xff\" | true",
                "evt.buffer in (x, \"GET /\\n\\xff\") | true",
            })
    void comparesRawBytes(String filter, boolean matches) {
        byte[] bytes = "GET /\n\u00FF".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(matches(filter, fresh().with("evt.buffer", bytes))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fd.sip = 10.0.0.1 | true",
                "fd.sip != 10.0.0.1 | false",
                "fd.sip != 2001:db8::1 | true",
                "fd.sip = ::ffff:10.0.0.1 | true",
                "fd.sip in (10.0.0.2, 10.0.0.1) | true",
                "fd.sip in (::1) | false",
                "fd.snet = 10.0.0.0/8 | true",
                "fd.snet = 10.0.0.2/32 | false",
                "fd.snet != 10.0.0.2/32 | true",
                "fd.snet = 0.0.0.0/0 | true",
                "fd.snet = 2001:db8::/32 | false",
                "fd.snet != 2001:db8::/32 | true",
                "fd.snet in (192.168.0.0/16, 10.0.0.0/24) | true",
                "fd.snet != anyof (10.0.0.0/8, 192.168.0.0/16) | true",
            })
    void comparesIpv4Addresses(String filter, boolean matches) {
        assertThat(matches(filter, fresh().with("fd.sip", V4).with("fd.snet", V4)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fd.sip = 2001:db8::1 | true",
                "fd.sip = 2001:DB8:0:0:0:0:0:1 | true",
                "fd.sip = 10.0.0.1 | false",
                "fd.sip != 10.0.0.1 | true",
                "fd.snet = 2001:db8::/32 | true",
                "fd.snet = 2001:db8::2/127 | false",
                "fd.snet = 2001:db8::2/126 | true",
                "fd.snet = 0.0.0.0/0 | false",
            })
    void comparesIpv6Addresses(String filter, boolean matches) {
        assertThat(matches(filter, fresh().with("fd.sip", V6).with("fd.snet", V6)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "proc.name startswith anyof (x, ng) | true",
                "proc.name startswith allof (n, ng) | true",
                "proc.name startswith allof (n, x) | false",
                "proc.name contains oneof (n, g) | false",
                "proc.name contains oneof (z, g) | true",
                "proc.name = anyof (a, nginx) | true",
                "proc.name != allof (a, b) | true",
                "proc.name != allof (a, nginx) | false",
                "proc.name regex anyof ('n.*', z) | true",
                "proc.name = anyof () | false",
                "proc.name = allof () | true",
            })
    void modifiersApplyAnOperatorToSeveralValues(String filter, boolean matches) {
        assertThat(matches(filter, fresh().with("proc.name", "nginx"))).isEqualTo(matches);
    }

    @Test
    void membershipIgnoresNulsAtTheEnd() {
        assertThat(matches("proc.name in (cat)", fresh().with("proc.name", "cat\0\0")))
                .isTrue();
        assertThat(matches("proc.name = cat", fresh().with("proc.name", "cat\0\0")))
                .isFalse();
    }

    @Test
    void aRegexSeesBytesThatAreNoUtf8AsReplacementCharacters() {
        assertThat(matches("proc.name regex 'a.b'", fresh().with("proc.name", "a\uDCFFb")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"evt.rawarg = 5, true", "evt.rawarg > 4, true", "evt.rawarg contains 5, false", "evt.rawarg != x, false"
    })
    void aDynamicValueIsComparedAsTheNumberItIs(String filter, boolean matches) {
        assertThat(matches(filter, fresh().with("evt.rawarg", 5L))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "evt.rawarg = 5, true",
        "evt.rawarg contains 5, true",
        "evt.rawarg != x, true",
        "evt.rawarg in (5), true"
    })
    void aDynamicValueIsComparedAsTheTextItIs(String filter, boolean matches) {
        assertThat(matches(filter, fresh().with("evt.rawarg", "5"))).isEqualTo(matches);
    }

    @Test
    void twoFieldsOfTheSameKindAreCompared() {
        TestEvent event = fresh().with("proc.name", "cat")
                .with("proc.exe", "/bin/cat")
                .with("fd.num", 3L)
                .with("proc.pid", 5L);

        assertThat(matches("proc.exe endswith val(proc.name)", event)).isTrue();
        assertThat(matches("proc.name = val(proc.exe)", event)).isFalse();
        assertThat(matches("proc.name in val(proc.name)", event)).isTrue();
        assertThat(matches("fd.num < val(proc.pid)", event)).isTrue();
        assertThat(matches("proc.name = basename(proc.exe)", event)).isTrue();
    }
}
