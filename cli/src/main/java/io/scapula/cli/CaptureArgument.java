package io.scapula.cli;

import io.scapula.Capture;
import io.scapula.CaptureOptions;
import io.scapula.IndexPlace;
import io.scapula.analysis.AnalysisRequest;
import io.scapula.analysis.Outcome;
import io.scapula.event.EventReplay;
import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureWarning;
import io.scapula.format.Loss;
import io.scapula.format.LossLedger;
import io.scapula.format.ReadOptions;
import io.scapula.format.ReadStatistics;
import io.scapula.history.CaptureHistory;
import io.scapula.history.HistoryRecorder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The capture that a command is about. */
final class CaptureArgument {
    static final String STANDARD_INPUT = "-";

    private static final String STANDARD_INPUT_NAME = "standard input";

    @Parameters(paramLabel = "CAPTURE", description = "a .scap file, plain or compressed; - for standard input")
    @Nullable
    private String name;

    @Spec(Spec.Target.MIXEE)
    @Nullable
    private CommandSpec command;

    private @Nullable Custody custody;
    private @Nullable HistoryRecorder recorder;

    /** The argument of the command that it is mixed into. */
    CaptureArgument() {}

    /** A capture that is named in another way. */
    CaptureArgument(String name, boolean strict, Custody custody) {
        this.name = name;
        this.strict = strict;
        this.custody = custody;
    }

    @Option(
            names = "--strict",
            description = "stop at the first damage and use what comes before it; otherwise, what can be read behind"
                    + " damage is used as well")
    private boolean strict;

    String name() {
        return name == null ? STANDARD_INPUT : name;
    }

    private Custody custody() {
        Custody known = custody;
        if (known != null) {
            return known;
        }
        CommandSpec spec = command;
        if (spec == null) {
            throw new IllegalStateException("picocli has not filled in the command");
        }
        return Custody.of(spec);
    }

    RunInput input() throws IOException {
        return custody().capture(name());
    }

    /** Whether it can be read only once. */
    boolean isPipe() throws IOException {
        return input().isPipe();
    }

    Capture open() throws IOException {
        return open(CaptureOptions.DEFAULT);
    }

    Capture open(CaptureOptions options) throws IOException {
        RunInput input = input();
        try {
            Capture capture = input.isPipe()
                    ? Capture.open(input.openPipe(), shownName(), options.with(reading()))
                    : Capture.open(file(input), name(), believing(options.with(reading())));
            input.opened(capture.compression());
            return capture;
        } catch (IOException e) {
            throw named(shownName(), e);
        }
    }

    /** As the command line asks for it. */
    ReadOptions reading() {
        return strict ? ReadOptions.DEFAULT.withOnDamage(ReadOptions.OnDamage.STOP) : CaptureOptions.DEFAULT.reading();
    }

    /** An index answers what whoever wrote it wants; a repetition is there to find that out. */
    private CaptureOptions believing(CaptureOptions options) {
        return custody().places().isRepetition() ? options.with(IndexPlace.NONE) : options;
    }

    /** Opens it to read its events once. */
    CaptureReader read() throws IOException {
        ReadOptions options = reading();
        RunInput input = input();
        try {
            CaptureReader reader = input.isPipe()
                    ? CaptureReader.open(input.openPipe(), shownName(), options)
                    : CaptureReader.open(file(input), options);
            input.opened(reader.compression());
            return reader;
        } catch (IOException e) {
            throw named(shownName(), e);
        }
    }

    /** Where it is; not for standard input. */
    Path file() throws IOException {
        return file(input());
    }

    private Path file(RunInput input) throws IOException {
        if (Files.isDirectory(input.path())) {
            throw new FileSystemException(name(), null, "a directory, not a capture");
        }
        return input.path();
    }

    /** Replays it, and notes for a manifest what is in it. */
    EventReplay replay(CaptureReader reader, EventReplay.Options options) {
        if (!custody().isRecording()) {
            return EventReplay.open(reader, options);
        }
        HistoryRecorder noting = new HistoryRecorder(options.state().maxHistoryRecords());
        recorder = noting;
        return EventReplay.open(reader, options, noting);
    }

    /** Moves on; what cannot be read is said to be the capture's fault, with its name. */
    boolean advance(EventReplay replay) throws IOException {
        try {
            return replay.advance();
        } catch (IOException e) {
            throw named(shownName(), e);
        }
    }

    /** The same failure, with the capture's name. */
    IOException named(IOException failure) {
        return named(shownName(), failure);
    }

    private String shownName() {
        return name().equals(STANDARD_INPUT) ? STANDARD_INPUT_NAME : name();
    }

    /** What the system says of a failed read is all too short: it doesn't say of what. */
    private static IOException named(String name, IOException exception) {
        String message = String.valueOf(exception.getMessage());
        return message.startsWith(name) ? exception : new IOException(name + ": " + message, exception);
    }

