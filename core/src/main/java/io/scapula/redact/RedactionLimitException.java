package io.scapula.redact;

import java.io.IOException;

/** A capture holds more than can be redacted in bounded memory; rather than to leave a secret in, nothing is written. */
public final class RedactionLimitException extends IOException {
    private static final long serialVersionUID = 1;

    RedactionLimitException(String message) {
        super(message);
    }
}
