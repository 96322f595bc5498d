package io.scapula.slice;

import java.util.HashSet;
import java.util.Set;

/** What the kept events of one section need besides threads. */
final class SectionNeeds {
    /** A user or group of a container, or of the host if the container's id is empty. */
    record Account(String containerId, long id) {}

    /** Containers, and the host, of which events of threads are kept. */
    final Set<String> keptContainers = new HashSet<>();
    /** Containers whose descriptions are needed. */
    final Set<String> describedContainers = new HashSet<>();

    final Set<Account> users = new HashSet<>();
    final Set<Account> groups = new HashSet<>();
    /** Position of the last kept event, 0 if none is. */
    long lastKept;

    /** Whether a thread of the container may be told of in full. */
    boolean keeps(String containerId) {
        return keptContainers.contains(containerId);
    }

    boolean needs(UserEvents.Told told) {
        return (told.group() ? groups : users).contains(new Account(told.containerId(), told.id()));
    }
}
