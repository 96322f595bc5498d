package io.scapula.analyzers.session;

import io.scapula.history.Process;
import io.scapula.state.ThreadVersion;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Logins at the machine's own terminals, jobs of schedulers, and users' service managers. */
final class LoginEntries implements EntryRule {
    private static final String SERVICE_MANAGER = "systemd";

    /** The session of the process that a scheduler forked for one job: it may start several programs. */
    private final Map<Process, Session> jobs = new HashMap<>();

    @Override
    public @Nullable Session enter(Start start) {
        ThreadVersion thread = start.thread();
        ThreadVersion starter = start.starter();
        Process parent = start.parent();
        if (starter == null || parent == null || LoginPrograms.isAny(thread)) {
            return null;
        }
        if (LoginPrograms.isConsole(starter)) {
            return thread.tty() != 0 || hasLogin(thread) ? start.session(SessionKind.CONSOLE) : null;
        }
        if (LoginPrograms.isScheduler(starter)) {
            return job(start, parent);
        }
        boolean manager = thread.comm().equals(SERVICE_MANAGER) && hasLogin(thread) && !hasLogin(starter);
        return manager ? start.session(SessionKind.SERVICE) : null;
    }

    private static boolean hasLogin(ThreadVersion thread) {
        return thread.loginUid() != ThreadVersion.NO_ID;
    }

    private Session job(Start start, Process parent) {
        Process grandparent = parent.parent();
        boolean forkedForJob = grandparent != null
                && LoginPrograms.isScheduler(grandparent.threadAt(parent.startEvent()))
                && LoginPrograms.isScheduler(parent.threadAt(start.event()));
        Session known = forkedForJob ? jobs.get(parent) : null;
        if (known != null) {
            return known;
        }
        Session session = start.session(SessionKind.CRON);
        if (forkedForJob) {
            jobs.put(parent, session);
        }
        return session;
    }
}
