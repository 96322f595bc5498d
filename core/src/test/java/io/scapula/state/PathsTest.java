package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How paths are joined: {@code state-engine} 7.2. */
class PathsTest {
    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource({
        "/srv/, file, /srv/file",
        "/srv/, /etc/passwd, /etc/passwd",
        "/srv/, '', ''",
        "/srv/, a//b///c, /srv/a/b/c",
        "/srv/, ./a/././b, /srv/a/b",
        "/srv/, ., /srv",
        "/srv/, .., /",
        "/srv/app/, ../x, /srv/x",
        "/srv/, ../../../etc, /etc",
        "/srv/, a/../../../../b, /b",
        "/srv/, a/, /srv/a",
        "/srv/, /, /",
        "/srv/, //, /",
        "/srv/, /.., /",
        "/, a, /a",
        "'', a/b, a/b",
        "'', ../a, a",
        "'', ./, ''",
        // The base is taken as it is.
        "/srv//x/./, a, /srv//x/./a",
        "<UNKNOWN>, foo, <UNKNOWN>foo",
    })
    void joins(String base, String path, String joined) {
        assertThat(Paths.join(base, path)).isEqualTo(joined);
    }

    @Test
    void aPathThatIsTooLongIsSaidToBe() {
        assertThat(Paths.join("/srv/", "x".repeat(1019))).hasSize(1024);
        assertThat(Paths.join("/srv/", "x".repeat(1020))).isEqualTo("/DIR_TOO_LONG/FILENAME_TOO_LONG");
    }

    @ParameterizedTest
    @CsvSource({"/, /", "/srv, /srv/", "/srv/, /srv/", "'', ''"})
    void aDirectoryEndsWithASlash(String path, String directory) {
        assertThat(Paths.asDirectory(path)).isEqualTo(directory);
    }
}
