package io.scapula.filter;

import static io.scapula.filter.TestEvent.fresh;
import static io.scapula.filter.TestFields.matches;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.event.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields without a value, with several, and with two ends. */
class MissingValuesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fd.name = x",
                "fd.name != x",
                "fd.name exists",
                "fd.name in ()",
                "fd.name = allof ()",
                "fd.num != 1",
                "fd.ip != 1.2.3.4",
                "proc.aname != x",
                "fd.types in (x)",
                "len(proc.name) >= 0",
                "fd.name = val(proc.name)",
                "evt.rawarg != 1"
            })
    void everyCheckOfAMissingValueIsFalse(String filter) {
        assertThat(matches(filter, fresh())).isFalse();
        assertThat(matches("not " + filter, fresh())).isTrue();
    }

    @Test
    void aCheckWithAMissingRightHandSideIsFalse() {
        assertThat(matches("fd.name != val(proc.name)", fresh().with("fd.name", "x")))
                .isFalse();
    }

    @Test
    void anEmptyTextIsAValue() {
        TestEvent event = fresh().with("fd.name", "");

        assertThat(matches("fd.name exists", event)).isTrue();
        assertThat(matches("fd.name = ''", event)).isTrue();
        assertThat(matches("fd.name != x", event)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "proc.aname = sshd, true",
        "proc.aname != sshd, true",
        "proc.aname = cron, false",
        "'proc.aname in (cron, bash)', true",
        "proc.aname startswith ss, true",
        "proc.aname exists, true",
        "proc.apid > 100, true",
        "proc.apid > 1000, false",
        "proc.aname[1] = bash, true",
        "proc.aname[1] != bash, false"
    })
    void aChainMatchesIfAnyAncestorDoes(String filter, boolean matches) {
        TestEvent event = fresh().with("proc.aname", "bash", "sshd")
                .with("proc.apid", 200L, 1L)
                .with("proc.aname[1]", "bash");

        assertThat(matches(filter, event)).isEqualTo(matches);
    }

    @Test
    void aChainOfOneDiffersFromThatOneNowhere() {
        assertThat(matches("proc.aname != bash", fresh().with("proc.aname", "bash")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fd.types in (file, ipv4, pipe) | true",
                "fd.types in (file) | false",
                "fd.types intersects (file) | true",
                "fd.types intersects (pipe) | false",
                "fd.types exists | true",
                "fd.types in val(proc.args) | true",
                "fd.types intersects val(proc.args) | true",
                "len(fd.types) = 2 | true",
            })
    void aListIsInASetIfAllItsElementsAre(String filter, boolean matches) {
        TestEvent event = fresh().with("fd.types", "file", "ipv4").with("proc.args", "ipv4", "x", "file");

        assertThat(matches(filter, event)).isEqualTo(matches);
    }

    @Test
    void anEmptyListIsInEverySet() {
        TestEvent event = fresh().with("fd.types");

        assertThat(matches("fd.types in (file)", event)).isTrue();
        assertThat(matches("fd.types intersects (file)", event)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "fd.port = 80, true",
        "fd.port = 5000, true",
        "fd.port = 22, false",
        "fd.port != 80, false",
        "fd.port != 22, true",
        "fd.port < 100, true",
        "fd.port > 100, true",
        "fd.port > 6000, false",
        "'fd.port in (1, 80)', true",
        "fd.ip = 10.0.0.1, true",
        "fd.ip != 10.0.0.1, false",
        "fd.ip != 10.0.0.3, true",
        "fd.ip = ::1, false",
        "fd.ip != ::1, true",
        "'fd.net in (11.0.0.0/8, 10.0.0.2/32)', true",
        "fd.net = 10.0.0.0/8, true",
        "fd.net != 10.0.0.2/32, false",
        "fd.net != 11.0.0.0/8, true"
    })
    void eitherEndMayMatchButBothMustDiffer(String filter, boolean matches) {
        IpAddress client = new IpAddress(0, 0x0A000001L, false);
        IpAddress server = new IpAddress(0, 0x0A000002L, false);
        TestEvent event = fresh().with("fd.port", 5000L, 80L)
                .with("fd.ip", client, server)
                .with("fd.net", client, server);

        assertThat(matches(filter, event)).isEqualTo(matches);
    }
}
