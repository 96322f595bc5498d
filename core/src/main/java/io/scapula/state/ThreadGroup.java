package io.scapula.state;

import org.jspecify.annotations.Nullable;

/** The threads of one process. */
final class ThreadGroup {
    final long pid;

    @Nullable
    LiveThread firstMember;

    private @Nullable LiveThread leader;

    int alive;
    /** Adopts the orphans among its descendants. */
    boolean reaper;

    ThreadGroup(long pid) {
        this.pid = pid;
    }

    void add(LiveThread thread) {
        thread.previousMember = null;
        thread.nextMember = firstMember;
        if (firstMember != null) {
            firstMember.previousMember = thread;
        }
        firstMember = thread;
        leader = thread.isLeader() ? thread : leader;
        alive++;
        reaper |= pid == 1 || thread.version().vpid == 1;
    }

    void remove(LiveThread thread) {
        if (thread.previousMember == null && firstMember != thread) {
            return;
        }
        if (thread.previousMember == null) {
            firstMember = thread.nextMember;
        } else {
            thread.previousMember.nextMember = thread.nextMember;
        }
        if (thread.nextMember != null) {
            thread.nextMember.previousMember = thread.previousMember;
        }
        thread.nextMember = null;
        thread.previousMember = null;
        leader = leader == thread ? null : leader;
    }

    boolean isEmpty() {
        return firstMember == null;
    }

    /** A living member other than this one, the leader first, or {@code null}. */
    @Nullable
    LiveThread livingMemberOtherThan(@Nullable LiveThread thread) {
        if (leader != null && leader != thread && !leader.isDead()) {
            return leader;
        }
        // Of the others, none but the thread that is being reaped can be dead: the loop ends at the second.
        LiveThread member = firstMember;
        while (member != null && (member == thread || member.isDead())) {
            member = member.nextMember;
        }
        return member;
    }
}
