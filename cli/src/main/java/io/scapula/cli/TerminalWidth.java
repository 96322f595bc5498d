package io.scapula.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many columns the terminal has that standard output goes to. */
final class TerminalWidth {
    /** What {@link #detect} answers when nothing limits a line: output goes to a file or a pipe. */
    static final int UNLIMITED = 0;

    private static final int LARGEST = 9_999;
    private static final long STTY_LIMIT_MILLIS = 200;
    private static final File TERMINAL = new File("/dev/tty");
    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\s*\\d{1,4} (\\d{1,4})\\s*");

    private TerminalWidth() {}

    /**
     * The environment variable {@code COLUMNS} if it holds a number, otherwise what the terminal says, otherwise
     * {@link #UNLIMITED}. Takes 0.2 seconds at most.
     */
    static int detect() {
        int columns = fromEnvironment(System.getenv().getOrDefault("COLUMNS", ""));
        if (columns == UNLIMITED && TerminalCheck.isStandardOutput()) {
            columns = fromStty(askStty());
        }
        return columns;
    }

    /** The number in {@code COLUMNS}; {@link #UNLIMITED} if it is none or makes no sense. */
    static int fromEnvironment(String columns) {
        try {
            int number = Integer.parseInt(columns.strip());
            return number > 0 && number <= LARGEST ? number : UNLIMITED;
        } catch (NumberFormatException e) {
            return UNLIMITED;
        }
    }

    /** The second number of {@code 24 80}; a terminal that does not know its size says {@code 0 0}. */
    static int fromStty(String rowsAndColumns) {
        Matcher matcher = ROWS_AND_COLUMNS.matcher(rowsAndColumns);
        return matcher.matches() ? fromEnvironment(matcher.group(1)) : UNLIMITED;
    }

    private static String askStty() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                boolean ended = stty.waitFor(STTY_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
                return ended ? new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII) : "";
            } finally {
                stty.destroyForcibly();
            }
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
