package io.scapula.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.FdBytes;
import io.scapula.format.testing.ProcessBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String SECRET = "S3cret-pw";

    @Test
    void replacesASecretWhereverItStands() {
        Redacted redacted = Redacted.of(capture("DB_PASSWORD=" + SECRET)
                .event(open("/srv/" + SECRET + "/data"))
                .event(write(1, "it is " + SECRET + "!")));

        assertThat(redacted.text()).doesNotContain(SECRET);
        assertThat(redacted.event(1).text(2)).isEqualTo("/srv/REDACT1xx/data");
        assertThat(redacted.data(2)).isEqualTo("it is REDACT1xx!");
    }

    @Test
    void replacesASecretThatCameByteByByte() {
        CaptureBytes capture = capture("DB_PASSWORD=" + SECRET);
        for (int index = 0; index < SECRET.length(); index++) {
            capture.event(read(5, SECRET.substring(index, index + 1)));
        }
        Redacted redacted = Redacted.of(capture);

        StringBuilder all = new StringBuilder();
        for (int number = 1; number <= SECRET.length(); number++) {
            all.append(redacted.data(number));
        }
        assertThat(all).hasToString("REDACT1xx");
    }

    @Test
    void findsASecretWhosePatternIsCutIntoBuffers() {
        Redacted redacted = Redacted.of(capture("A=b")
                .event(read(5, "Authorization: Bea"))
                .event(read(6, "something else"))
                .event(read(5, "rer abcdef12"))
                .event(read(5, "3456\r\n")));

        assertThat(redacted.data(3)).isEqualTo("rer REDACTED");
        assertThat(redacted.data(4)).isEqualTo("-1xx\r\n");
        assertThat(redacted.data(2)).isEqualTo("something else");
    }

    @Test
    void replacesTheBeginningOfASecretThatTheRecorderCut() {
        Redacted redacted = Redacted.of(capture("DB_PASSWORD=" + SECRET)
                .event(write(1, 500, "now S3cret"))
                .event(write(1, "S3cret")));

        assertThat(redacted.data(1)).isEqualTo("now REDACT");
        assertThat(redacted.data(2)).isEqualTo("S3cret");
    }

    @Test
    void replacesABeginningThatWasCutIntoBuffersByTheRecorderToo() {
        Redacted redacted = Redacted.of(
                capture("DB_PASSWORD=" + SECRET).event(write(1, "now S3c")).event(write(1, 500, "ret")));

        assertThat(redacted.data(1)).isEqualTo("now RED");
        assertThat(redacted.data(2)).isEqualTo("ACT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "user:"})
    void replacesWhatIsEncodedInBase64(String before) {
        String encoded = Base64.getEncoder().encodeToString((before + SECRET + "!?").getBytes(StandardCharsets.UTF_8));
        Redacted redacted = Redacted.of(capture("DB_PASSWORD=" + SECRET).event(write(1, "x " + encoded)));

        String decoded =
                new String(Base64.getDecoder().decode(redacted.data(1).substring(2)), StandardCharsets.ISO_8859_1);
        assertThat(decoded)
                .doesNotContain(SECRET.substring(1, SECRET.length() - 1))
                .contains("EDACT1x");
    }

    @Test
    void replacesWhatIsWrittenWithEscapes() {
        Redacted redacted = Redacted.of(capture("DB_PASSWORD=p@ss \"7\"")
                .event(write(1, "\"x\":\"p@ss \\\"7\\\"\""))
                .event(write(1, "p%40ss%20%227%22"))
                .event(write(1, "p@ss \"7\"")));

        assertThat(redacted.data(1)).isEqualTo("\"x\":\"REDACTED-1\"");
        assertThat(redacted.data(2)).isEqualTo("REDACTED-1xxxxxx");
        assertThat(redacted.data(3)).isEqualTo("REDACT1x");
    }

    @Test
    void replacesCommonWordsOnlyWherePatternsShowThem() {
        Redacted redacted = Redacted.of(capture("DB_PASSWORD=root")
                .event(write(1, "root: password=ro"))
                .event(write(1, "ot root"))
                .event(open("/root/x")));

        assertThat(redacted.text()).doesNotContain("DB_PASSWORD=root").contains("/root/x");
        assertThat(redacted.data(1)).isEqualTo("root: password=R1");
        assertThat(redacted.data(2)).isEqualTo("xx root");
    }

    @Test
    void keepsTheStructureOfContainerDescriptions() {
        String json = "{\"container\":{\"id\":\"c1\",\"env\":[\"TOKEN=container\",\"PIN_TOKEN=12345678\"],"
                + "\"size\":12345678}}";
        Redacted redacted = Redacted.of(
                capture("A=b").event(EventBytes.of("CONTAINER_JSON_2_E").values(json)));

        assertThat(redacted.event(1).text(0))
                .startsWith("{\"container\":{\"id\":\"c1\",\"env\":[\"TOKEN=REDACT2xx\",\"PIN_TOKEN=REDACT1x\"")
                .endsWith("\"size\":12345678}}");
    }

    @Test
    void leavesARedactedCaptureAsItIs() throws IOException {
        byte[] once = Redacted.of(capture("DB_PASSWORD=" + SECRET).event(write(1, "token: abcdef12345")))
                .bytes();

        assertThat(Redacted.of(once, RedactionOptions.SECRETS).bytes()).isEqualTo(once);
    }

    @Test
    void replacesAllDataOnRequest() {
        CaptureBytes capture = capture("DB_PASSWORD=" + SECRET)
                .event(write(1, "nothing secret"))
                .event(open("/a/" + SECRET));
        Redacted redacted = Redacted.of(capture, RedactionOptions.SECRETS.withDropBuffers(true));

        assertThat(redacted.data(1)).isEqualTo("xxxxxxxxxxxxxx");
        assertThat(redacted.event(2).text(2)).isEqualTo("/a/REDACT1xx");
    }

    @Test
    void replacesWhatSomebodyDeclaresSecret() {
        OwnPatterns own = OwnPatterns.parse(List.of("# ours", "", "Project Ice", "regex:emp-(\\d{6})", "text:#tag"));
        CaptureBytes capture = capture("A=b")
                .event(write(1, "Project Ice has emp-123456x and #tag"))
                .event(write(1, "Project"));
        Redacted redacted = Redacted.of(capture, RedactionOptions.SECRETS.withPatterns(own));

        assertThat(redacted.data(1))
                .doesNotContain("Ice")
                .doesNotContain("123456")
                .doesNotContain("#tag");
        assertThat(redacted.data(1)).hasSize("Project Ice has emp-123456x and #tag".length());
        assertThat(redacted.data(2)).isEqualTo("Project");
    }

    @Test
    void namesTheLineOfAPatternThatIsNone() {
        assertThatThrownBy(() -> OwnPatterns.parse(List.of("fine", "regex:(")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> OwnPatterns.parse(List.of("ab")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> OwnPatterns.parse(List.of("regex:x*")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void refusesACaptureWithMoreSecretsThanItCanKeep() {
        CaptureBytes capture = capture("DB_PASSWORD=" + SECRET).event(write(1, "token: abcdef12345"));

        assertThatThrownBy(() -> Redacted.of(capture.toByteArray(), RedactionOptions.SECRETS.withMostSecrets(1)))
                .isInstanceOf(RedactionLimitException.class)
                .hasMessageContaining("more than 1 different secrets");
    }

    @Test
    void replacesNamesOfPeopleAndOfTheMachineOnRequest() {
        CaptureBytes capture = CaptureBytes.section()
                .machine("web-01.corp", 1)
                .processes(9, ProcessBytes.of(7))
                .users(
                        2,
                        io.scapula.format.testing.UserBytes.user(1001, 1001, "alice", "/home/alice", "/bin/sh"),
                        io.scapula.format.testing.UserBytes.user(33, 33, "www-data", "/var/www", "/bin/sh"))
                .event(open("/home/alice/malice"))
                .event(write(1, "www-data on web-01.corp"));
        Redacted kept = Redacted.of(capture);
        Redacted redacted = Redacted.of(capture, RedactionOptions.SECRETS.withNames(true));

        assertThat(kept.event(1).text(2)).isEqualTo("/home/alice/malice");
        assertThat(redacted.event(1).text(2)).matches("/home/R[12]xxx/malice");
        assertThat(redacted.data(2)).startsWith("www-data on REDACT").hasSize("www-data on web-01.corp".length());
        assertThat(redacted.text()).doesNotContain("web-01");
    }

    @Test
    void replacesAddressesInTextsListsAndTuplesAlikeOnRequest() {
        byte[] tuple = {2, 10, 1, 2, 3, 0x50, 0, 10, 1, 2, 4, 1, 1};
        CaptureBytes capture = capture("A=b")
                .descriptors(2, 7, FdBytes.connection(5, "10.1.2.3", 80, "127.0.0.1", 90))
                .event(write(1, "from 10.1.2.3:80 to [10.1.2.4], 127.0.0.1"))
                .event(EventBytes.of("SOCKET_ACCEPT4_6_X").thread(7).values(6, tuple));
        Redacted redacted = Redacted.of(capture, RedactionOptions.SECRETS.withAddresses(true));

        byte[] replaced = redacted.event(2).bytes(1);
        String source = replaced[1] + "." + replaced[2] + "." + replaced[3] + "." + replaced[4];
        String destination = replaced[7] + "." + replaced[8] + "." + replaced[9] + "." + replaced[10];
        assertThat(source).startsWith("10.").isNotEqualTo("10.1.2.3");
        assertThat(redacted.data(1)).isEqualTo("from " + source + ":80 to [" + destination + "], 127.0.0.1");
        assertThat(redacted.text()).doesNotContain("\n\001\002\003");
    }

    private static CaptureBytes capture(String environment) {
        return CaptureBytes.section().processes(9, ProcessBytes.of(7).comm("sh").env("HOME=/", environment));
    }

    private static EventBytes open(String path) {
        return EventBytes.of("SYSCALL_OPENAT_2_X").thread(7).values(3, -100, path, 1, 0);
    }

    private static EventBytes write(int fd, String data) {
        return write(fd, data.length(), data);
    }

    private static EventBytes write(int fd, int result, String data) {
        return EventBytes.of("SYSCALL_WRITE_X")
                .thread(7)
                .values(result, data.getBytes(StandardCharsets.ISO_8859_1), fd, result);
    }

    private static EventBytes read(int fd, String data) {
        return EventBytes.of("SYSCALL_READ_X")
                .thread(7)
                .values(data.length(), data.getBytes(StandardCharsets.ISO_8859_1), fd, data.length());
    }
}
