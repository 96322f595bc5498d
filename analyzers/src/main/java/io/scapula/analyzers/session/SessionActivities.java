package io.scapula.analyzers.session;

import io.scapula.analyzers.session.Activity.What;
import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.history.Program;
import io.scapula.state.ExitStatus;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was done in each session: programs, changes of user, files, connections. */
final class SessionActivities {
    private final Sessions sessions;
    private final Lives lives;
    private final Map<Session, List<Activity>> bySession = new LinkedHashMap<>();
    private final Map<Session, Set<String>> executed = new HashMap<>();
    private final Map<Session, Long> programs = new HashMap<>();

    SessionActivities(CaptureHistory history, Sessions sessions, List<Activity> watched) {
        this.sessions = sessions;
        this.lives = new Lives(history);
        for (Program program : history.programs()) {
            Session session = sessions.of(program);
            if (session != null) {
                program(history, session, program);
            }
        }
        for (Activity activity : watched) {
            Process process = lives.at(activity.pid(), activity.event());
            Session session = process == null ? null : sessions.inside(process, activity.event());
            if (process != null && session != null) {
                add(session, judged(activity, process, session));
            }
        }
    }

    private void add(Session session, Activity activity) {
        bySession.computeIfAbsent(session, key -> new ArrayList<>()).add(activity);
    }

    private void program(CaptureHistory history, Session session, Program program) {
        ThreadVersion thread = program.thread();
        programs.merge(session, 1L, Long::sum);
        executed.computeIfAbsent(session, key -> new HashSet<>()).add(thread.exepath());
        What what = Traces.removedBy(thread) ? What.TRACE_REMOVED : What.PROGRAM;
        add(session, at(program, what, Programs.told(thread) + ending(program)));
        long before = uidBefore(program);
        if (before != thread.uid() && before != ThreadVersion.NO_ID && thread.uid() != ThreadVersion.NO_ID) {
            String text = "now " + name(history, thread, thread.uid()) + ", before " + name(history, thread, before);
            add(session, at(program, What.USER, text + ": " + thread.comm()));
        }
    }

    private static String name(CaptureHistory history, ThreadVersion thread, long uid) {
        String name = history.users().userName(thread.containerId(), uid);
        return name == null ? Long.toString(uid) : name;
    }

    private static Activity at(Program program, What what, String text) {
        return new Activity(
                program.eventNumber(), program.timeNanos(), program.process().pid(), what, text);
    }

    /** The user that the process had when it was made, or when it started the program before. */
    private static long uidBefore(Program program) {
        Process process = program.process();
        return process.startEvent() == program.eventNumber()
                ? program.before().uid()
                : process.threadAt(program.eventNumber() - 1).uid();
    }

    private static String ending(Program program) {
        if (program.ending() == Program.Ending.RUNNING) {
            return " (still runs)";
        }
        ExitStatus status = program.exitStatus();
        if (status == null) {
            return "";
        }
        String signal = status.signalName();
        return signal != null ? " (" + signal + ")" : status.code() == 0 ? "" : " (exit " + status.code() + ")";
    }

    private Activity judged(Activity activity, Process process, Session session) {
        boolean shell = Shells.isShell(process.threadAt(activity.event()));
        String deleted = "deleted ";
        boolean ownProgram = activity.text().startsWith(deleted)
                && executed.getOrDefault(session, Set.of())
                        .contains(activity.text().substring(deleted.length()));
        boolean trace = activity.what() == What.FILE && (ownProgram || Traces.removedBy(activity.text(), shell));
        return trace
                ? new Activity(activity.event(), activity.nanos(), activity.pid(), What.TRACE_REMOVED, activity.text())
                : activity;
    }

    /** What was done in a session, without what was done in those that began in it; programs first. */
    List<Activity> of(Session session) {
        return bySession.getOrDefault(session, List.of());
    }

    /** How many things of one kind; the same thing twice counts once where it is a file or a connection. */
    long count(Session session, What... kinds) {
        Set<What> wanted = Set.of(kinds);
        return of(session).stream()
                .filter(activity -> wanted.contains(activity.what()))
                .map(activity -> activity.what() == What.USER ? activity.text() + activity.event() : activity.text())
                .distinct()
                .count();
    }

    /** How many programs were started in it. */
    long programs(Session session) {
        return programs.getOrDefault(session, 0L);
    }

    /** The session that a process with this id was in at an event, or served; {@code null} if none. */
    @Nullable
    Session sessionOf(long pid, long event) {
        Process process = lives.at(pid, event);
        return process == null ? null : sessions.of(process, event);
    }
}
