package io.scapula.format;

import java.io.IOException;

/** Turns each event into those that a {@link WriteProfile} has for it. For one thread. */
interface EventRewriter {
    /** Takes the events that are to be written. */
    interface Output {
        /** The view is only valid during the call. */
        void event(EventView event, int dumpFlags) throws IOException;
    }

    /** A section begins: threads of the one before are gone. */
    void startSection();

    /** Hands on no, one or several events in place of this one. */
    void rewrite(EventView event, int dumpFlags, Output output) throws IOException;
}
