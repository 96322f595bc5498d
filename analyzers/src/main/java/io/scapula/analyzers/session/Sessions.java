package io.scapula.analyzers.session;

import io.scapula.history.Process;
import io.scapula.history.Program;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sessions of a capture, and what belongs to which. */
public final class Sessions {
    private final List<Session> all;
    private final Memberships memberships;

    Sessions(List<Session> all, Memberships memberships) {
        this.all = List.copyOf(all);
        this.memberships = memberships;
    }

    /** All of them, by number. */
    public List<Session> all() {
        return all;
    }

    /** The session, and those in it that are the same person as another user: what {@code su} and {@code sudo} began. */
    Set<Session> withUserChanges(Session session) {
        Set<Session> samePerson = new LinkedHashSet<>(List.of(session));
        for (Session other : all) {
            boolean changed = other.kind() == SessionKind.SU || other.kind() == SessionKind.SUDO;
            if (changed && other.parent() != null && samePerson.contains(other.parent())) {
                samePerson.add(other);
            }
        }
        return samePerson;
    }

    /** The session that the process was in when it was last seen, its server's processes included; or {@code null}. */
    public @Nullable Session of(Process process) {
        return memberships.lastOf(process).session();
    }

    /** The session that the program was started in, or {@code null}: what a login itself runs is not in it yet. */
    public @Nullable Session of(Program program) {
        Membership membership = memberships.at(program.process(), program.eventNumber());
        return membership.inside() ? membership.session() : null;
    }

    /** The session that a process was in at an event, or {@code null}. */
    @Nullable
    Session of(Process process, long event) {
        return memberships.at(process, event).session();
    }

    /** The session that a process ran in at an event rather than served, or {@code null}. */
    @Nullable
    Session inside(Process process, long event) {
        Membership membership = memberships.at(process, event);
        return membership.inside() ? membership.session() : null;
    }
}
