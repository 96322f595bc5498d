package io.scapula.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.scapula.analyzers.terminal.Screen;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs write to terminals: the screen stays a screen, and is the same however the bytes are cut. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
class TerminalFuzzTest {
    private static final int WIDTH = 20;
    private static final int HEIGHT = 6;
    private static final int LARGEST = 300;
    private static final List<String> OUTPUT = List.of(
            "$ ls -l\r\ntotal 0\r\n\u001b[1;31mred\u001b[0m\b\b \t|\r\n",
            "\u001b[2J\u001b[H\u001b[3;4Hx\u001b[K\u001b[1J\u001b[2;5r\n\n\n\u001bM\u001bD\u001bE",
            "\u001b[?1049h\u001b[?25lvim\u001b[?1049l\u001b]0;title\u0007\u001bP1$r\u001b\\",
            "\u001b[5L\u001b[3M\u001b[2P\u001b[4@\u001b[3X\u001b[10S\u001b[2T\u001b[s\u001b[u\u001b7\u001b8\u001bc",
            "\u20ac\u4e2d\u6587\ud83d\ude00e\u0301\u001b(0lqk\u001b(B\u000e\u000f\u001b[99999999999999;;;1m",
            "\u001b[65535;65535H\u001b[4294967296A\u001b[?3h\u001b[20h\u001b[6n\u001b[c\u001b#8\u001bH\u001b[3g");

    Stream<Arguments> output() {
        return ShortRun.arguments(OUTPUT.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    Stream<Arguments> choices() {
        return ShortRun.choices(30, 120);
    }

    @MethodSource("output")
    @FuzzTest
    void output(byte[] bytes) {
        Screen whole = new Screen(WIDTH, HEIGHT);
        whole.write(bytes);
        Screen oneByOne = new Screen(WIDTH, HEIGHT);
        for (byte one : bytes) {
            oneByOne.write(new byte[] {one});
        }

        check(whole);
        assertThat(oneByOne.lines()).isEqualTo(whole.lines());
        assertThat(oneByOne.scrolledLines()).isEqualTo(whole.scrolledLines());
        assertThat(oneByOne.cursorRow()).isEqualTo(whole.cursorRow());
        assertThat(oneByOne.cursorColumn()).isEqualTo(whole.cursorColumn());
        assertThat(oneByOne.isAlternate()).isEqualTo(whole.isAlternate());
    }

    /** Windows that change while a program writes. */
    @MethodSource("choices")
    @FuzzTest
    void windows(byte[] choices) {
        Choices chosen = new Choices(choices);
        Screen screen = new Screen(1 + chosen.below(LARGEST), 1 + chosen.below(LARGEST));
        while (chosen.hasMore()) {
            switch (chosen.below(8)) {
                case 0 -> screen.resize(1 + chosen.below(LARGEST), 1 + chosen.below(LARGEST));
                case 1 -> screen.skip();
                case 2 -> screen.lineFeedReturns(chosen.oneIn(2));
                case 3 -> screen.write(chosen.bytes(chosen.below(32)));
                default -> screen.write(chosen.text(OUTPUT).getBytes(StandardCharsets.UTF_8));
            }
            check(screen);
        }
    }

    @Test
    @Timeout(120)
    void outputInShort() {
        ShortRun.of(2000, output(), this::output);
    }

    @Test
    @Timeout(120)
    void windowsInShort() {
        ShortRun.of(500, choices(), this::windows);
    }

    private static void check(Screen screen) {
        assertThat(screen.cursorRow()).isBetween(0, screen.height() - 1);
        assertThat(screen.cursorColumn()).isBetween(0, screen.width());
        assertThat(screen.lines().size()).isLessThanOrEqualTo(screen.height());
        assertThat(screen.text()).doesNotContain("\u001b", "\u0007");
    }
}
