package io.scapula.analyzers.session;

import io.scapula.history.Process;
import io.scapula.history.Program;
import io.scapula.state.StandardStreams;
import io.scapula.state.ThreadVersion;
import org.jspecify.annotations.Nullable;

/**
 * A place where a session may begin: a program was started, or a process turned up that ran before the capture.
 *
 * @param process    the process
 * @param program    the program, {@code null} for what the process list tells of
 * @param parent     the process above, {@code null} if it is not known
 * @param membership where the process belongs as long as nothing begins here
 */
record Start(
        Process process,
        @Nullable Program program,
        @Nullable Process parent,
        Membership membership) {

    long event() {
        return program == null ? process.startEvent() : program.eventNumber();
    }

    long nanos() {
        return program == null ? process.startNanos() : program.timeNanos();
    }

    /** The process as it is from here on. */
    ThreadVersion thread() {
        return program == null ? process.first() : program.thread();
    }

    StandardStreams streams() {
        return program == null ? StandardStreams.UNKNOWN : program.streams();
    }

    /** What starts the program: the process itself before it executes another one, or its parent. */
    @Nullable
    ThreadVersion starter() {
        boolean first = process.programs().isEmpty()
                || program == null
                || process.programs().get(0).eventNumber() == program.eventNumber();
        if (program != null && (process.ranBefore() || !first)) {
            return program.before();
        }
        return parentThread();
    }

    @Nullable
    ThreadVersion parentThread() {
        return parent == null ? null : parent.threadAt(process.startEvent());
    }

    /** A new session that begins here. */
    Session session(SessionKind kind) {
        Session session = new Session(kind, process, thread(), nanos(), event());
        session.ledBy(process, thread());
        session.parent(membership.session());
        session.interactive(thread().tty() != 0);
        return session;
    }
}
