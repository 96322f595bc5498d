package io.scapula.history;

import io.scapula.state.ContainerVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A container over the whole capture: the best description of it, and the processes that were in it. */
public final class ContainerHistory {
    private ContainerVersion description;
    private final long firstEvent;
    private final List<Long> descriptionEvents = new ArrayList<>();
    private final Set<Process> processes = new LinkedHashSet<>();

    ContainerHistory(ContainerVersion description, long firstEvent) {
        this.description = description;
        this.firstEvent = firstEvent;
    }

    void describe(ContainerVersion version, long event) {
        if (version.described() || !description.described()) {
            description = version;
        }
        if (version.described() && event > 0) {
            descriptionEvents.add(event);
        }
    }

    void addDescriptionEvent(long event) {
        descriptionEvents.add(event);
    }

    void add(Process process) {
        processes.add(process);
    }

    public String id() {
        return description.id();
    }

    /** The last description that was recorded; what cgroups told if there is none. */
    public ContainerVersion description() {
        return description;
    }

    /** Number of the event that told of it first, 0 if the process list did. */
    public long firstEvent() {
        return firstEvent;
    }

    /** Numbers of the events that described it. */
    public List<Long> descriptionEvents() {
        return Collections.unmodifiableList(descriptionEvents);
    }

    /** The processes that were in it at any time, in the order in which they turned up; helpers of the runtime too. */
    public List<Process> processes() {
        return List.copyOf(processes);
    }
}
