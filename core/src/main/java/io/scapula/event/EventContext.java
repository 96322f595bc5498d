package io.scapula.event;

import io.scapula.format.EventView;
import io.scapula.state.ContainerVersion;
import io.scapula.state.FdVersion;
import io.scapula.state.SystemState;
import io.scapula.state.ThreadVersion;
import org.jspecify.annotations.Nullable;

/**
 * One event and the state as it left it: what fields read from. For one thread; valid until the next event.
 *
 * <p>An exited thread and a closed descriptor are still there at the event that ended them.
 */
public interface EventContext {
    /** The event as it is shown: as recorded, or in the current schema if the replay was asked for that. */
    EventView event();

    /** The event as it was recorded. */
    EventView recorded();

    /**
     * The event in the current schema; {@code null} for enter events whose parameters the exit events carry there.
     * An exit event that was recorded with its enter event has the parameters of both.
     */
    @Nullable
    EventView unified();

    /** Whether the current schema has the event: whether {@link #unified()} is there, which it may take time to make. */
    default boolean isInCurrentSchema() {
        return unified() != null;
    }

    /** What {@code evt.type} shows. */
    String typeName();

    /** Whether the event tells what a call returned. */
    default boolean hasResult() {
        return EventResults.has(this);
    }

    /** What the call returned: negative errno or not; 0 if the event has no result. */
    default long result() {
        return EventResults.of(this);
    }

    /** The replay's state, for look-ups beyond the event's own thread and descriptor. */
    SystemState state();

    /** The event's thread; {@code null} for events that belong to none, such as container descriptions. */
    @Nullable
    ThreadVersion thread();

    /** The leader of the thread's process, the thread itself if it leads; {@code null} if it is not known. */
    @Nullable
    ThreadVersion leader();

    /** Whether the event uses, opens or closes a descriptor, known or not; descriptor fields are missing otherwise. */
    boolean concernsFd();

    /** The number of the descriptor that the event is about; -1 if it is about none, or none is known yet. */
    long fdNumber();

    /** The descriptor that the event is about: used, opened or closed by it; {@code null} if it is not known. */
    @Nullable
    FdVersion fd();

    /** Whether the event gave the descriptor another name than it had before. */
    boolean fdNameChanged();

    /** The container of the thread, or the one that a container event describes; {@code null} on the host. */
    @Nullable
    ContainerVersion container();

    /** When the enter event of this exit event was recorded, nanoseconds since the epoch; -1 without a valid pair. */
    long enterNanos();

    /** Time of the first event that is no notice of the recorder, nanoseconds since the epoch. */
    long captureStartNanos();

    /** Name of the machine, empty if not recorded. */
    String hostname();

    /**
     * Whether the recorder is newer than sysdig 0.29.3. Its captures are printed as today's library prints them, older
     * ones as sysdig does: user ids with names, no blank at the end of {@code evt.args}.
     */
    boolean isFromCurrentRecorder();

    /** Whether the recorder writes enter events of system calls that today's recorders leave out. */
    boolean hasEnterEvents();
}
