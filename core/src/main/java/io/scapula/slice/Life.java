package io.scapula.slice;

import org.jspecify.annotations.Nullable;

/** A thread from when it turned up until its id was free again. Thread ids are used again; lives are not. */
final class Life {
    /** Never needed, never ended. */
    static final long NEVER = Long.MAX_VALUE;

    /** Its number among all lives of the capture; every replay counts them alike. */
    final int index;

    /** Index of the section that it is in. */
    final int section;

    final long tid;
    /** Its process's leader; the life itself if it leads, or if nothing told of the leader. */
    final Life process;
    /** The thread that it was cloned from, {@code null} if that is not known. */
    final @Nullable Life parent;
    /** Position of the event that it began with, 0 if it ran before. */
    final long born;
    /** Whether nothing but its own events tells of it. */
    final boolean placeholder;

    /** Whether the parent's return from the clone was its beginning, and not its own. */
    boolean bornInParent;
    /** Container of the thread as it was born, and of the one that the event is of. */
    String birthContainer = "";

    String birthCallerContainer = "";

    boolean ended;
    /** Position of the event that ended it. */
    long endedAt = NEVER;

    /** Who took in its children when it ended, as far as the recorder told. */
    @Nullable
    Life reaper;

    /** Position of the first kept event that needs it, for whatever. */
    long needed = NEVER;
    /** Whether it is above a kept thread. */
    boolean above;
    /** Position of the first kept event of its process, and of the last. */
    long acts = NEVER;

    long actsLast;
    /** Position of the first kept event of the thread itself. */
    long actsItself = NEVER;
    /** Position of the first kept event that tells of its birth once more, from the other side. */
    long toldAgain = NEVER;

    Life(
            int index,
            int section,
            long tid,
            @Nullable Life process,
            @Nullable Life parent,
            long born,
            boolean placeholder) {
        this.index = index;
        this.section = section;
        this.tid = tid;
        this.process = process == null ? this : process;
        this.parent = parent;
        this.born = born;
        this.placeholder = placeholder;
    }

    void need(long position) {
        needed = Math.min(needed, position);
        process.needed = Math.min(process.needed, position);
    }
}
