package io.scapula.cli;

import java.io.IOException;

/** The result could not be written; the capture has nothing to do with it. */
final class OutputException extends IOException {
    OutputException(String name, IOException cause) {
        super("cannot write to " + name + ": " + reason(cause), cause);
    }

    /** What the system said, without the name that some of its messages begin with. */
    private static String reason(IOException cause) {
        if (cause instanceof java.nio.file.NoSuchFileException) {
            return "no such directory";
        }
        if (cause instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof java.nio.file.FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return String.valueOf(cause.getMessage());
    }

    /** Whether whoever read our output has seen enough. */
    boolean isBrokenPipe() {
        return String.valueOf(getMessage()).endsWith("Broken pipe");
    }
}
