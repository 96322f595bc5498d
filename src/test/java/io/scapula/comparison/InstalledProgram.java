package io.scapula.comparison;

import io.scapula.captures.Captures;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program that may be installed, with time zone and locale pinned. */
final class InstalledProgram {
    /**
     * How a run ended.
     *
     * @param out the bytes on standard output
     * @param err the bytes on standard error, each a character
     */
    record Run(int status, byte[] out, String err) {}

    private InstalledProgram() {}

    /** Skips the test where the program is not installed. */
    static void require(String name) {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!installed) {
            throw Captures.skip(name + " is not installed");
        }
    }

    /** Runs a command, with nothing on its standard input. */
    static Run run(List<String> command) throws IOException, InterruptedException {
        Path messages = Files.createTempFile("program", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(messages.toFile());
            builder.environment().put("LC_ALL", "C");
            builder.environment().put("TZ", "UTC");
            Process program = builder.start();
            program.getOutputStream().close();
            byte[] printed = program.getInputStream().readAllBytes();
            int status = program.waitFor();
            return new Run(status, printed, Files.readString(messages, StandardCharsets.ISO_8859_1));
        } finally {
            Files.delete(messages);
        }
    }
}
