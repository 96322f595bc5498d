package io.scapula.cli;

import io.scapula.format.FileFingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Size and SHA-256 of a capture as it is stored: what identifies the evidence.
 *
 * @param sha256 in hexadecimal digits
 */
record StoredFile(long bytes, String sha256) {
    /** Reads the file. */
    static StoredFile of(Path path) throws IOException {
        long size = Files.size(path);
        try (ProgressBar progress = ProgressBar.onStandardError("hashing")) {
            FileFingerprint read = FileFingerprint.of(path, bytes -> progress.update(bytes, size));
            return new StoredFile(read.bytes(), read.sha256());
        }
    }
}
