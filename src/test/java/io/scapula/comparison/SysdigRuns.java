package io.scapula.comparison;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs of sysdig, several at a time and ahead of those who ask for them: starting it takes longer than most answers. Time
 * zone and locale are pinned.
 */
final class SysdigRuns implements AutoCloseable {
    private final ExecutorService workers =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final Map<List<String>, Future<String>> outputs = new HashMap<>();

    /** Starts them, in this order. */
    SysdigRuns(List<List<String>> commands) {
        for (List<String> command : commands) {
            outputs.put(command, workers.submit(() -> run(command)));
        }
    }

    /** What the command printed, each byte a character. The output is forgotten. */
    String take(List<String> command) throws IOException, InterruptedException {
        Future<String> output = outputs.remove(command);
        if (output == null) {
            throw new IllegalArgumentException("not started: " + command);
        }
        try {
            return output.get();
        } catch (ExecutionException e) {
            throw new IOException("no answer of " + command, e.getCause());
        }
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Path messages = Files.createTempFile("sysdig", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(messages.toFile());
            builder.environment().put("LC_ALL", "C");
            builder.environment().put("TZ", "UTC");
            Process sysdig = builder.start();
            sysdig.getOutputStream().close();
            String printed = new String(sysdig.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            int status = sysdig.waitFor();
            if (status != 0) {
                throw new IOException(
                        "ended with " + status + ": " + Files.readString(messages, StandardCharsets.ISO_8859_1));
            }
            return printed;
        } finally {
            Files.delete(messages);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
