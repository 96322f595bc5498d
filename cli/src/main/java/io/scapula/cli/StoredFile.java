package io.scapula.cli;

import io.scapula.format.FileFingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Size and SHA-256 of a capture as it is stored: what identifies the evidence.
 *
 * @param sha256 in hexadecimal digits
 */
record StoredFile(long bytes, String sha256) {
    /** Nothing at all. */
    static final StoredFile EMPTY = new StoredFile(
            0, HexFormat.of().formatHex(FileFingerprint.sha256Digest().digest()));

    /** Reads the file. */
    static StoredFile of(Path path) throws IOException {
        long size = Files.size(path);
        try (ProgressBar progress = ProgressBar.onStandardError("hashing")) {
            FileFingerprint read = FileFingerprint.of(path, bytes -> progress.update(bytes, size));
            return new StoredFile(read.bytes(), read.sha256());
        }
    }
}
