package io.scapula.analyzers.session;

import io.scapula.CapturedEvent;
import io.scapula.analysis.EventParameters;
import io.scapula.event.EventContext;
import io.scapula.history.ByEvent;
import io.scapula.history.Process;
import io.scapula.state.FdType;
import io.scapula.state.FdVersion;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What login servers said of attempts to log in: to the kernel's audit, to the system log, to their own log, to the
 * list of bad logins. An attempt that is told in several places counts once.
 */
final class LoginFacts {
    static final Set<String> EVENT_TYPES = Set.of("sendto", "sendmsg", "write", "writev", "open", "openat");

    private static final int MOST_MESSAGES = 1 << 17;
    private static final String BAD_LOGINS = "/var/log/btmp";
    private static final String AUDITED = "op=PAM:authentication ";
    private static final String NOBODY_GRANTED = "grantors=?";

    /** Where it was said. Each place is told of every attempt, so the place with most tells how many there were. */
    private enum Place {
        AUDIT("the kernel's audit"),
        LOG("the log"),
        BAD_LOGINS("the list of bad logins");

        private final String words;

        Place(String words) {
            this.words = words;
        }
    }

    private record Message(Activity activity, Place place, boolean failure) {}

    /**
     * What was said of the attempts on one connection.
     *
     * @param failed   how many failed
     * @param accepted whether one did not
     * @param messages what was said, in order
     */
    record Attempts(int failed, boolean accepted, List<Activity> messages) {
        /**
         * In words; {@code null} if nothing is known.
         *
         * @param loggedIn whether a session came of it
         */
        @Nullable
        String told(boolean loggedIn) {
            if (accepted || loggedIn) {
                return failed == 0 ? "accepted" : "accepted after " + failed + " failed";
            }
            return failed == 0 ? null : failed + " failed";
        }
    }

    private final Map<Long, List<Message>> byPid = new HashMap<>();
    private int messages;

    void event(CapturedEvent event) {
        EventContext context = event.context();
        ThreadVersion thread = context.thread();
        if (thread == null || !LoginPrograms.isSshServer(thread) || context.result() < 0) {
            return;
        }
        FdVersion fd = context.fd();
        if (fd == null) {
            return;
        }
        switch (context.typeName()) {
            case "open", "openat" -> {
                if (fd.name().equals(BAD_LOGINS) && (fd.openFlags() & OpenFlags.WRITE) != 0) {
                    add(event, thread, Place.BAD_LOGINS, true);
                }
            }
            default -> said(event, thread, fd);
        }
    }

    private void said(CapturedEvent event, ThreadVersion thread, FdVersion fd) {
        if (fd.type().isIpSocket()) {
            return;
        }
        EventParameters parameters = EventParameters.of(event);
        String text = parameters == null ? null : parameters.text("data");
        if (text == null) {
            return;
        }
        if (fd.type() == FdType.NETLINK || text.contains(AUDITED)) {
            if (text.contains(AUDITED)) {
                add(event, thread, Place.AUDIT, text.contains(NOBODY_GRANTED));
            }
        } else if (text.contains("Failed ") && text.contains(" for ")) {
            add(event, thread, Place.LOG, true);
        } else if (text.contains("Accepted ") && text.contains(" for ")) {
            add(event, thread, Place.LOG, false);
        }
    }

    private void add(CapturedEvent event, ThreadVersion thread, Place place, boolean failure) {
        if (++messages > MOST_MESSAGES) {
            return;
        }
        String text = thread.comm() + " tells " + place.words + (failure ? ": refused" : ": accepted");
        Activity activity =
                new Activity(event.number(), event.timestampNanos(), thread.pid(), Activity.What.LOGIN, text);
        byPid.computeIfAbsent(thread.pid(), key -> new ArrayList<>(1)).add(new Message(activity, place, failure));
    }

    /** What the process that serves a connection said while it ran. */
    Attempts of(Process server) {
        long end = server.hasEnded() ? server.endEvent() : Long.MAX_VALUE;
        Map<Place, Integer> failures = new EnumMap<>(Place.class);
        List<Activity> told = new ArrayList<>();
        boolean accepted = false;
        List<Message> said = byPid.getOrDefault(server.pid(), List.of());
        int first = ByEvent.lastUpTo(said, message -> message.activity.event(), server.startEvent() - 1) + 1;
        for (Message message : said.subList(first, said.size())) {
            if (message.activity.event() > end) {
                break;
            }
            told.add(message.activity);
            accepted |= !message.failure;
            if (message.failure) {
                failures.merge(message.place, 1, Integer::sum);
            }
        }
        int failed =
                failures.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return new Attempts(failed, accepted, told);
    }
}
