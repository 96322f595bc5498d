package io.scapula.merge;

/** Captures of different machines, or of different boots of one, cannot be joined. */
public final class DifferentHostsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    DifferentHostsException(String message) {
        super(message);
    }
}
