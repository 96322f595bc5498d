package io.scapula.cli;

import io.scapula.analyzers.terminal.TerminalPlayback;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * Writes a recording for asciinema.
 *
 * @see <a href="https://docs.asciinema.org/manual/asciicast/v2/">asciicast v2</a>
 */
final class CastWriter {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int MICROSECOND_DIGITS = 6;

    private CastWriter() {}

    /**
     * Writes all frames.
     *
     * @param withInput whether to write what was typed as well
     */
    static void write(List<TerminalPlayback.Frame> frames, String title, boolean withInput, Writer out)
            throws IOException {
        long start = frames.isEmpty() ? 0 : frames.get(0).timeNanos();
        out.write("{\"version\": 2, \"width\": " + TerminalPlayback.WIDTH + ", \"height\": " + TerminalPlayback.HEIGHT
                + ", \"timestamp\": " + Math.floorDiv(start, NANOS_PER_SECOND) + ", \"title\": " + quoted(title)
                + "}\n");
        for (TerminalPlayback.Frame frame : frames) {
            if (withInput || !frame.isInput()) {
                // Clocks of processors differ by a little; a cast only goes forward.
                long nanos = Math.max(0, frame.timeNanos() - start);
                BigDecimal seconds = BigDecimal.valueOf(nanos / 1_000, MICROSECOND_DIGITS);
                out.write("[" + seconds.toPlainString() + ", \"" + (frame.isInput() ? "i" : "o") + "\", "
                        + quoted(frame.text()) + "]\n");
            }
        }
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            switch (character) {
                case '"', '\\' -> quoted.append('\\').append(character);
                default -> {
                    if (character < ' ' || character == 0x7F || Character.isSurrogate(character)) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
                    } else {
                        quoted.append(character);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
