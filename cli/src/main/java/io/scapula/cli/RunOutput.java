package io.scapula.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Something that a run writes: what went through a stream, or a file that is read again when the run is over.
 *
 * @param name   as it was typed
 * @param stream where it went through, {@code null} for a file
 * @param file   where it is, {@code null} for a stream
 */
record RunOutput(
        String name,
        @Nullable HashedOutput stream,
        @Nullable Path file) {
    static RunOutput of(String name, HashedOutput stream) {
        return new RunOutput(name, stream, null);
    }

    static RunOutput of(String name, Path file) {
        return new RunOutput(name, null, file);
    }

    /** Size and hash, {@code null} if there is no such file. */
    @Nullable
    StoredFile stored() throws IOException {
        if (stream != null) {
            return stream.result();
        }
        return file != null && Files.isRegularFile(file) ? StoredFile.of(file) : null;
    }

    /** Whether all was written that was to be. */
    boolean isComplete() {
        return stream == null || !stream.hasFailed();
    }
}
