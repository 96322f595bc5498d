package io.scapula.comparison;

import io.scapula.captures.Captures;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    private Sysdig() {}

    /** Prints the events of a capture in a format; the test is skipped where sysdig is not installed. */
    static Output read(Path capture, String format) throws IOException, InterruptedException {
        requireInstalled();
        Path lines = Files.createTempFile("sysdig", ".out");
        Path messages = Files.createTempFile("sysdig", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder("sysdig", "-v", "-r", capture.toString(), "-p", format)
                    .redirectOutput(lines.toFile())
                    .redirectError(messages.toFile());
            builder.environment().put("LC_ALL", "C");
            builder.environment().put("TZ", "UTC");
            int status = builder.start().waitFor();
            String said = Files.readString(messages, StandardCharsets.ISO_8859_1);
            Matcher counted = EVENTS_COUNTED.matcher(said);
            if (status != 0 || !counted.find()) {
                throw new IOException("sysdig ended with " + status + ": " + said);
            }
            return new Output(Files.readAllLines(lines, StandardCharsets.ISO_8859_1), Long.parseLong(counted.group(1)));
        } finally {
            Files.delete(lines);
            Files.delete(messages);
        }
    }

    /** Skips the test where sysdig is not installed. */
    static void requireInstalled() {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "sysdig")));
        if (!installed) {
            throw Captures.skip("sysdig is not installed");
        }
    }
}
