package io.scapula.comparison;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sysdig command, with time zone and locale pinned. */
final class Sysdig {
    private static final Pattern EVENTS_COUNTED = Pattern.compile("Captured Events: (\\d+),");

    /**
     * What it printed about a capture.
     *
     * @param lines   one for each event shown
     * @param counted events in the capture, shown or not, but for the container events that it begins with
     */
    record Output(List<String> lines, long counted) {}

    /**
     * How a run ended.
     *
     * @param out the bytes on standard output, each a character
     * @param err the bytes on standard error, each a character
     */
    record Run(int status, String out, String err) {}

    private Sysdig() {}

    /** Prints the events of a capture in a format; the test is skipped where sysdig is not installed. */
    static Output read(Path capture, String format) throws IOException, InterruptedException {
        requireInstalled();
        Run run = run(List.of("sysdig", "-v", "-r", capture.toString(), "-p", format));
        Matcher counted = EVENTS_COUNTED.matcher(run.err());
        if (run.status() != 0 || !counted.find()) {
            throw new IOException("sysdig ended with " + run.status() + ": " + run.err());
        }
        return new Output(run.out().lines().toList(), Long.parseLong(counted.group(1)));
    }

    /** Runs a command that begins with {@code sysdig}. */
    static Run run(List<String> command) throws IOException, InterruptedException {
        InstalledProgram.Run run = InstalledProgram.run(command);
        return new Run(run.status(), new String(run.out(), StandardCharsets.ISO_8859_1), run.err());
    }

    /** Skips the test where sysdig is not installed. */
    static void requireInstalled() {
        InstalledProgram.require("sysdig");
    }
}
