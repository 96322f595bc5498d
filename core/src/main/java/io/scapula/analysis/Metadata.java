package io.scapula.analysis;

import io.scapula.format.block.BlockType;
import io.scapula.history.CaptureHistory;

/** What a recorder tells beside events, if it can. An analysis answers without, but says less. */
public enum Metadata {
    /** The threads that ran when the recording began. */
    PROCESS_LIST("it has no process list, so nothing is known of what ran before it began"),
    /** Names of users and groups. */
    USERS("it has no user list, so users are told by their numbers"),
    /** Names, images and labels of containers; not missed in a capture without containers. */
    CONTAINERS(
            "it describes no container, so names, images and pods are missing: containers are told by their cgroups");

    private final String whatIsMissing;

    Metadata(String whatIsMissing) {
        this.whatIsMissing = whatIsMissing;
    }

    boolean isIn(CaptureHistory history) {
        return switch (this) {
            case PROCESS_LIST -> history.sections().stream().anyMatch(section -> section.threads() > 0);
            case USERS ->
                history.statistics().metadataBlocks().keySet().stream()
                        .anyMatch(type -> type.kind() == BlockType.Kind.USERS);
            case CONTAINERS ->
                history.containers().isEmpty()
                        || history.containers().stream()
                                .anyMatch(container -> container.description().described());
        };
    }

    /** What it means if it is missing from a capture, as a clause about the capture. */
    public String whatIsMissing() {
        return whatIsMissing;
    }
}
