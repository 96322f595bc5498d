package io.scapula.format;

import java.io.IOException;

/** The bytes are fine, but of a version or compression that this reader does not know. */
public final class UnsupportedCaptureException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    /** Joins the place and the problem to a message. */
    public UnsupportedCaptureException(CaptureLocation location, String problem) {
        super(location + ": " + problem);
        this.problem = problem;
    }

    /** What is not supported, without the place. */
    public String problem() {
        return problem;
    }
}
