package io.scapula.cli;

/** The exit statuses that scripts rely on. */
final class ExitStatusCode {
    static final int DONE = 0;
    /** Done, but the capture was damaged: what could be read was delivered. */
    static final int DAMAGED = 1;
    /** The request was wrong. */
    static final int WRONG_REQUEST = 2;
    /** Nothing could be read. */
    static final int NOTHING_READ = 3;

    private ExitStatusCode() {}
}
