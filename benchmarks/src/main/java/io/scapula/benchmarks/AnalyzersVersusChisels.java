package io.scapula.benchmarks;

import io.scapula.Capture;
import io.scapula.analysis.AnalysisRequest;
import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Analyzers;
import io.scapula.analysis.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Analyzers on a capture that is indexed already, beside one pass of sysdig with the nearest chisel: the first time in this
 * process, and the median of several times.
 */
final class AnalyzersVersusChisels {
    private static final int ROUNDS = 5;
    private static final List<String> CHISELS = List.of("spy_users", "proc_exec_time");

    private final PrintStream out;

    AnalyzersVersusChisels(PrintStream out) {
        this.out = out;
    }

    void compare(Path capture) throws IOException, InterruptedException {
        double fastest = Double.POSITIVE_INFINITY;
        for (String chisel : CHISELS) {
            double[] seconds = new double[ROUNDS];
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    seconds[round] = SideBySide.seconds(SideBySide.sysdig(capture.toString(), "-c", chisel));
                }
            } catch (IllegalStateException e) {
                // sysdig 0.29.3 crashes on newer recordings with some chisels.
                out.println(e.getMessage());
                continue;
            }
            double median = SideBySide.median(seconds);
            fastest = Math.min(fastest, median);
            out.printf(Locale.ROOT, "sysdig -c %s: %.2f s (median of %d)%n", chisel, median, ROUNDS);
        }
        out.println();
        out.println("| analyzer, index built | first ms | median ms | faster chisel / first | / median |");
        out.println("|---|---:|---:|---:|---:|");
        List<Analyzer> analyzers = Analyzers.load().all();
        try (Capture opened = Capture.open(capture)) {
            opened.query().count();
            for (Analyzer analyzer : analyzers) {
                row("`" + analyzer.id() + "`", List.of(new AnalysisRequest(analyzer)), opened, fastest);
            }
            row("all in one pass", analyzers.stream().map(AnalysisRequest::new).toList(), opened, fastest);
        }
    }

    private void row(String name, List<AnalysisRequest> requests, Capture capture, double chisel) throws IOException {
        double[] seconds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (Outcome outcome : capture.analyze(requests)) {
                if (outcome instanceof Outcome.Failed failed) {
                    throw failed.cause();
                }
            }
            seconds[round] = (System.nanoTime() - start) / 1e9;
        }
        double median = SideBySide.median(seconds);
        out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %s | %s |%n",
                name,
                1e3 * seconds[0],
                1e3 * median,
                ratio(chisel / seconds[0]),
                ratio(chisel / median));
    }

    private static String ratio(double times) {
        return Double.isInfinite(times) ? "no chisel ran" : String.format(Locale.ROOT, "%.1f", times);
    }
}
