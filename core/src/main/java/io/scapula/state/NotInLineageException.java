package io.scapula.state;

/** Tells that a question goes beyond what is kept of past events; the event must be replayed to answer it. */
public final class NotInLineageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: it is thrown often, and always means the same. */
    public NotInLineageException() {
        super("the event must be replayed to tell", null, false, false);
    }
}
