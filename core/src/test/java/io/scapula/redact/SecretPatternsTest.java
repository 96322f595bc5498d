package io.scapula.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretPatternsTest {
    private final SecretPatterns patterns = PatternTables.patterns(RedactionOptions.SECRETS);

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '§',
            value = {
                "DB_PASSWORD=hunter2x ~ hunter2x",
                "password: hunter2x, and more ~ hunter2x",
                "spring.datasource.password = s3cr.et ~ s3cr.et",
                "{\"token\":\"ab c1\"} ~ ab c1",
                "{\\\"api_key\\\": \\\"k9k9k9\\\"} ~ k9k9k9",
                "{'client_secret': 'x y z'} ~ x y z",
                "\"DB_PASS=two words\" ~ two words",
                "curl --token=abc-123 x ~ abc-123",
                "tool --password hunter2x run ~ hunter2x",
                "[\"--password\", \"hunter2x\"] ~ hunter2x",
                "dbPass=q1w2e3 ~ q1w2e3",
                "postgres://app:p%40ss1@db:5432/x ~ p%40ss1",
                "https://u:p@ss1@host/ ~ p@ss1",
                "Authorization: Basic dXNlcjpwYXNz ~ dXNlcjpwYXNz",
                "authorization: bearer abcdef123456 ~ abcdef123456",
                "X-Api-Key: 0a1b2c3d ~ 0a1b2c3d",
                "?token=abc123&x=1 ~ abc123",
                "AKIAIOSFODNN7EXAMPLE ~ AKIAIOSFODNN7EXAMPLE",
                "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY ~ wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "AccountName=x;AccountKey=abc+/def0==;End ~ abc+/def0==",
                "ghp_0123456789abcdefghijABCDEFGHIJ012345 ~ ghp_0123456789abcdefghijABCDEFGHIJ012345",
                "glpat-0123456789abcdefABCD ~ glpat-0123456789abcdefABCD",
                "xoxb-1234567890-abcdef ~ xoxb-1234567890-abcdef",
                "sk_live_0123456789abcdef ~ sk_live_0123456789abcdef",
                "sk-proj-0123456789abcdefghij ~ sk-proj-0123456789abcdefghij",
                "AIzaSyA0123456789abcdefghijklmnopqrstuv ~ AIzaSyA0123456789abcdefghijklmnopqrstuv",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln ~ eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
                "root:$y$j9T$abcdefgh$0123456789ABCDEF:19000:0 ~ $y$j9T$abcdefgh$0123456789ABCDEF",
                "root:$6$salt$0123456789ABCDEF:19000:0 ~ $6$salt$0123456789ABCDEF",
                "mysql -u root -phunter2x db ~ hunter2x",
                "sshpass -p hunter2x ssh h ~ hunter2x",
                "redis-cli -h db -a hunter2x ping ~ hunter2x",
                "curl -s -u joe:hunter2x http://h/ ~ hunter2x",
                "docker login -u joe -p hunter2x reg ~ hunter2x",
            })
    void tellsWhatIsSecret(String text, String secret) {
        assertThat(secretsIn(SearchedText.of(bytes(text)))).contains(secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PWD=/home/alice",
                "OLDPWD=hunter2x",
                "password_file=/etc/x/y",
                "passwd:         files systemd",
                "secretName: web",
                "tokenizer=gpt2",
                "Enter password: \r\n",
                "token=${TOKEN}",
                "token = self.token",
                "password=********",
                "bypass=yes1",
                "password=REDACTED-12xx",
                "https://host:8080/path@2x.png",
                "/etc/passwd:5:root",
                "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com",
                "tasks: disk-by-0123456789abcdefghij",
                "password=true",
            })
    void leavesAloneWhatOnlyTellsOfSecrets(String text) {
        assertThat(secretsIn(SearchedText.of(bytes(text)))).isEmpty();
    }

    @Test
    void takesElementsOfListsAsAWhole() {
        byte[] arguments = bytes("tool\0--password\0correct horse\0DB_SECRET=two words\0-x\0");

        assertThat(secretsIn(SearchedText.list(arguments))).containsExactlyInAnyOrder("correct horse", "two words");
    }

    @Test
    void knowsShortOptionsOfProgramsInListsOfArguments() {
        byte[] arguments = bytes("/usr/bin/mysql\0-uroot\0-phunter2x\0db\0");

        assertThat(secretsIn(SearchedText.list(arguments))).containsExactly("hunter2x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\\n", "\r\n", "\\\\n"})
    void tellsEveryLineOfAPrivateKey(String lineEnd) {
        String key = String.join(
                lineEnd,
                "-----BEGIN RSA PRIVATE KEY-----",
                "MIIEpAIBAAKCAQEA0123456789abcdefghijABCDEFGHIJ0123456789abcdefgh",
                "b2dvOjEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0",
                "Qk==",
                "-----END RSA PRIVATE KEY-----",
                "and more");

        assertThat(secretsIn(SearchedText.of(bytes(key))))
                .containsExactly(
                        "MIIEpAIBAAKCAQEA0123456789abcdefghijABCDEFGHIJ0123456789abcdefgh",
                        "b2dvOjEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0",
                        "Qk==");
    }

    @Test
    void leavesPublicCertificatesAlone() {
        assertThat(secretsIn(SearchedText.of(bytes("-----BEGIN CERTIFICATE-----\nMIIEpAIBAAKCAQEA0123456789\n"))))
                .isEmpty();
    }

    @Test
    void tellsCookiesOnRequestOnly() {
        byte[] text = bytes("Cookie: a=1; b=2\r\nX: y JSESSIONID=0123456789ABCDEF");
        SecretPatterns withCookies = PatternTables.patterns(RedactionOptions.SECRETS.withCookies(true));

        assertThat(secretsIn(SearchedText.of(text))).isEmpty();
        assertThat(secretsIn(withCookies, SearchedText.of(text))).contains("a=1; b=2", "0123456789ABCDEF");
    }

    @Test
    void takesTimeInProportionToHostileTexts() {
        // Every word begins a match that could reach to the end; a second look at what was matched would take for ever.
        for (String word : List.of("token=", "-----BEGIN ", "eyJ", "://", "mysql -p", "password\"", "sk-", "$6$")) {
            byte[] text = bytes(word.repeat(200_000 / word.length()));
            CountedText counted = new CountedText();

            patterns.find(SearchedText.of(text), counted::add);

            assertThat(counted.bytes).as(word).isLessThanOrEqualTo(4L * text.length);
        }
    }

    private static final class CountedText {
        long bytes;

        void add(Finding finding) {
            bytes += finding.end() - finding.start();
        }
    }

    private List<String> secretsIn(SearchedText text) {
        return secretsIn(patterns, text);
    }

    private static List<String> secretsIn(SecretPatterns patterns, SearchedText text) {
        List<String> secrets = new ArrayList<>();
        patterns.find(
                text,
                finding -> secrets.add(new String(
                        text.bytes(), finding.start(), finding.end() - finding.start(), StandardCharsets.ISO_8859_1)));
        return secrets;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
