package io.scapula.analyzers.container.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is kept of one process in a container. */
public final class ProcessTrace {
    private static final int MOST_FAILURES = 64;
    private static final int MOST_OUTPUTS = 48;
    private static final int MOST_CONVERSATIONS = 32;
    private static final int MOST_NAMES = 32;
    private static final int MOST_SIGNALS = 16;
    private static final int MOST_PATHS = 512;
    private static final int MOST_PORTS = 8;

    /**
     * A port on which it waits for connections.
     *
     * @param event number of the listen's event
     * @param nanos its time
     * @param port  the port
     */
    public record Listening(long event, long nanos, int port) {}

    /** A connection that it took. */
    public record Accepted(long event, long nanos) {}

    private final long pid;
    private final String containerId;
    private final long firstEvent;

    private final Ring<FailedCall> failures = new Ring<>(MOST_FAILURES);
    private final Ring<Output> outputs = new Ring<>(MOST_OUTPUTS);
    private final Ring<Conversation> ended = new Ring<>(MOST_CONVERSATIONS);
    private final Map<Long, Conversation> open = new LinkedHashMap<>();
    private final Map<String, NameQuery> names = new LinkedHashMap<>();
    private final Ring<Signals.Delivered> signals = new Ring<>(MOST_SIGNALS);
    private final Map<String, Long> reached = new LinkedHashMap<>();
    private final Set<Integer> bound = new LinkedHashSet<>();
    private final List<Listening> listening = new ArrayList<>();
    private final MemoryUse memory = new MemoryUse();
    private final Map<Long, Integer> boundPorts = new HashMap<>();
    private final Map<Long, Long> sockets = new HashMap<>();
    private @Nullable Accepted accepted;

    ProcessTrace(long pid, String containerId, long firstEvent) {
        this.pid = pid;
        this.containerId = containerId;
        this.firstEvent = firstEvent;
    }

    void failed(FailedCall call) {
        failures.add(call);
    }

    void reached(String path, long event) {
        if (reached.size() < MOST_PATHS || reached.containsKey(path)) {
            reached.put(path, event);
        }
    }

    void printed(
            long descriptor,
            long inode,
            Output.Destination destination,
            String text,
            boolean cut,
            long event,
            long nanos) {
        Output last = outputs.isEmpty() ? null : outputs.last();
        if (last == null || !last.continues(descriptor, inode)) {
            last = new Output(event, descriptor, inode, destination);
            outputs.add(last);
        }
        last.append(text, cut, event, nanos);
    }

    void makesSocket(long descriptor, long nanos) {
        if (sockets.size() >= MOST_CONVERSATIONS) {
            sockets.clear();
        }
        sockets.put(descriptor, nanos);
    }

    /** When a socket was made that is connected now: the first moment at which the connect can have begun. */
    long socketMade(long descriptor, long connectedNanos) {
        Long made = sockets.remove(descriptor);
        return made == null ? connectedNanos : made;
    }

    void opens(long descriptor, Conversation conversation) {
        closes(descriptor);
        if (open.size() >= MOST_CONVERSATIONS) {
            closes(open.keySet().iterator().next());
        }
        open.put(descriptor, conversation);
    }

    void closes(long descriptor) {
        Conversation conversation = open.remove(descriptor);
        if (conversation != null) {
            ended.add(conversation);
        }
    }

    @Nullable
    Conversation conversation(long descriptor) {
        return open.get(descriptor);
    }

    @Nullable
    NameQuery name(String name, String server) {
        String label = firstLabel(name);
        NameQuery query = names.get(label);
        if (query == null && names.size() < MOST_NAMES) {
            query = new NameQuery(name, server);
            names.put(label, query);
        }
        return query;
    }

    private static String firstLabel(String name) {
        int dot = name.indexOf('.');
        return (dot < 0 ? name : name.substring(0, dot)).toLowerCase(Locale.ROOT);
    }

    /** The query that was sent last, {@code null} if none was. */
    @Nullable
    NameQuery lastName() {
        NameQuery last = null;
        for (NameQuery query : names.values()) {
            if (last == null || query.lastEvent() >= last.lastEvent()) {
                last = query;
            }
        }
        return last;
    }

    void delivered(Signals.Delivered signal) {
        signals.add(signal);
    }

    void binds(long descriptor, int port) {
        if (boundPorts.size() < MOST_PORTS) {
            boundPorts.put(descriptor, port);
        }
        bound.add(port);
    }

    void listens(long descriptor, int recordedPort, long event, long nanos) {
        int port = boundPorts.getOrDefault(descriptor, recordedPort);
        if (listening.size() < MOST_PORTS) {
            listening.add(new Listening(event, nanos, port));
        }
    }

    void accepts(int port, long event, long nanos) {
        if (accepted == null) {
            accepted = new Accepted(event, nanos);
        }
        boolean known = listening.stream().anyMatch(one -> one.port() == port);
        if (!known && port > 0 && listening.size() < MOST_PORTS) {
            // It listened before the recording began, or before it was this process.
            listening.add(new Listening(event, nanos, port));
        }
    }

    MemoryUse memoryUse() {
        return memory;
    }

    public long pid() {
        return pid;
    }

    public String containerId() {
        return containerId;
    }

    /** Number of the first event that is kept of it. */
    public long firstEvent() {
        return firstEvent;
    }

    /** The last calls that failed, in order. */
    public List<FailedCall> failures() {
        return failures.list();
    }

    /** The last that it printed, in order. */
    public List<Output> outputs() {
        return outputs.list();
    }

    /** The last conversations: those that ended, then those that did not. */
    public List<Conversation> conversations() {
        List<Conversation> all = ended.list();
        all.addAll(open.values());
        return all;
    }

    /** The names that it asked for, in order. */
    public List<NameQuery> names() {
        return List.copyOf(names.values());
    }

    /** The last signals that arrived, in order, but those that tell of children. */
    public List<Signals.Delivered> signals() {
        return signals.list();
    }

    /** Number of the last event that found the path, 0 if none did. */
    public long reached(String path) {
        return reached.getOrDefault(path, 0L);
    }

    /** The paths that it found, with the last event that did. */
    public Map<String, Long> reached() {
        return Map.copyOf(reached);
    }

    /** Whether it bound a port, in spite of a failure to. */
    public boolean hasBound(int port) {
        return bound.contains(port);
    }

    /** The ports on which it waits, in order. */
    public List<Listening> listening() {
        return List.copyOf(listening);
    }

    /** The first connection that it took. */
    public @Nullable Accepted accepted() {
        return accepted;
    }

    /** How it asked for memory. */
    public MemoryUse memory() {
        return memory;
    }
}
