package io.scapula.state;

import org.jspecify.annotations.Nullable;

/** Keeps what all threads share as it was at each event: copies, each made anew only after a change. */
final class Environments {
    /** Users and containers copied; a capture that changes them for ever is left alone. */
    private static final long MOST_COPIED_ENTRIES = 1 << 24;
    /** What a copy counts at least. */
    private static final long ENTRIES_A_COPY = 16;

    private final UserTable users;
    private final ContainerTable containers;
    private final NetworkInterfaces interfaces;
    private final LastCopy<UserTable> userCopy = new LastCopy<>();
    private final LastCopy<ContainerTable> containerCopy = new LastCopy<>();
    private final LastCopy<NetworkInterfaces> interfaceCopy = new LastCopy<>();
    private @Nullable Environment last;
    private long stamp = -1;
    private long copiedEntries;
    private long machineChanges;

    Environments(UserTable users, ContainerTable containers, NetworkInterfaces interfaces) {
        this.users = users;
        this.containers = containers;
        this.interfaces = interfaces;
    }

    /** The machine has another name, or a new section has begun. */
    void machineChanged() {
        machineChanges++;
    }

    /** What is shared now; the same object as long as nothing has changed. */
    Environment current(String hostname, boolean fromCurrentRecorder, boolean hasEnterEvents) {
        long flags = (fromCurrentRecorder ? 2L : 0L) + (hasEnterEvents ? 1L : 0L);
        long changes = containers.changes() + users.changes() + interfaces.changes() + machineChanges;
        long now = (changes << 2 | flags) << 40;
        Environment known = last;
        if (known == null || now != stamp) {
            known = new Environment(
                    userCopy.of(users.changes(), users::snapshot),
                    containerCopy.of(containers.changes(), containers::snapshot),
                    interfaceCopy.of(interfaces.changes(), interfaces::snapshot),
                    hostname,
                    fromCurrentRecorder,
                    hasEnterEvents);
            copiedEntries += ENTRIES_A_COPY + (long) users.size() + containers.size();
            last = known;
            stamp = now;
        }
        return known;
    }

    /** Another number for each {@link #current}, with room for the number of changes of threads below it. */
    long stamp() {
        return stamp;
    }

    /** Whether so much was copied that the capture must be made up. */
    boolean limitReached() {
        return copiedEntries > MOST_COPIED_ENTRIES;
    }
}
