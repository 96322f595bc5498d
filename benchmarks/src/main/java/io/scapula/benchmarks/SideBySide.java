package io.scapula.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs programs one after the other and takes their times. */
final class SideBySide {
    private SideBySide() {}

    static List<String> sysdig(String capture, String... more) {
        List<String> command = new ArrayList<>(List.of("sysdig", "-r", capture));
        command.addAll(Arrays.asList(more));
        return command;
    }

    /** How long a program ran that must succeed; what it prints is dropped. */
    static double seconds(List<String> command) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int status = process.waitFor();
        if (status != 0) {
            throw new IllegalStateException(command + " ended with status " + status);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
