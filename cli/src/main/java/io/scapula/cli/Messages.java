package io.scapula.cli;

import io.scapula.table.render.TerminalText;

/** What is said to the person, not to the pipeline: standard error, one line each, escaped. */
final class Messages {
    private static final String PROGRAM = "scapula: ";

    private Messages() {}

    @SuppressWarnings("SystemOut") // the one place
    static void error(String message) {
        System.err.println(PROGRAM + TerminalText.escape(message));
    }

    static void warning(String message) {
        error("warning: " + message);
    }

    static void note(String message) {
        error(message);
    }
}
