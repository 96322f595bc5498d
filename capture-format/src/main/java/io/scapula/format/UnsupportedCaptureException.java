package io.scapula.format;

import java.io.IOException;

/** The bytes are fine, but of a version or compression that this reader does not know. */
public final class UnsupportedCaptureException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnsupportedCaptureException(String message) {
        super(message);
    }
}
