package io.scapula.analyzers.terminal;

import io.scapula.history.Process;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One side of a terminal or a stream while it is watched: what was read there and what was written. */
final class Endpoint {
    private record Span(long firstEvent, long lastEvent) {
        Span to(long event) {
            return new Span(firstEvent, event);
        }
    }

    final String name;
    final long device;
    final String containerId;
    /** Session that has the terminal, -1 if not known. */
    final long session;

    final Traffic read;
    final Traffic written;
    final List<ModeChange> modeChanges = new ArrayList<>();
    private final Map<Long, Span> users = new HashMap<>();

    Endpoint(String name, long device, String containerId, long session, Traffic.Budget budget) {
        this(name, device, containerId, session, new Traffic(budget), new Traffic(budget));
    }

    private Endpoint(String name, long device, String containerId, long session, Traffic read, Traffic written) {
        this.name = name;
        this.device = device;
        this.containerId = containerId;
        this.session = session;
        this.read = read;
        this.written = written;
    }

    /** The same with some of what was read only. */
    Endpoint withRead(List<TerminalData> chosen) {
        Endpoint copy = new Endpoint(name, device, containerId, session, read.of(chosen), written);
        copy.modeChanges.addAll(modeChanges);
        copy.users.putAll(users);
        return copy;
    }

    void usedBy(long pid, long event) {
        users.merge(pid, new Span(event, event), (before, now) -> before.to(event));
    }

    boolean isEmpty() {
        return read.isEmpty() && written.isEmpty();
    }

    long firstEvent() {
        return Math.min(firstEvent(read.all()), firstEvent(written.all()));
    }

    private static long firstEvent(List<TerminalData> data) {
        return data.isEmpty() ? Long.MAX_VALUE : data.get(0).eventNumber();
    }

    /** Whether the process read from it or wrote to it. */
    boolean isUsedBy(Process process) {
        Span span = users.get(process.pid());
        return span != null
                && process.startEvent() <= span.lastEvent
                && (process.endEvent() == 0 || process.endEvent() >= span.firstEvent);
    }
}
