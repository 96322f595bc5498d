package io.scapula.analyzers.container.watch;

import io.scapula.CapturedEvent;
import io.scapula.event.EventContext;
import io.scapula.format.EventView;
import io.scapula.format.event.EventType;
import io.scapula.history.Process;
import io.scapula.state.FdVersion;
import io.scapula.state.ThreadVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at events while a capture is read and keeps the last moments of every process in a container. */
public final class ContainerWatch {
    /** Processes of a container that ended and are remembered; of older ones only the history tells. */
    static final int MOST_ENDED_OF_CONTAINER = 512;
    /** Signals of the whole capture that are remembered; the oldest go first. */
    static final int MOST_SIGNALS = 4096;

    private static final long PROT_WRITE = 2;
    private static final int EINPROGRESS = 115;
    private static final int SIGKILL = 9;
    private static final int SIGCHLD = 17;
    private static final int SIGURG = 23;
    private static final Set<String> MEMORY = Set.of("mmap", "mmap2", "brk", "mremap");

    private final Map<Long, ProcessTrace> running = new HashMap<>();
    private final Map<String, ArrayDeque<ProcessTrace>> ended = new HashMap<>();
    private final Ring<Signals.Sent> sent = new Ring<>(MOST_SIGNALS);
    private final Probes probes = new Probes();
    private boolean forgot;

    /** Types of the events to be shown. */
    public static Set<String> eventTypes() {
        Set<String> types = new HashSet<>(FileCalls.TYPES);
        types.addAll(SocketCalls.TYPES);
        types.addAll(DataCalls.READS);
        types.addAll(DataCalls.WRITES);
        types.addAll(MEMORY);
        types.addAll(Set.of("kill", "tkill", "tgkill", "signaldeliver", "procexit", "close", "syscall"));
        return types;
    }

    /** Looks at an event. */
    public void event(CapturedEvent event) {
        EventContext context = event.context();
        EventView view = event.unified();
        ThreadVersion thread = context.thread();
        if (view == null || thread == null) {
            return;
        }
        String type = context.typeName();
        boolean isTracepoint = type.equals("signaldeliver") || type.equals("procexit");
        if (!isTracepoint && !context.hasResult() && !isGeneric(view)) {
            return; // the beginning of a call; its end tells all
        }
        if (type.equals("kill") || type.equals("tkill") || type.equals("tgkill")) {
            kill(event, view, thread, type);
        }
        if (type.equals("pidfd_send_signal")) {
            send(event, thread, type, Signals.UNKNOWN_TARGET, 0);
        }
        if (thread.containerId().isEmpty()) {
            outside(event, view, thread, type);
        } else {
            inside(trace(thread, event.number()), event, view, thread, type);
        }
    }

    /** A call of which only the number is recorded. */
    private static boolean isGeneric(EventView view) {
        EventType type = view.type();
        return type != null && type.isExit() && type.name().equals("syscall");
    }

    private void kill(CapturedEvent event, EventView view, ThreadVersion sender, String type) {
        int signal = (int) Parameters.integer(view, "sig", 0);
        if (event.context().result() < 0 || signal == 0 || signal == SIGURG) {
            return;
        }
        send(event, sender, type, Parameters.integer(view, type.equals("tkill") ? "tid" : "pid", 0), signal);
    }

    private void send(CapturedEvent event, ThreadVersion sender, String type, long target, int signal) {
        sent.add(new Signals.Sent(
                event.number(),
                event.timestampNanos(),
                type,
                sender,
                event.context().state().parentProcess(sender),
                target,
                signal));
    }

    private ProcessTrace trace(ThreadVersion thread, long event) {
        ProcessTrace trace = running.get(thread.pid());
        if (trace == null || !trace.containerId().equals(thread.containerId())) {
            trace = new ProcessTrace(thread.pid(), thread.containerId(), event);
            running.put(thread.pid(), trace);
        }
        return trace;
    }

