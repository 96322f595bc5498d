package io.scapula.cli;

import io.scapula.Capture;
import io.scapula.CaptureOptions;
import io.scapula.format.CaptureWarning;
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
        if (isStandardInput()) {
            return open(System.in);
        }
        Path path = Path.of(name());
        if (Files.isDirectory(path)) {
            throw new FileSystemException(name(), null, "a directory, not a capture");
        }
        try {
            return Capture.open(path);
        } catch (IOException e) {
            throw named(name(), e);
        }
    }

    /** Reads standard input through a stream that watches it. */
    Capture open(InputStream standardInput) throws IOException {
        return Capture.open(standardInput, "standard input", CaptureOptions.DEFAULT);
    }

    /** What the system says of a failed read is all too short: it doesn't say of what. */
    private static IOException named(String name, IOException exception) {
        String message = String.valueOf(exception.getMessage());
        return message.startsWith(name) ? exception : new IOException(name + ": " + message, exception);
    }

    /** Replays the capture with a progress bar, and says what was wrong with it. */
    CaptureHistory history(Capture capture) throws IOException {
        CaptureHistory history;
        try (ProgressBar progress = ProgressBar.onStandardError("reading")) {
            history = capture.history(progress::update);
        } catch (IOException e) {
            throw named(capture.name(), e);
        }
        for (CaptureWarning warning : history.warnings()) {
            Messages.warning(capture.name() + ": " + warning);
        }
        if (history.limitReached()) {
            Messages.warning(capture.name() + ": it holds more threads or containers than the limits allow;"
                    + " some are missing");
        }
        ReadStatistics statistics = history.statistics();
        if (statistics.events() + statistics.unknownEvents() == 0 && statistics.unknownBlocks() > 0) {
            Messages.warning(capture.name() + ": it holds no event; a pcapng file of network packets begins like a"
                    + " capture, and is none");
        }
        return history;
    }

    /** The exit status that the capture's condition asks for. */
    static int exitStatus(CaptureHistory history) {
        List<CaptureWarning> warnings = history.warnings();
        boolean damaged = warnings.stream().anyMatch(warning -> warning.kind().isDamage());
        return damaged || history.limitReached() ? ExitStatusCode.DAMAGED : ExitStatusCode.DONE;
    }
}
