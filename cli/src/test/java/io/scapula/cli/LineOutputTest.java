package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LineOutputTest {
    private static final String HOSTILE = "/tmp/\033[2J\007\u202Etxt";

    private static String written(String line, boolean isTerminal) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LineOutput output = new LineOutput(out, isTerminal, false)) {
            output.line(line);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTerminalGetsNothingThatCouldSteerIt() throws IOException {
        String line = written(HOSTILE, true);

        assertThat(line).startsWith("/tmp/").endsWith("txt\n");
        assertThat(line.substring(0, line.length() - 1).codePoints())
                .noneMatch(point -> Character.isISOControl(point) || point == 0x202E);
    }

    @Test
    void aFileGetsTheBytesOfTheCapture() throws IOException {
        assertThat(written(HOSTILE, false)).isEqualTo(HOSTILE + "\n");
    }
}
