package io.scapula.slice;

/** What the slice holds of one life. */
final class Need {
    /** How the life comes into the slice. */
    enum Entrance {
        /** It doesn't. */
        NONE,
        /** It stands in the process list. */
        LISTED,
        /** The event of its birth is in the slice. */
        BORN,
        /** Its own events alone tell of it. */
        SEEN
    }

    Entrance entrance = Entrance.NONE;
    /** From this event on the slice follows it; a list tells its state just before. */
    long from = Life.NEVER;
    /** Whether descriptors and directory of the process are needed, and not only what it is. */
    boolean whole;
    /** Position of the last event that needs them. */
    long wholeUntil;
    /** Position of the first birth at which a kept thread inherits from it. */
    long inheritedAt = Life.NEVER;

    boolean isInherited() {
        return inheritedAt != Life.NEVER;
    }

    boolean isFollowedAt(long position) {
        return entrance != Entrance.NONE && from <= position;
    }

    void follow(long position) {
        from = Math.min(from, position);
    }
}
