package io.scapula.filter;

import static io.scapula.filter.TestEvent.fresh;
import static io.scapula.filter.TestFields.matches;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What transformers make of values. */
class TransformersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tolower(proc.exe) = /opt/aé | true",
                "toupper(proc.exe) = /OPT/Aé | true",
                "basename(proc.exe) = Aé | true",
                "toupper(basename(proc.exe)) startswith A | true",
                "len(proc.exe) = 8 | true",
                "len(proc.name) > len(proc.exe) | false",
                "b64(proc.env[X]) = hello | true",
                "b64(proc.env[PADDED]) = hell | true",
                "b64(proc.exe) exists | false",
                "len(b64(evt.buffer)) = 5 | true",
                "len(proc.args) = 4 | true",
                "join(' ', proc.args) = '-a -b x y' | true",
                "join(',', (proc.name, 'z', 1)) = 'cat,z,1' | true",
                "concat(proc.name, '-', 7) = cat-7 | true",
                "concat(proc.name, proc.pname) exists | false",
                "proc.name = concat('c', 'at') | true",
                "toupper(proc.args) in ('-A', '-B', X, Y) | true",
                "getopt(proc.args, 'ab:') in (a, b, x) | true",
                "getopt(proc.args, 'ab:') intersects (x) | true",
                "getopt(proc.args, 'ab:')[b] = x | true",
                "getopt(proc.args, 'ab:')[a] = a | true",
                "getopt(proc.args, 'ab:c')[c] exists | false",
                "len(getopt(proc.args, 'ab:')) = 3 | true",
            })
    void transformValues(String filter, boolean matches) {
        TestEvent event = fresh().with("proc.exe", "/opt/Aé")
                .with("proc.name", "cat")
                .with("proc.env[X]", "aGVsbG8")
                .with("proc.env[PADDED]", "aGVsbA==")
                .with("evt.buffer", "aGVsbG8=".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .with("proc.args", "-a", "-b", "x", "y");

        assertThat(matches(filter, event)).isEqualTo(matches);
    }

    @Test
    void aSlashAtTheEndLeavesNoName() {
        assertThat(matches("basename(proc.exe) = ''", fresh().with("proc.exe", "/usr/bin/")))
                .isTrue();
    }

    @Test
    void lengthEndsAtANul() {
        assertThat(matches("len(proc.name) = 2", fresh().with("proc.name", "ab\0cd")))
                .isTrue();
    }
}
