package io.scapula.filter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Path prefixes by components. */
class PathPatternsTest {
    @ParameterizedTest
    @CsvSource({
        "/etc, /etc, true",
        "/etc, /etc/x/y, true",
        "/etc, /etcetera, false",
        "/etc, /et, false",
        "/etc/, /etc, true",
        "etc, /etc/passwd, true",
        "//etc///x, /etc/x/y, true",
        "/etc/x, /etc, false",
        "/, /anything, true",
        "/, '', true",
        "/e*, /etc/passwd, true",
        "/e*/p?sswd, /etc/passwd/x, true",
        "/e*d, /etc/passwd, false",
        "/usr/[ab]in, /usr/bin/x, true"
    })
    void aPatternMatchesItselfAndWhatIsBelow(String pattern, String path, boolean matches) {
        assertThat(new PathPatterns(List.of(pattern)).match(path)).isEqualTo(matches);
    }

    @Test
    void anyPatternMayMatch() {
        PathPatterns patterns = new PathPatterns(List.of("/usr/lib", "/etc"));

        assertThat(patterns.match("/etc/hosts")).isTrue();
        assertThat(patterns.match("/usr/libexec")).isFalse();
    }

    @Test
    void noPatternMatchesNothing() {
        assertThat(new PathPatterns(List.of()).match("/etc")).isFalse();
    }
}
