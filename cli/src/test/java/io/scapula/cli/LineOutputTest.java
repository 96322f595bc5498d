package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.CaptureText;
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

    @Test
    void everyCharacterIsWrittenAsUtf8BesideLinesOfAscii() throws IOException {
        String others = "plain, caf\u00E9, \u4E2D\u6587 and \uD83D\uDE00 in one line";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LineOutput output = new LineOutput(out, false, false)) {
            output.line("before");
            output.line(others);
            output.line("after");
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("before\n" + others + "\nafter\n");
    }

    @Test
    void bytesThatAreNoUtf8ComeOutAsTheyWentIn() throws IOException {
        byte[] captured = {'a', (byte) 0xFF, (byte) 0xC3, 'b'};
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LineOutput output = new LineOutput(out, false, false)) {
            output.line(CaptureText.decode(captured, 0, captured.length));
        }

        assertThat(out.toByteArray()).containsExactly('a', 0xFF, 0xC3, 'b', '\n');
    }

    @Test
    void linesMayBeLongerThanTheBuffer() throws IOException {
        String line = "0123456789".repeat(20_000);

        assertThat(written(line, false)).isEqualTo(line + "\n");
        assertThat(written(line + "\u00E9", false)).isEqualTo(line + "\u00E9\n");
    }

    @Test
    void linesThatFillTheBufferFollowOneAnother() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder expected = new StringBuilder();
        try (LineOutput output = new LineOutput(out, false, false)) {
            for (int number = 0; number < 40_000; number++) {
                String line = "line " + number;
                output.line(line);
                expected.append(line).append('\n');
            }
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected.toString());
    }
}
