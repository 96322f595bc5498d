package io.scapula.slice;

import org.jspecify.annotations.Nullable;

/**
 * Which events a slice keeps: those that pass everything that is asked for.
 *
 * <pre>{@code
 * SliceSelection wanted = SliceSelection.EVERYTHING
 *         .container("web")
 *         .from(SliceTime.parse("2026-11-23T13:00:00Z"));
 * }</pre>
 *
 * <p>Immutable; every method gives another selection.
 */
public final class SliceSelection {
    /** Every event that is shown. */
    public static final SliceSelection EVERYTHING = new SliceSelection(new Parts());

    private static final class Parts implements Cloneable {
        @Nullable
        String filter;

        @Nullable
        SliceTime from;

        @Nullable
        SliceTime to;

        @Nullable
        String container;

        @Nullable
        String pod;

        @Nullable
        EventChoice choice;

        boolean ancestorNames;

        Parts copy() {
            try {
                return (Parts) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private final Parts parts;

    private SliceSelection(Parts parts) {
        this.parts = parts;
    }

    /** Only events that a filter of sysdig and Falco selects, such as {@code proc.name = nginx}. */
    public SliceSelection filter(String text) {
        Parts changed = parts.copy();
        changed.filter = text;
        return new SliceSelection(changed);
    }

    /** Only events from then on. */
    public SliceSelection from(SliceTime time) {
        Parts changed = parts.copy();
        changed.from = time;
        return new SliceSelection(changed);
    }

    /** Only events before then. */
    public SliceSelection to(SliceTime time) {
        Parts changed = parts.copy();
        changed.to = time;
        return new SliceSelection(changed);
    }

    /**
     * Only events of a container, from its first on, whenever it was described, and signals that others sent to its
     * processes.
     *
     * @param nameOrId its name, which several may have, its id, short or whole, or {@code host}
     */
    public SliceSelection container(String nameOrId) {
        Parts changed = parts.copy();
        changed.container = nameOrId;
        return new SliceSelection(changed);
    }

    /**
     * Only events of the containers of a pod, its sandbox among them, from their first on, and signals that others sent to
     * their processes.
     *
     * @param name its name, or namespace, slash and name
     */
    public SliceSelection pod(String name) {
        Parts changed = parts.copy();
        changed.pod = name;
        return new SliceSelection(changed);
    }

    /** Only events that somebody else chooses, who is asked about those that pass everything else. */
    public SliceSelection events(EventChoice choice) {
        Parts changed = parts.copy();
        changed.choice = choice;
        return new SliceSelection(changed);
    }

    /**
     * Keeps name, command line and path of processes above the kept ones also where they are in a container, or on the
     * host, of which no event is kept. Otherwise a slice holds nothing but numbers of such processes.
     */
    public SliceSelection withAncestorNames() {
        Parts changed = parts.copy();
        changed.ancestorNames = true;
        return new SliceSelection(changed);
    }

    @Nullable
    String filterText() {
        return parts.filter;
    }

    @Nullable
    SliceTime from() {
        return parts.from;
    }

    @Nullable
    SliceTime to() {
        return parts.to;
    }

    @Nullable
    String container() {
        return parts.container;
    }

    @Nullable
    String pod() {
        return parts.pod;
    }

    @Nullable
    EventChoice choice() {
        return parts.choice;
    }

    boolean keepsAncestorNames() {
        return parts.ancestorNames;
    }
}
