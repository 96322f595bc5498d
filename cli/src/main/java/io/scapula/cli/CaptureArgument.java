package io.scapula.cli;

import io.scapula.Capture;
import io.scapula.CaptureOptions;
import io.scapula.analysis.AnalysisRequest;
import io.scapula.analysis.Outcome;
import io.scapula.event.EventReplay;
import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureWarning;
import io.scapula.format.ReadOptions;
import io.scapula.format.ReadStatistics;
import io.scapula.history.CaptureHistory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The capture that a command is about. */
final class CaptureArgument {
    static final String STANDARD_INPUT = "-";

    private static final String STANDARD_INPUT_NAME = "standard input";

    @Parameters(paramLabel = "CAPTURE", description = "a .scap file, plain or compressed; - for standard input")
    @Nullable
    String name;

    String name() {
        return name == null ? STANDARD_INPUT : name;
    }

    boolean isStandardInput() {
        return name().equals(STANDARD_INPUT);
    }

    Capture open() throws IOException {
        return open(CaptureOptions.DEFAULT);
    }

    Capture open(CaptureOptions options) throws IOException {
        return isStandardInput() ? open(System.in) : open(name(), options);
    }

    static Capture open(String name, CaptureOptions options) throws IOException {
        Path path = path(name);
        try {
            return Capture.open(path, options);
        } catch (IOException e) {
            throw named(name, e);
        }
    }

    /** Opens it to read its events once. */
    CaptureReader read() throws IOException {
        return read(CaptureOptions.DEFAULT.reading());
    }

    /** Opens it to read its events once. */
    CaptureReader read(ReadOptions options) throws IOException {
        if (isStandardInput()) {
            return CaptureReader.open(System.in, STANDARD_INPUT_NAME, options);
        }
        Path path = path(name());
        try {
            return CaptureReader.open(path, options);
        } catch (IOException e) {
            throw named(name(), e);
        }
    }

    static Path path(String name) throws IOException {
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            throw new FileSystemException(name, null, "a directory, not a capture");
        }
        return path;
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
        return isStandardInput() ? STANDARD_INPUT_NAME : name();
    }

    /** Reads standard input through a stream that watches it. */
    Capture open(InputStream standardInput) throws IOException {
        return Capture.open(standardInput, STANDARD_INPUT_NAME, CaptureOptions.DEFAULT);
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
        warn(capture.name(), history.warnings(), history.limitReached(), history.statistics());
        return outcomes;
    }

    /** Indexes the capture with a progress bar, and says what was wrong with it and with a saved index. */
    static void index(Capture capture) throws IOException {
        try (ProgressBar progress = ProgressBar.onStandardError("reading")) {
            capture.index(progress::update);
        } catch (IOException e) {
            throw named(capture.name(), e);
        }
        sayWhyIndexWasMade(capture);
        sayWarnings(capture);
    }

    /** Says what was wrong with an indexed capture. */
    static void sayWarnings(Capture indexed) throws IOException {
        sayWarnings(indexed.name(), indexed.indexWarnings(), indexed.isIndexIncomplete());
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

    static void sayWhyIndexWasMade(Capture capture) {
        capture.whyIndexWasMade()
                .ifPresent(reason -> Messages.note(capture.name() + ": its saved index is not used: " + reason));
    }

    /** The exit status that the condition of an indexed capture asks for. */
    static int exitStatus(Capture indexed) throws IOException {
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
    static int exitStatus(CaptureHistory history) {
        return exitStatus(history.warnings(), history.limitReached());
    }

    /** Says what was wrong with what was read, and gives the exit status that this asks for. */
    int exitStatus(CaptureReader reader, boolean limitReached) {
        warn(shownName(), reader.warnings(), limitReached, reader.statistics());
        return exitStatus(reader.warnings(), limitReached);
    }

    private static int exitStatus(List<CaptureWarning> warnings, boolean limitReached) {
        boolean damaged = warnings.stream().anyMatch(warning -> warning.kind().isDamage());
        return damaged || limitReached ? ExitStatusCode.DAMAGED : ExitStatusCode.DONE;
    }
}
