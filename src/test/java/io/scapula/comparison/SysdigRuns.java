package io.scapula.comparison;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs of sysdig, several at a time and ahead of those who ask for them: starting it takes longer than most
 * answers.
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
        Sysdig.Run run = Sysdig.run(command);
        if (run.status() != 0) {
            throw new IOException("ended with " + run.status() + ": " + run.err());
        }
        return run.out();
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
