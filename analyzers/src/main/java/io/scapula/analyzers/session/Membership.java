package io.scapula.analyzers.session;

import org.jspecify.annotations.Nullable;

/**
 * Which session a process belongs to.
 *
 * @param session the session, {@code null} for none
 * @param inside  whether it runs in the session rather than serving it, as an SSH server does
 */
record Membership(@Nullable Session session, boolean inside) {
    static final Membership NONE = new Membership(null, false);

    static Membership in(Session session) {
        return new Membership(session, true);
    }

    static Membership serving(Session session) {
        return new Membership(session, false);
    }
}
