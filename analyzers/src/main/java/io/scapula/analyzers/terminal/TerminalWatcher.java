package io.scapula.analyzers.terminal;

import io.scapula.CapturedEvent;
import io.scapula.analysis.EventParameters;
import io.scapula.event.EventContext;
import io.scapula.history.CaptureHistory;
import io.scapula.state.FdType;
import io.scapula.state.FdVersion;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what goes over terminals while it is shown a capture's events; an analysis hands its events on to it. Both sides
 * of pseudo-terminals are watched, and connections that a process has for its standard input.
 */
public final class TerminalWatcher {
    /** Bytes that are kept of one capture's terminals. What exceeds them counts as not recorded. */
    public static final long MOST_BYTES = 64L << 20;
    /** Reads and writes that are kept of one capture's terminals. */
    public static final long MOST_CALLS = 1L << 21;

    /** What to say where {@link #limitReached()}. */
    public static final String LIMIT_REACHED = "More went over terminals than is kept (" + (MOST_BYTES >> 20) + " MiB, "
            + MOST_CALLS + " calls): some lines are missing.";

    /** Bytes that are kept of descriptors of which it only turns out later whether they are terminals. */
    static final long MOST_CANDIDATE_BYTES = 16L << 20;

    private static final long MOST_CANDIDATE_CALLS = 1L << 19;
    private static final int MOST_ENDPOINTS = 1 << 12;

    private static final Set<String> EVENT_TYPES = Set.of(
            "read", "write", "readv", "writev", "ioctl", "setsid", "dup", "dup2", "dup3", "close", "open", "openat",
            "openat2");

    private record TerminalKey(String containerId, long device) {}

    private record FdKey(long pid, long fd, String name) {}

    private boolean tooManyEnds;
    private final Traffic.Budget budget = new Traffic.Budget(MOST_BYTES, MOST_CALLS);
    private final Traffic.Budget candidateBudget = new Traffic.Budget(MOST_CANDIDATE_BYTES, MOST_CANDIDATE_CALLS);
    private final TerminalDescriptors descriptors = new TerminalDescriptors();
    private final Map<TerminalKey, Endpoint> terminals = new HashMap<>();
    private final Map<FdKey, Endpoint> masters = new HashMap<>();
    private final Map<FdKey, Endpoint> unknown = new LinkedHashMap<>();
    private final Map<FdKey, Endpoint> streams = new LinkedHashMap<>();
    private final List<Endpoint> allTerminals = new ArrayList<>();
    private final List<Endpoint> allMasters = new ArrayList<>();

    /** The events to be shown. */
    public Set<String> eventTypes() {
        return EVENT_TYPES;
    }

    /** Looks at an event; of other types than {@link #eventTypes()} nothing is taken. */
    public void event(CapturedEvent event) {
        EventContext context = event.context();
        EventParameters view = EventParameters.of(event);
        ThreadVersion thread = context.thread();
        if (view == null || thread == null) {
            return;
        }
        switch (context.typeName()) {
            case "setsid" -> descriptors.leftTerminal(thread);
            case "dup", "dup2", "dup3" -> copy(event, view, thread);
            case "open", "openat", "openat2", "close" -> {
                if (context.result() >= 0 && context.fdNumber() >= 0) {
                    descriptors.replaced(context, thread, context.fdNumber());
                }
            }
            default -> {
                if (context.fdNumber() >= 0) {
                    use(event, view, thread);
                }
            }
        }
    }

    private void copy(CapturedEvent event, EventParameters parameters, ThreadVersion thread) {
        EventContext context = event.context();
        long from = parameters.integer("oldfd", -1);
        if (context.result() >= 0 && from >= 0 && from != context.result()) {
            descriptors.copied(context, thread, from, context.result());
        }
    }

    private void use(CapturedEvent event, EventParameters parameters, ThreadVersion thread) {
        switch (event.context().typeName()) {
            case "ioctl" -> request(event, parameters, thread);
            case "read", "readv" -> transfer(event, parameters, thread, true);
            case "write", "writev" -> transfer(event, parameters, thread, false);
            default -> {}
        }
    }

    private void request(CapturedEvent event, EventParameters parameters, ThreadVersion thread) {
        EventContext context = event.context();
        long request = parameters.integer("request", 0);
        if (context.result() < 0 || !TerminalRequests.isAny(request)) {
            return;
        }
        FdVersion fd = context.fd();
        if (request == TerminalRequests.UNLOCK) {
            masters.remove(new FdKey(thread.pid(), context.fdNumber(), ""));
        }
        descriptors.answered(context, thread, request, context.result());
        if (TerminalRequests.setMode(request) && (fd == null || !TerminalDevice.isMaster(fd))) {
            Endpoint terminal = terminal(context, thread, true);
            if (terminal != null) {
                terminal.modeChanges.add(new ModeChange(
                        event.timestampNanos(),
                        event.number(),
                        thread.pid(),
                        thread.args().contains("-echo")));
            }
        }
    }

