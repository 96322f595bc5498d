package io.scapula.analyzers.container.cause;

import java.util.List;

/** Knows one family of causes. To add one, implement this and name the class in {@link Causes}. */
interface CauseFinder {
    /**
     * Whether it is about such a death at all: most causes are of errors that a program met and ended with an exit code for.
     */
    default boolean isAbout(Death death) {
        return death.isErrorExit();
    }

    /** What speaks for its causes, in any order; nothing if nothing does. */
    List<Suspicion> find(Death death);
}
