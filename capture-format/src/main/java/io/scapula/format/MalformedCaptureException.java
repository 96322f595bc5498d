package io.scapula.format;

import java.io.IOException;

/** The bytes are not those of a capture, or are damaged where the caller asked for no damage. */
public final class MalformedCaptureException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient CaptureLocation location;

    public MalformedCaptureException(String message, CaptureLocation location) {
        super(message);
        this.location = location;
    }

    /** Where the bytes stop making sense. */
    public CaptureLocation location() {
        return location;
    }
}