    /** Replays the capture with a progress bar, and says what was wrong with it. */
    CaptureHistory history(Capture capture) throws IOException {
        analyze(capture, List.of());
        return capture.history();
    }

    /** Asks analyzers with a progress bar, and says what was wrong with the capture. */
    List<Outcome> analyze(Capture capture, List<AnalysisRequest> requests) throws IOException {
        List<Outcome> outcomes;
        try (ProgressBar progress = ProgressBar.onStandardError("reading")) {
            outcomes = capture.analyze(requests, progress::update);
        } catch (IOException e) {
            throw named(capture.name(), e);
        }
        CaptureHistory history = capture.history();
        input().found(history, capture.isIndexFromFile());
        warn(capture.name(), history.warnings(), history.limitReached(), history.statistics());
        sayLosses(capture.name(), history.losses());
        return outcomes;
    }

    /** Indexes the capture with a progress bar, and says what was wrong with it and with a saved index. */
    void index(Capture capture) throws IOException {
        try (ProgressBar progress = ProgressBar.onStandardError("reading")) {
            capture.index(progress::update);
        } catch (IOException e) {
            throw named(capture.name(), e);
        }
        sayWhyIndexWasMade(capture);
        sayWarnings(capture);
    }

    /** Says what was wrong with an indexed capture. */
    void sayWarnings(Capture indexed) throws IOException {
        sayWarnings(indexed.name(), indexed.indexWarnings(), indexed.isIndexIncomplete());
        if (exitStatus(indexed) != ExitStatusCode.DONE) {
            sayLosses(indexed.name(), indexed.history().losses());
        }
    }

    /** Says from where on the state is a guess, and how much is missing. */
    private static void sayLosses(String name, LossLedger ledger) {
        List<Loss> losses = ledger.losses().stream()
                .filter(loss -> loss.kind().affectsState() && loss.toNanos() != Loss.UNKNOWN)
                .toList();
        if (!losses.isEmpty()) {
            long events = losses.stream()
                    .mapToLong(loss -> Math.max(0, loss.estimatedEvents()))
                    .sum();
            Messages.warning(name + ": after event " + losses.get(0).afterEvent()
                    + " the state of processes and descriptors is a guess; about " + events
                    + " events are missing in "
                    + losses.stream().mapToLong(Loss::count).sum()
                    + " places, which 'scapula info --blind-spots' lists");
        }
    }

    static void sayWarnings(String name, List<CaptureWarning> warnings, boolean limitReached) {
        for (CaptureWarning warning : warnings) {
            Messages.warning(name + ": " + warning);
        }
        if (limitReached) {
            Messages.warning(name
                    + ": it holds more threads, descriptors or containers than the limits allow; some are missing");
        }
    }

    void sayWhyIndexWasMade(Capture capture) {
        capture.whyIndexWasMade()
                .ifPresent(reason -> Messages.note(capture.name() + ": its saved index is not used: " + reason));
    }

    /** The exit status that the condition of an indexed capture asks for. */
    int exitStatus(Capture indexed) throws IOException {
        if (custody().isRecording()) {
            input().found(indexed.history(), indexed.isIndexFromFile());
        }
        return exitStatus(indexed.indexWarnings(), indexed.isIndexIncomplete());
    }

    private static void warn(
            String name, List<CaptureWarning> warnings, boolean limitReached, ReadStatistics statistics) {
        sayWarnings(name, warnings, limitReached);
        if (statistics.events() + statistics.unknownEvents() == 0 && statistics.unknownBlocks() > 0) {
            Messages.warning(
                    name + ": it holds no event; a pcapng file of network packets begins like a capture, and is none");
        }
    }

    /** The exit status that the capture's condition asks for. */
    int exitStatus(CaptureHistory history) {
        return exitStatus(history.warnings(), history.limitReached());
    }

    /**
     * Says what was wrong with what was read, and gives the exit status that this asks for. For a manifest, what the command
     * did not need is read now.
     */
    int exitStatus(EventReplay replay) throws IOException {
        CaptureReader reader = replay.reader();
        int status = exitStatus(reader, replay.limitReached());
        HistoryRecorder noting = recorder;
        if (noting != null) {
            boolean more = true;
            while (more) {
                more = advance(replay);
            }
            input().found(noting.finish(reader, replay.state()), false);
        }
        return status;
    }

    /** Says what was wrong with what was read, and gives the exit status that this asks for. */
    int exitStatus(CaptureReader reader, boolean limitReached) {
        warn(shownName(), reader.warnings(), limitReached, reader.statistics());
        sayLosses(shownName(), reader.losses());
        return exitStatus(reader.warnings(), limitReached);
    }

    private static int exitStatus(List<CaptureWarning> warnings, boolean limitReached) {
        boolean damaged = warnings.stream().anyMatch(warning -> warning.kind().isDamage());
        return damaged || limitReached ? ExitStatusCode.DAMAGED : ExitStatusCode.DONE;
    }
}
