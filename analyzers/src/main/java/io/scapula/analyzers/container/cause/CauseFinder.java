package io.scapula.analyzers.container.cause;

import java.util.List;

/** Knows one family of causes. To add one, implement this and name the class in {@link Causes}. */
interface CauseFinder {
    /** What speaks for its causes, in any order; nothing if nothing does. */
    List<Suspicion> find(Death death);
}
