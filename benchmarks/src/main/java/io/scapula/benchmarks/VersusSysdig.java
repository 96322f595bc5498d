package io.scapula.benchmarks;

import io.scapula.Capture;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The same questions to sysdig and to Scapula, in turn on the same machine, about one capture of at least 5 million events
 * that is made from a small one. Prints a table in Markdown; see {@code benchmarks/versus-sysdig}.
 */
final class VersusSysdig {
    private static final int ROUNDS = 3;
    private static final int ROUNDS_OF_FURTHER_QUESTIONS = 7;

    /** Different in what they must look at: kinds of events, threads, descriptors, results, times, bytes. */
    private static final List<String> QUESTIONS = List.of(
            "evt.type = open",
            "evt.type in (execve, clone, procexit)",
            "evt.dir = < and evt.type = close",
            "evt.category = net",
            "evt.is_io_read = true",
            "proc.name = curl",
            "proc.name != curl and evt.type = switch",
            "proc.cmdline contains http",
            "proc.pname exists",
            "user.name = root and evt.type = read",
            "container.id != host",
            "container.name contains a",
            "fd.type = ipv4",
            "fd.name contains /etc",
            "fd.sport = 80 or fd.sport = 443",
            "evt.failed = true",
            "evt.rawres < 0 and fd.type = file",
            "evt.latency > 10000000",
            "evt.cpu = 0 and evt.num > 1000",
            "evt.buffer contains HTTP");

    private final PrintStream out = System.out;

    private VersusSysdig() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 3 && arguments[0].equals("first")) {
            first(Path.of(arguments[1]), arguments[2]);
            return;
        }
        boolean analyzersOnly = arguments.length > 0 && arguments[0].equals("analyzers");
        int source = analyzersOnly ? 1 : 0;
        try (LargeCapture capture =
                LargeCapture.of(arguments.length > source ? arguments[source] : LargeCapture.BUNDLED)) {
            new VersusSysdig().compare(capture, analyzersOnly);
        }
    }

    /** A first question in a process of its own. */
    private static void first(Path capture, String filter) throws IOException {
        try (Capture opened = Capture.open(capture)) {
            System.out.println(opened.query(filter).count());
        }
    }

    private void compare(LargeCapture capture, boolean analyzersOnly) throws IOException, InterruptedException {
        out.printf(
                Locale.ROOT,
                "%d events, %d MB, JDK %s, %d processors%n%n",
                capture.events(),
                capture.bytes() >> 20,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors());
        if (!analyzersOnly) {
            wholeProcesses(capture);
            furtherQuestions(capture);
            savedIndex(capture);
        }
        new AnalyzersVersusChisels(out).compare(capture.plain());
    }

    private void wholeProcesses(LargeCapture capture) throws IOException, InterruptedException {
        String plain = capture.plain().toString();
        String gzip = capture.gzip().toString();
        String filter = QUESTIONS.get(0);
        out.println("| whole process | sysdig s | scapula s | times as fast |");
        out.println("|---|---:|---:|---:|");
        row(
                "first question, index built: `" + filter + "`",
                SideBySide.sysdig(plain, "-p", "%evt.num", filter),
                java(plain, filter));
        row("the same, gzip", SideBySide.sysdig(gzip, "-p", "%evt.num", filter), java(gzip, filter));
        row("one question without index", SideBySide.sysdig(plain, filter), scapula(plain, filter));
        row("every event as text", SideBySide.sysdig(plain), scapula(plain));
        row("every event as JSON", SideBySide.sysdig(plain, "-j"), scapula(plain, "--json"));
        out.println();
    }

    private static List<String> scapula(String capture, String... more) {
        List<String> command = new ArrayList<>(List.of("./scapula", "events", capture));
        command.addAll(Arrays.asList(more));
        return command;
    }

    private static List<String> java(String capture, String filter) {
        return List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                VersusSysdig.class.getName(),
                "first",
                capture,
                filter);
    }

    private void row(String what, List<String> sysdig, List<String> scapula) throws IOException, InterruptedException {
        double[] theirs = new double[ROUNDS];
        double[] ours = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            theirs[round] = SideBySide.seconds(sysdig);
            ours[round] = SideBySide.seconds(scapula);
        }
        out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f |%n",
                what,
                SideBySide.median(theirs),
                SideBySide.median(ours),
                SideBySide.median(theirs) / SideBySide.median(ours));
    }

    private void furtherQuestions(LargeCapture capture) throws IOException, InterruptedException {
        double[] ratios = new double[QUESTIONS.size()];
        try (Capture opened = Capture.open(capture.plain())) {
            opened.query().count();
            out.println("| further question | events | sysdig s | scapula ms | times as fast |");
            out.println("|---|---:|---:|---:|---:|");
            for (int index = 0; index < ratios.length; index++) {
                String filter = QUESTIONS.get(index);
                double theirs =
                        SideBySide.seconds(SideBySide.sysdig(capture.plain().toString(), "-p", "%evt.num", filter));
                double[] ours = new double[ROUNDS_OF_FURTHER_QUESTIONS];
                long count = 0;
                for (int round = 0; round < ours.length; round++) {
                    long start = System.nanoTime();
                    count = opened.query(filter).count();
                    ours[round] = (System.nanoTime() - start) / 1e9;
                }
                ratios[index] = theirs / SideBySide.median(ours);
                out.printf(
                        Locale.ROOT,
                        "| `%s` | %d | %.2f | %.1f | %.0f |%n",
                        filter,
                        count,
                        theirs,
                        1e3 * SideBySide.median(ours),
                        ratios[index]);
            }
        }
        out.printf(
                Locale.ROOT,
                "%nfurther questions: median %.0f times as fast, worst %.0f%n",
                SideBySide.median(ratios),
                Arrays.stream(ratios).min().orElseThrow());
    }

    /** Saves the index, opens it again and again, and asks from it in processes of their own. */
    private void savedIndex(LargeCapture capture) throws IOException, InterruptedException {
        String plain = capture.plain().toString();
        double saving = SideBySide.seconds(List.of("./scapula", "index", plain));
        Path folder = Path.of(plain + ".index");
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        double[] opening = new double[ROUNDS_OF_FURTHER_QUESTIONS];
        double[] answering = new double[opening.length];
        for (int round = 0; round < opening.length; round++) {
            long start = System.nanoTime();
            try (Capture opened = Capture.open(capture.plain())) {
                if (!opened.useSavedIndex()) {
                    throw new IllegalStateException(String.valueOf(opened.whyIndexWasMade()));
                }
                opening[round] = (System.nanoTime() - start) / 1e9;
                opened.query(QUESTIONS.get(0)).count();
                answering[round] = (System.nanoTime() - start) / 1e9;
            }
        }
        out.printf(
                Locale.ROOT,
                "%nsaved index: %d MB, made and saved in %.1f s (whole process); opened in %.0f ms, first answer after"
                        + " %.0f ms (median, within a process; the first time %.0f and %.0f ms)%n%n",
                bytes >> 20,
                saving,
                1e3 * SideBySide.median(opening),
                1e3 * SideBySide.median(answering),
                1e3 * opening[0],
                1e3 * answering[0]);
        out.println("| whole process, saved index | sysdig s | scapula s | times as fast |");
        out.println("|---|---:|---:|---:|");
        for (String filter : List.of("evt.type = execve", QUESTIONS.get(7), "fd.sport = 80 and evt.failed = true")) {
            row("`" + filter + "`", SideBySide.sysdig(plain, filter), scapula(plain, filter));
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
