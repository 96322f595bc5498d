package io.scapula.cli;

import io.scapula.Capture;
import io.scapula.analysis.AnalysisRequest;
import io.scapula.analysis.Outcome;
import io.scapula.analyzers.terminal.Screen;
import io.scapula.analyzers.terminal.TerminalPlayback;
import io.scapula.analyzers.terminal.TerminalRecording;
import io.scapula.table.Table;
import io.scapula.table.render.TerminalText;
import io.scapula.table.render.TextRenderer;
import io.scapula.table.render.TimeFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Plays what a terminal showed. */
@Command(
        name = "replay",
        description = {
            "Plays what a terminal showed, in this terminal and at its speed, or writes it",
            "as an asciicast. Without --session and --terminal, lists the terminals."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Only what changes the picture is played: no titles, clipboards or questions to",
            "the terminal. Captures hold no window sizes: 80 columns and 24 rows are taken."
        })
final class ReplayCommand implements Callable<Integer>, Repeatable {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** Leaves the alternate screen, shows the cursor, wraps, and ends colours and scroll regions. */
    private static final String RESTORE = "\u001b[?1049l\u001b[?25h\u001b[?7h\u001b[r\u001b[m\u000f\r\n";

    @Mixin
    private CaptureArgument argument = new CaptureArgument();

    @Option(
            names = "--session",
            paramLabel = "N",
            description = "the session's terminal; numbers as 'sessions' has them")
    @Nullable
    private Long session;

    @Option(names = "--terminal", paramLabel = "N", description = "the terminal with this number of the list")
    @Nullable
    private Long terminal;

    @Option(names = "--speed", paramLabel = "FACTOR", description = "so many times as fast", defaultValue = "1")
    private double speed = 1;

    @Option(
            names = "--max-wait",
            paramLabel = "TIME",
            description = "never wait longer, such as 2s or 500ms",
            converter = Wait.class)
    @Nullable
    private Duration maxWait;

    @Option(names = "--screen", description = "print the screen as text, with what scrolled out of it, and don't play")
    private boolean asText;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "with --screen: as it was then, such as 2026-11-23T13:00:42.31Z, or seconds since the start")
    @Nullable
    private String at;

    @Option(names = "--input", description = "with -o: what was typed as well")
    private boolean withInput;

    @Option(names = "--show-hidden", description = "with --input: what was typed without echo, such as passwords")
    private boolean showHidden;

    @Mixin
    private DestinationOptions output = new DestinationOptions();

    /** Reads a time to wait. */
    static final class Wait implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Duration.ofNanos((long)
                        (text.endsWith("ms")
                                ? Double.parseDouble(text.substring(0, text.length() - 2)) * 1e6
                                : Double.parseDouble(text.endsWith("s") ? text.substring(0, text.length() - 1) : text)
                                        * 1e9));
            } catch (NumberFormatException e) {
                throw new TypeConversionException("'" + text + "' is no time such as 2s or 500ms");
            }
        }
    }

    @Override
    public Integer call() throws IOException {
        output.checkAgainst(argument.name());
        if (!(speed > 0)) {
            throw output.wrong("--speed is a number above 0");
        }
        if (session != null && terminal != null) {
            throw output.wrong("--session and --terminal exclude one another");
        }
        try (Capture capture = argument.open()) {
            TerminalsAnalyzer terminals = new TerminalsAnalyzer();
            Outcome outcome = argument.analyze(capture, List.of(new AnalysisRequest(terminals)))
                    .get(0);
            if (outcome instanceof Outcome.Failed failed) {
                throw failed.cause(); // explained as a defect
            }
            if (session == null && terminal == null) {
                list(((Outcome.Answered) outcome).table());
            } else {
                replay(chosen(terminals));
            }
            return argument.exitStatus(capture.history());
        }
    }

    private void list(Table table) throws IOException {
        try (Writer out = writer()) {
            TimeFormat times = new TimeFormat(output.zone(), TimeFormat.Precision.MILLIS);
            new TextRenderer(output.columnsOfText(), times).render(table.select(table.summary()), out);
        }
    }

    private TerminalRecording chosen(TerminalsAnalyzer terminals) {
        Long number = terminal;
        TerminalRecording found;
        if (number != null) {
            found = terminals.terminal(number);
        } else {
            long wanted = session == null ? 0 : session;
            found = terminals.ofSession(wanted);
            if (found == null && terminals.hasSession(wanted)) {
                throw output.wrong("session " + wanted + " used no terminal that was recorded");
            }
        }
        if (found == null) {
            throw output.wrong("there is no such " + (number == null ? "session" : "terminal")
                    + "; without --session and --terminal, the terminals are listed");
        }
        return found;
    }

    private void replay(TerminalRecording recording) throws IOException {
        List<TerminalPlayback.Frame> frames = TerminalPlayback.of(recording, showHidden);
        Messages.note(recording.name() + ": window sizes are not recorded; " + TerminalPlayback.WIDTH + " columns and "
                + TerminalPlayback.HEIGHT + " rows are taken");
        try (Writer out = writer()) {
            if (asText) {
                print(TerminalPlayback.screen(frames, until(recording)), out);
            } else if (output.file != null) {
                CastWriter.write(frames, recording.name() + " of " + argument.name(), withInput, out);
            } else {
                play(frames, out);
            }
        }
    }

    private long until(TerminalRecording recording) {
        String time = at;
        if (time == null) {
            return Long.MAX_VALUE;
        }
        try {
            return recording.firstNanos() + (long) (Double.parseDouble(time) * NANOS_PER_SECOND);
        } catch (NumberFormatException e) {
            try {
                Instant instant = Instant.parse(time);
                return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
            } catch (DateTimeException wrong) {
                throw output.wrong(
                        "--at is a time such as 2026-11-23T13:00:42.31Z or a number of seconds, not '" + time + "'");
            }
        }
    }

    private static void print(Screen screen, Writer out) throws IOException {
        for (String line : screen.scrolledLines()) {
            out.write(TerminalText.escape(line) + "\n");
        }
        for (String line : screen.lines()) {
            out.write(TerminalText.escape(line) + "\n");
        }
    }

    private void play(List<TerminalPlayback.Frame> frames, Writer out) throws IOException {
        long before = frames.isEmpty() ? 0 : frames.get(0).timeNanos();
        for (TerminalPlayback.Frame frame : frames) {
            if (frame.isInput()) {
                continue;
            }
            if (!output.custody().places().isRepetition()) {
                await(frame.timeNanos() - before);
            }
            before = Math.max(before, frame.timeNanos());
            out.write(frame.text());
            out.flush();
        }
        out.write(RESTORE);
    }

    private void await(long nanos) {
        long wait = maxWait == null ? nanos : Math.min(nanos, maxWait.toNanos());
        try {
            TimeUnit.NANOSECONDS.sleep((long) (wait / speed));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Writer writer() throws IOException {
        return new BufferedWriter(new OutputStreamWriter(output.stream(), StandardCharsets.UTF_8));
    }
}
