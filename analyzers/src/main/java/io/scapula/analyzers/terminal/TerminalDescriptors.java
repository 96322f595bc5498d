package io.scapula.analyzers.terminal;

import io.scapula.event.EventContext;
import io.scapula.state.FdVersion;
import io.scapula.state.ThreadVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells which descriptors are terminals. Names alone don't do: descriptors that came over a socket, as sshd's and those of
 * container runtimes do, have none, or that of what had the number before. What the kernel let a process do with one
 * settles it: requests that only terminals answer. Programs that such a process starts have the same descriptors, unless
 * they look different there.
 */
final class TerminalDescriptors {
    /** Descriptors that are remembered to be terminals. */
    static final int MOST_LEARNED = 1 << 16;

    private static final int MOST_ANCESTORS = 16;

    private record Place(long pid, long fd) {}

    private enum What {
        /** The controlling terminal of whoever uses it. */
        CONTROLLING,
        /** A terminal that was new when it was learned of, and no controlling one. */
        OTHER,
        /** A copy of something that is not known. */
        UNKNOWN
    }

    /** What is known of a descriptor, as long as the state has the same idea of it. */
    private static final class Learned {
        final What what;
        /** Device of the controlling terminal at that time, which {@link What#OTHER} is not. */
        final long otherThan;

        private boolean seen;
        private @Nullable FdVersion looks;

        Learned(What what, long otherThan) {
            this.what = what;
            this.otherThan = otherThan;
        }

        /** What the state has for it is known from the first use on. */
        boolean fits(@Nullable FdVersion fd) {
            if (!seen) {
                seen = true;
                looks = fd;
            }
            FdVersion before = looks;
            return before == null ? fd == null : before.looksLike(fd);
        }
    }

    private final Map<Place, Learned> learned = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Learned> eldest) {
            return size() > MOST_LEARNED;
        }
    };

    /** The terminals that new sessions left, by session. */
    private final Map<Long, Long> leftTerminals = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > MOST_LEARNED;
        }
    };

    /** The terminal that the event's descriptor is, {@link TerminalDevice#NONE} if it is none or not known to be one. */
    long device(EventContext context, ThreadVersion thread) {
        FdVersion fd = context.fd();
        Learned own = learned.get(new Place(thread.pid(), context.fdNumber()));
        boolean overwritten = own != null && own.what != What.CONTROLLING && own.fits(fd);
        if (fd != null && !overwritten) {
            long named = TerminalDevice.named(fd, thread);
            if (named != TerminalDevice.NONE || TerminalDevice.isMaster(fd)) {
                return named;
            }
        }
        if (!hasTerminal(thread) || learned.isEmpty()) {
            return TerminalDevice.NONE;
        }
        Learned found = find(context, thread, context.fdNumber());
        if (found == null || !found.fits(fd)) {
            return TerminalDevice.NONE;
        }
        return switch (found.what) {
            case CONTROLLING -> thread.tty();
            case OTHER -> found.otherThan == thread.tty() ? TerminalDevice.NONE : thread.tty();
            case UNKNOWN -> TerminalDevice.NONE;
        };
    }

    private boolean hasTerminal(ThreadVersion thread) {
        if (thread.tty() == TerminalDevice.NONE) {
            return false;
        }
        Long left = leftTerminals.get(thread.sid());
        return left == null || left != thread.tty();
    }

    /** A process began a session of its own, which has no terminal yet, whatever its last execve told. */
    void leftTerminal(ThreadVersion thread) {
        leftTerminals.put(thread.sid(), thread.tty());
    }

    /** What is known of a descriptor that the process made known, or one above it from which it has it. */
    private @Nullable Learned find(EventContext context, ThreadVersion thread, long fd) {
        ThreadVersion process = thread;
        for (int generation = 0; generation < MOST_ANCESTORS && process != null; generation++) {
            Learned found = learned.get(new Place(process.pid(), fd));
            if (found != null) {
                return found;
            }
            ThreadVersion parent = context.state().parentProcess(process);
            if (parent == null || parent.pid() == process.pid()) {
                return null;
            }
            process = parent;
        }
        return null;
    }

    /** A descriptor was copied; the state follows that only if it knows of what. */
    void copied(EventContext context, ThreadVersion thread, long from, long to) {
        Place target = new Place(thread.pid(), to);
        Learned source = find(context, thread, from);
        if (source != null) {
            learned.put(target, new Learned(source.what, source.otherThan));
        } else if (context.fd() == null) {
            learned.put(target, new Learned(What.UNKNOWN, TerminalDevice.NONE));
        } else {
            learned.remove(target);
        }
    }

    /** A process asked something of a descriptor, and was answered. */
    void answered(EventContext context, ThreadVersion thread, long request, long result) {
        if (request == TerminalRequests.OPEN_PEER) {
            learned.put(new Place(thread.pid(), result), new Learned(What.OTHER, thread.tty()));
            return;
        }
        if (request == TerminalRequests.SET_CONTROLLING) {
            leftTerminals.remove(thread.sid());
        }
        FdVersion fd = context.fd();
        Place place = new Place(thread.pid(), context.fdNumber());
        Learned known = learned.get(place);
        boolean hidden = known != null && known.what == What.UNKNOWN;
        boolean named = fd != null
                && !hidden
                && (TerminalDevice.isMaster(fd) || TerminalDevice.named(fd, thread) != TerminalDevice.NONE);
        boolean knownTerminal = known != null && !hidden && known.fits(fd);
        if (!named && !knownTerminal && TerminalRequests.proveTerminal(request)) {
            Learned proven = new Learned(What.CONTROLLING, TerminalDevice.NONE);
            proven.fits(fd);
            learned.put(place, proven);
        }
    }
}
