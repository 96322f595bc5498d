package io.scapula.cli;

import io.scapula.Capture;
import io.scapula.CaptureOptions;
import io.scapula.format.CaptureWarning;
import io.scapula.history.CaptureHistory;
import java.io.IOException;
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
        return isStandardInput()
                ? Capture.open(System.in, "standard input", CaptureOptions.DEFAULT)
                : Capture.open(Path.of(name()));
    }

    /** Replays the capture with a progress bar, and says what was wrong with it. */
    CaptureHistory history(Capture capture) throws IOException {
        CaptureHistory history;
        try (ProgressBar progress = ProgressBar.onStandardError("reading")) {
            history = capture.history(progress::update);
        }
        for (CaptureWarning warning : history.warnings()) {
            Messages.warning(capture.name() + ": " + warning);
        }
        if (history.limitReached()) {
            Messages.warning(capture.name() + ": it holds more threads or containers than the limits allow;"
                    + " some are missing");
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