    private void inside(ProcessTrace trace, CapturedEvent event, EventView view, ThreadVersion thread, String type) {
        if (FileCalls.TYPES.contains(type)) {
            FileCalls.event(trace, event, view, type);
            if (type.equals("execve")) {
                trace.memoryUse().holds(Parameters.integer(view, "vm_rss", 0));
            }
        } else if (SocketCalls.TYPES.contains(type)) {
            SocketCalls.event(trace, event, view, type);
        } else if (DataCalls.READS.contains(type) || DataCalls.WRITES.contains(type)) {
            DataCalls.event(trace, event, view, type);
        } else if (MEMORY.contains(type)) {
            trace.memoryUse().asked(event.number(), event.timestampNanos());
            trace.memoryUse().holds(Parameters.integer(view, "vm_rss", 0));
            if ((Parameters.integer(view, "prot", 0) & PROT_WRITE) != 0 && Parameters.integer(view, "fd", 0) < 0) {
                trace.memoryUse().asksFor(Parameters.integer(view, "length", 0), event.timestampNanos());
            }
        } else if (type.equals("close")) {
            trace.closes(event.context().fdNumber());
        } else if (type.equals("signaldeliver")) {
            int signal = (int) Parameters.integer(view, "sig", 0);
            if (signal != SIGCHLD && signal != SIGURG) {
                long sender = Parameters.integer(view, "spid", 0);
                trace.delivered(new Signals.Delivered(event.number(), event.timestampNanos(), signal, sender));
            }
        } else if (type.equals("procexit") && thread.isLeader()) {
            running.remove(thread.pid());
            ArrayDeque<ProcessTrace> of = ended.computeIfAbsent(thread.containerId(), id -> new ArrayDeque<>());
            if (of.size() == MOST_ENDED_OF_CONTAINER) {
                of.removeFirst();
                forgot = true;
            }
            of.addLast(trace);
        }
    }

    /** Of what is outside of containers, connections count: they may be probes. */
    private void outside(CapturedEvent event, EventView view, ThreadVersion thread, String type) {
        if (type.equals("connect")) {
            FdVersion fd = event.context().fd();
            SocketCalls.Peer peer = SocketCalls.peer(view, fd);
            if (peer != null && peer.port() > 0) {
                long descriptor = Parameters.integer(view, "fd", event.context().fdNumber());
                Probe probe = new Probe(peer.port(), thread.comm(), event.number(), event.timestampNanos());
                long result = event.context().result();
                if (result < 0 && result != -EINPROGRESS) {
                    probe.refused();
                }
                probes.connects(thread.pid(), descriptor, probe);
            }
        } else if (DataCalls.READS.contains(type) && event.context().result() > 0) {
            Probe probe = probes.reading(thread.pid(), event.context().fdNumber());
            FdVersion fd = event.context().fd();
            // The number may be another descriptor's by now.
            boolean same = fd == null || fd.type().isIpSocket();
            if (probe != null && same && (fd == null || fd.destinationPort() == probe.port())) {
                String data = Parameters.text(view, "data");
                probe.answered(data == null ? 0 : Probes.httpStatus(data));
            }
        } else if (DataCalls.WRITES.contains(type) && event.context().result() > 0 && !isGroupKill(event, type)) {
            Probe probe = probes.reading(thread.pid(), event.context().fdNumber());
            FdVersion fd = event.context().fd();
            if (probe != null && (fd == null || fd.type().isIpSocket())) {
                probe.asked();
            }
        } else if (isGroupKill(event, type)) {
            send(event, thread, "cgroup.kill", Signals.UNKNOWN_TARGET, SIGKILL);
        }
    }

    /** What is kept of a process of a container, {@code null} if nothing is. */
    public @Nullable ProcessTrace trace(Process process, String containerId) {
        long last = process.hasEnded() ? process.endEvent() : Long.MAX_VALUE;
        for (ProcessTrace trace : ended.getOrDefault(containerId, new ArrayDeque<>())) {
            if (trace.pid() == process.pid()
                    && trace.firstEvent() >= process.startEvent()
                    && trace.firstEvent() <= last) {
                return trace;
            }
        }
        ProcessTrace trace = running.get(process.pid());
        boolean fits = trace != null && trace.containerId().equals(containerId) && trace.firstEvent() <= last;
        return fits ? trace : null;
    }

    /** The signals that calls sent, in order. */
    public List<Signals.Sent> sent() {
        return sent.list();
    }

    /** The connections from outside of containers to a port, in order. */
    public List<Probe> probes(int port) {
        return new ArrayList<>(probes.of(port));
    }

    /** Writing to this file kills every process of the control group. */
    private static boolean isGroupKill(CapturedEvent event, String type) {
        FdVersion fd = type.equals("write") ? event.context().fd() : null;
        return fd != null && fd.name().endsWith("/cgroup.kill");
    }

    /** Whether processes had to be forgotten because a container had too many. */
    public boolean forgot() {
        return forgot;
    }
}
