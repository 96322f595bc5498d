package io.scapula.analyzers.session;

import io.scapula.history.Process;
import io.scapula.state.ThreadVersion;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Programs that {@code su}, {@code sudo} and the like start as another user, for someone who is in a session. */
final class UserChangeEntries implements EntryRule {
    private final Map<Process, Session> byChanger = new HashMap<>();
    /** The process that changes the user, of itself and of its children. */
    private final Map<Process, Process> changers = new HashMap<>();

    @Override
    public void born(Process process, @Nullable Process parent) {
        Process changer = parent == null ? null : changers.get(parent);
        if (changer != null && !byChanger.containsKey(changer)) {
            changers.put(process, changer);
        }
    }

    @Override
    public void entersContainer(Process process) {
        changers.remove(process);
    }

    @Override
    public @Nullable Session enter(Start start) {
        ThreadVersion thread = start.thread();
        Process process = start.process();
        if (LoginPrograms.isSu(thread) || LoginPrograms.isSudo(thread)) {
            changers.put(process, process);
            return null;
        }
        Process changer = changers.remove(process);
        if (changer == null || LoginPrograms.isAny(thread) || byChanger.containsKey(changer)) {
            return null;
        }
        if (start.membership().session() == null && thread.tty() == 0) {
            return null;
        }
        ThreadVersion asked = changer.threadAt(start.event() - 1);
        Session session = start.session(LoginPrograms.isSu(asked) ? SessionKind.SU : SessionKind.SUDO);
        byChanger.put(changer, session);
        return session;
    }
}
