package io.scapula.cli;

import io.scapula.format.CaptureReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** A capture that is read more than once. What comes over a pipe is kept in a temporary file until this is closed. */
final class RepeatedInput implements Closeable {
    private final CaptureArgument argument;
    private final @Nullable Path kept;

    private RepeatedInput(CaptureArgument argument, @Nullable Path kept) {
        this.argument = argument;
        this.kept = kept;
    }

    /**
     * The capture, in a file.
     *
     * @param empty whether something else is to be read in its place, which the caller writes to {@link #path()}
     */
    static RepeatedInput of(CaptureArgument argument, boolean empty) throws IOException {
        if (!empty && !argument.isPipe()) {
            return new RepeatedInput(argument, null);
        }
        // Only its owner may read a temporary file.
        Path file = Files.createTempFile("scapula", ".scap");
        try {
            if (!empty) {
                try (InputStream pipe = argument.input().openPipe()) {
                    Files.copy(pipe, file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return new RepeatedInput(argument, file);
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** The file to read. */
    Path path() throws IOException {
        Path file = kept;
        return file == null ? argument.input().path() : file;
    }

    /** Opens it at its start. */
    CaptureReader read() throws IOException {
        try {
            return kept == null ? argument.read() : CaptureReader.open(kept, argument.reading());
        } catch (IOException e) {
            throw argument.named(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (kept != null) {
            Files.deleteIfExists(kept);
        }
    }
}
