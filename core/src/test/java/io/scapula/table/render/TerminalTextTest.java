package io.scapula.table.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "nginx: master process", "naïve café", "容器", "é", "🐳", "C:\\Temp", "grep '\\.log$'"})
    void leavesWhatOnlyShowsItself(String text) {
        assertThat(TerminalText.escape(text)).isEqualTo(text);
    }

    @Test
    void escapesLineBreaksAndTabsByLetter() {
        assertThat(TerminalText.escape("a\nb\rc\td")).isEqualTo("a\\nb\\rc\\td");
    }

    @Test
    void escapesWhatSteersATerminal() {
        assertThat(TerminalText.escape("\u001b[2J\u0007\0\u007f\u009b31m"))
                .isEqualTo("\\x1b[2J\\x07\\x00\\x7f\\x9b31m");
    }

    @Test
    void escapesEveryControlCharacter() {
        for (char c = 0; c < 0xa0; c++) {
            boolean isControl = c < 0x20 || c >= 0x7f;
            assertThat(TerminalText.escape("a" + c + "b").length() > 3)
                    .as("0x%02x", (int) c)
                    .isEqualTo(isControl);
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x202a, 0x202e, 0x2066, 0x2069, 0x200e, 0x200f, 0x061c, 0x200b, 0x200d, 0x2060, 0xfeff, 0x2028, 0x2029
            })
    void escapesWhatTurnsHidesOrBreaksALine(int codePoint) {
        assertThat(TerminalText.escape("a" + Character.toString(codePoint))).isEqualTo("a\\u%04x".formatted(codePoint));
    }

    @Test
    void escapesInvisibleTagsBeyondTheFirstPlane() {
        assertThat(TerminalText.escape("x" + Character.toString(0xE0041))).isEqualTo("x\\u{e0041}");
    }

    @Test
    void escapesHalfASurrogatePair() {
        assertThat(TerminalText.escape("a\ud83d")).isEqualTo("a\\ud83d");
        assertThat(TerminalText.escape("\udc33b")).isEqualTo("\\udc33b");
    }

    @Test
    void doublesABackslashOnlyWhereItWouldReadAsAnEscape() {
        assertThat(TerminalText.escape("printf 'a\\nb'")).isEqualTo("printf 'a\\\\nb'");
        assertThat(TerminalText.escape("\\x1b")).isEqualTo("\\\\x1b");
        assertThat(TerminalText.escape("\\\\server\\share")).isEqualTo("\\\\server\\share");
        assertThat(TerminalText.escape("ends with \\")).isEqualTo("ends with \\");
    }

    @Test
    void doublesTheWholeRunOfBackslashesBeforeAnEscape() {
        assertThat(TerminalText.escape("\\\\\n")).isEqualTo("\\\\\\\\\\n");
        assertThat(TerminalText.escape("\\\\n")).isEqualTo("\\\\\\\\n");
    }

    @Test
    void neverPrintsTwoTextsAlike() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, String> textsByEscape = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            String text = randomText(random);

            String escaped = TerminalText.escape(text);

            assertThat(unescape(escaped)).as("seed %d", seed).isEqualTo(text);
            assertThat(textsByEscape.putIfAbsent(escaped, text))
                    .as("seed %d", seed)
                    .isIn(null, text);
        }
    }

    private static String randomText(Random random) {
        String alphabet = "\\\\\\\\nrtxu01ab{}\n\t\u001b\u202e\ud83d\udc33é";
        return random.ints(random.nextInt(9), 0, alphabet.length())
                .collect(StringBuilder::new, (out, i) -> out.append(alphabet.charAt(i)), StringBuilder::append)
                .toString();
    }

    /** Reads the documented notation backwards: a run of backslashes is halved before one of n r t x u. */
    private static String unescape(String escaped) {
        Pattern run = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)(?:\\\\(n|r|t|x..|u\\{\\w+}|u....)|(?=[nrtxu]))");
        return run.matcher(escaped).replaceAll(match -> Matcher.quoteReplacement(decode(match)));
    }

    private static String decode(MatchResult match) {
        String backslashes = "\\".repeat(match.group(1).length() / 2);
        String escape = match.group(2);
        if (escape == null) {
            return backslashes;
        }
        return backslashes
                + switch (escape.charAt(0)) {
                    case 'n' -> "\n";
                    case 'r' -> "\r";
                    case 't' -> "\t";
                    default -> Character.toString(Integer.parseInt(escape.replaceAll("[xu{}]", ""), 16));
                };
    }
}
