package io.scapula.analyzers.session;

import io.scapula.history.Process;
import org.jspecify.annotations.Nullable;

/** One way into a session. Shown everything in the order of the events. */
interface EntryRule {
    /** A process turned up, before {@link #enter} is asked of it. */
    default void born(Process process, @Nullable Process parent) {}

    /** A process became a container's: what was known of where it comes from counts no longer. */
    default void entersContainer(Process process) {}

    /** The session that is entered here, a new one or one that has begun before; {@code null} if this is no way in. */
    @Nullable
    Session enter(Start start);
}