    private void transfer(CapturedEvent event, EventParameters parameters, ThreadVersion thread, boolean reads) {
        EventContext context = event.context();
        long length = context.result();
        if (length < 0 || length == 0 && !reads) {
            return;
        }
        Endpoint endpoint = endpoint(context, thread, reads);
        if (endpoint == null) {
            return;
        }
        byte[] bytes = length == 0 ? new byte[0] : parameters.bytes("data");
        TerminalData moved =
                new TerminalData(event.timestampNanos(), event.number(), thread.pid(), thread.comm(), bytes, length);
        (reads ? endpoint.read : endpoint.written).add(moved);
        endpoint.usedBy(thread.pid(), event.number());
    }

    private @Nullable Endpoint endpoint(EventContext context, ThreadVersion thread, boolean reads) {
        FdVersion fd = context.fd();
        if (fd != null && TerminalDevice.isMaster(fd)) {
            return master(context, thread);
        }
        Endpoint terminal = terminal(context, thread, reads);
        if (terminal != null) {
            return terminal;
        }
        if (fd == null) {
            // A process that serves terminals has none itself, as a rule.
            FdKey key = new FdKey(thread.pid(), context.fdNumber(), "");
            return thread.tty() == TerminalDevice.NONE ? candidate(unknown, key, thread) : null;
        }
        return isStandardStream(context, fd) ? stream(context, fd, thread, reads) : null;
    }

    private static boolean isStandardStream(EventContext context, FdVersion fd) {
        return context.fdNumber() <= 2 && (fd.type() == FdType.IPV4_SOCKET || fd.type() == FdType.IPV6_SOCKET);
    }

    /** A stream is of interest from the moment that a process reads it as its standard input. */
    private @Nullable Endpoint stream(EventContext context, FdVersion fd, ThreadVersion thread, boolean reads) {
        FdKey key = new FdKey(0, 0, fd.name());
        return reads && context.fdNumber() == 0 || streams.containsKey(key) ? candidate(streams, key, thread) : null;
    }

    private @Nullable Endpoint candidate(Map<FdKey, Endpoint> candidates, FdKey key, ThreadVersion thread) {
        Endpoint known = candidates.get(key);
        if (known == null && candidates.size() < MOST_ENDPOINTS) {
            known = new Endpoint(key.name, TerminalDevice.NONE, thread.containerId(), -1, candidateBudget);
            candidates.put(key, known);
        }
        return known;
    }

    private @Nullable Endpoint master(EventContext context, ThreadVersion thread) {
        FdKey key = new FdKey(thread.pid(), context.fdNumber(), "");
        Endpoint known = masters.get(key);
        if (known == null && allMasters.size() < MOST_ENDPOINTS) {
            String name = "ptmx of " + thread.comm() + " " + thread.pid();
            known = new Endpoint(name, TerminalDevice.NONE, thread.containerId(), -1, budget);
            masters.put(key, known);
            allMasters.add(known);
        }
        return known;
    }

    /**
     * The terminal that the descriptor is, {@code null} if it is none.
     *
     * @param active whether a process uses it as only the session that has the terminal does; others may write to it
     */
    private @Nullable Endpoint terminal(EventContext context, ThreadVersion thread, boolean active) {
        long device = descriptors.device(context, thread);
        if (device == TerminalDevice.NONE) {
            return null;
        }
        TerminalKey key = new TerminalKey(thread.containerId(), device);
        Endpoint known = terminals.get(key);
        boolean controlling = thread.tty() == device && thread.sid() > 0;
        boolean otherSession = known != null
                && active
                && controlling
                && known.session > 0
                && known.session != thread.sid()
                && !known.isEmpty();
        if ((known == null || otherSession) && allTerminals.size() < MOST_ENDPOINTS) {
            known = new Endpoint(
                    TerminalDevice.name(device), device, thread.containerId(), controlling ? thread.sid() : -1, budget);
            terminals.put(key, known);
            allTerminals.add(known);
        }
        return known;
    }

    /** Whether some of what went over terminals was dropped or not compared, because there was more than is kept. */
    public boolean limitReached() {
        return tooManyEnds || budget.isExhausted() || candidateBudget.isExhausted();
    }

    /** The terminals that were used, in order of their first event; to be called once, after the last event. */
    public List<TerminalRecording> finish(CaptureHistory history) {
        Switchboard switchboard =
                new Switchboard(allTerminals, allMasters, List.copyOf(unknown.values()), List.copyOf(streams.values()));
        List<TerminalRecording> recordings = switchboard.recordings(history);
        tooManyEnds = switchboard.gaveUp();
        return recordings;
    }
}
