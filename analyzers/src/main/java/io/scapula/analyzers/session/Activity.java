package io.scapula.analyzers.session;

/**
 * Something that a process did.
 *
 * @param event number of the event
 * @param nanos its time
 * @param pid   the process
 * @param what  what kind of thing
 * @param text  what exactly, in words
 */
record Activity(long event, long nanos, long pid, What what, String text) {
    /** Kinds of things that happen in a session. */
    enum What {
        START("start"),
        LOGIN("login"),
        TYPED("typed"),
        PROGRAM("program"),
        FILE("file"),
        CONNECTION("connection"),
        USER("user"),
        TRACE_REMOVED("trace_removed"),
        SESSION("session"),
        END("end");

        private final String label;

        What(String label) {
            this.label = label;
        }

        /** As tables show it. */
        String label() {
            return label;
        }
    }
}
