package io.scapula.state;

import org.jspecify.annotations.Nullable;

/** What the event at hand is about; reused for one event after the other. */
final class CurrentEvent {
    @Nullable
    LiveThread thread;

    /** The descriptors that the thread uses, {@code null} if nobody knows whose they are. */
    @Nullable
    FdTable fds;

    long fdNumber = -1;

    @Nullable
    FdVersion fd;

    /** The descriptor as it was before the event. */
    @Nullable
    FdVersion fdBefore;

    /** Whether it uses, opens or closes a descriptor, known or not. */
    boolean concernsFd;

    /** When the enter event of this exit event was recorded, -1 if the two do not make a pair. */
    long enterNanos = -1;

    /** Number of that enter event, 0 if there is none. */
    long enterNumber;

    /** The container that the event describes. */
    @Nullable
    ContainerVersion described;

    void clear() {
        thread = null;
        fds = null;
        fdNumber = -1;
        fd = null;
        fdBefore = null;
        concernsFd = false;
        enterNanos = -1;
        enterNumber = 0;
        described = null;
    }

    /** Whether the event left its descriptor as another version. */
    @SuppressWarnings("ReferenceEquality") // versions are equal if they are the same object
    boolean fdChanged() {
        return fd != fdBefore;
    }

    boolean isPaired() {
        return enterNanos >= 0;
    }

    /** Puts a descriptor into the table; the event is about it then. */
    void open(FdVersion opened) {
        FdTable table = fds;
        if (table != null) {
            table.put(opened);
        }
        fdNumber = opened.number;
        fd = opened;
    }

    /** Replaces the event's descriptor by another version of it. */
    void change(FdVersion changed) {
        FdTable table = fds;
        if (table != null) {
            table.replace(fd, changed);
        }
        fd = changed;
    }
}
