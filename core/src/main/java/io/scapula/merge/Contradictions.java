package io.scapula.merge;

import io.scapula.format.CaptureText;
import io.scapula.state.FdVersion;
import io.scapula.state.StateEngine;
import io.scapula.state.ThreadVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether what is known already gives a wrong answer about an event, or none, where the lists of a later input
 * have one. Lists and replays name some things differently, such as pipes and the ends of connections; that is no
 * contradiction.
 */
final class Contradictions {
    private static final int MOST_TEXT_BYTES = 1024;
    private static final int MOST_LIST_BYTES = 4096;
    /** A cut text may lack a few bytes more, for a character or a NUL. */
    private static final int SLACK_BYTES = 8;

    /** The versions of a thread and its leader that agreed. */
    private record Agreed(long joined, long joinedLeader, long alone, long aloneLeader) {}

    private final StateEngine joined;
    private final StateEngine alone;
    /** Threads of which the lists only repeat what earlier lists told. */
    private final Set<Long> repeated;
    /** Threads that seem to have ended where the input begins. */
    private final Set<Long> vanished;

    private final Map<Long, Agreed> agreed = new HashMap<>();

    /**
     * Before the first event of the input.
     *
     * @param joined what is known if the input goes on with what was known before
     * @param alone  what is known if it begins a section
     */
    Contradictions(StateEngine joined, StateEngine alone, Set<Long> repeated, Set<Long> vanished) {
        this.joined = joined;
        this.alone = alone;
        this.repeated = repeated;
        this.vanished = vanished;
    }

    /** Whether there is one in the event that both took last. */
    boolean atLastEvent() {
        ThreadVersion byLists = alone.eventThread();
        if (byLists == null || !SectionReplay.isKnown(byLists) || repeated.contains(byLists.tid())) {
            return false;
        }
        ThreadVersion known = joined.eventThread();
        if (known == null || !SectionReplay.isKnown(known)) {
            return true;
        }
        return !agree(known, byLists) || !isSameFd(joined.eventFd(), alone.eventFd());
    }

    private boolean agree(ThreadVersion known, ThreadVersion byLists) {
        ThreadVersion knownLeader = joined.eventLeader();
        ThreadVersion leaderByLists = alone.eventLeader();
        Agreed versions = new Agreed(known.row(), row(knownLeader), byLists.row(), row(leaderByLists));
        if (versions.equals(agreed.get(byLists.tid()))) {
            return true;
        }
        boolean agree = known.pid() == byLists.pid()
                && known.comm().equals(byLists.comm())
                && isSameList(known.args(), byLists.args())
                && known.containerId().equals(byLists.containerId())
                && isSameId(known.uid(), byLists.uid())
                && isSameId(known.gid(), byLists.gid())
                && isSameId(known.loginUid(), byLists.loginUid())
                && isSameDirectory(knownLeader, leaderByLists)
                && isSameParent(known, byLists);
        if (agree) {
            agreed.put(byLists.tid(), versions);
        }
        return agree;
    }

    private static long row(@Nullable ThreadVersion thread) {
        return thread == null ? -1 : thread.row();
    }

    private static boolean isSameId(long known, long byLists) {
        return byLists == ThreadVersion.NO_ID || known == byLists;
    }

    private static boolean isSameDirectory(@Nullable ThreadVersion known, @Nullable ThreadVersion byLists) {
        String told = byLists == null ? "" : byLists.cwd();
        return !told.startsWith("/") || (known != null && isSameText(known.cwd(), told, MOST_TEXT_BYTES));
    }

    private boolean isSameParent(ThreadVersion known, ThreadVersion byLists) {
        ThreadVersion told = alone.thread(byLists.ptid());
        if (told == null || !SectionReplay.isKnown(told) || repeated.contains(told.tid())) {
            return true;
        }
        ThreadVersion parent = joined.thread(known.ptid());
        if (parent != null && vanished.contains(parent.tid())) {
            return true;
        }
        return parent != null && parent.pid() == told.pid() && parent.comm().equals(told.comm());
    }

    private static boolean isSameList(List<String> known, List<String> told) {
        return known.equals(told) || isSameText(String.join("\0", known), String.join("\0", told), MOST_LIST_BYTES);
    }

    /** Whether two texts are the same but for the end of a long one, which lists cut. */
    private static boolean isSameText(String known, String told, int most) {
        if (known.equals(told)) {
            return true;
        }
        String shorter = known.length() < told.length() ? known : told;
        String longer = known.length() < told.length() ? told : known;
        return longer.startsWith(shorter) && CaptureText.encode(shorter).length >= most - SLACK_BYTES;
    }

    private static boolean isSameFd(@Nullable FdVersion known, @Nullable FdVersion told) {
        if (told == null || kind(told) == Kind.UNKNOWN) {
            return true;
        }
        if (known == null || kind(known) != kind(told)) {
            return false;
        }
        return switch (kind(told)) {
            case PATH -> isSamePath(known.name(), told.name());
            case IP -> hasSameEnds(known, told);
            case UNIX, OTHER, UNKNOWN -> true;
        };
    }

    private enum Kind {
        UNKNOWN,
        PATH,
        IP,
        UNIX,
        OTHER
    }

    private static Kind kind(FdVersion fd) {
        return switch (fd.type()) {
            case UNKNOWN, UNSUPPORTED -> Kind.UNKNOWN;
            case FILE, FILE_V2, DIRECTORY -> Kind.PATH;
            case IPV4_SOCKET, IPV6_SOCKET, IPV4_SERVER, IPV6_SERVER -> Kind.IP;
            case UNIX_SOCKET -> Kind.UNIX;
            case FIFO,
                    EVENT,
                    SIGNALFD,
                    EVENTPOLL,
                    INOTIFY,
                    TIMERFD,
                    NETLINK,
                    BPF,
                    USERFAULTFD,
                    IO_URING,
                    MEMFD,
                    PIDFD -> Kind.OTHER;
        };
    }

    private static boolean isSamePath(String known, String told) {
        return !told.startsWith("/") || isSameText(known, told, MOST_TEXT_BYTES - 1);
    }

    /** Whether the ports are the same, whichever of them each calls its source; a port that nobody told is 0. */
    private static boolean hasSameEnds(FdVersion known, FdVersion told) {
        int source = told.sourcePort();
        int destination = told.destinationPort();
        boolean same = fits(known.sourcePort(), source) && fits(known.destinationPort(), destination);
        boolean turned = fits(known.sourcePort(), destination) && fits(known.destinationPort(), source);
        return (same || turned) && known.type().isIpv6() == told.type().isIpv6();
    }

    private static boolean fits(int known, int told) {
        return told == 0 || known == told;
    }
}
