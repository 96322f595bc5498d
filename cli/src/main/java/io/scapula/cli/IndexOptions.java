package io.scapula.cli;

import io.scapula.CaptureOptions;
import io.scapula.IndexPlace;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the saved index of a capture is. */
final class IndexOptions {
    private static final String NONE = "none";

    @Option(
            names = "--index",
            paramLabel = "FOLDER",
            description =
                    "folder of the capture's saved index, or 'none' to use none; default: CAPTURE.index, if there")
    @Nullable
    private String place;

    boolean isGiven() {
        return place != null;
    }

    boolean isNone() {
        return NONE.equals(place);
    }

    CaptureOptions captureOptions() {
        String given = place;
        if (given == null) {
            return CaptureOptions.DEFAULT;
        }
        return CaptureOptions.DEFAULT.with(isNone() ? IndexPlace.NONE : IndexPlace.at(Path.of(given)));
    }
}
