package io.scapula.analyzers.container.cause;

import io.scapula.analyzers.container.watch.ContainerWatch;
import io.scapula.analyzers.container.watch.Signals;
import io.scapula.history.Process;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds who sent a signal to a process. */
public final class SignalSenders {
    /** Where the target is not recorded, only a call that came so shortly before counts. */
    private static final long AT_ONCE_NANOS = 20_000_000;

    private SignalSenders() {}

    /** All calls that sent a signal to a process before it ended, in order. */
    public static List<Signals.Sent> all(ContainerWatch watch, Process process) {
        long last = process.hasEnded() ? process.endEvent() : Long.MAX_VALUE;
        List<Signals.Sent> found = new ArrayList<>();
        for (Signals.Sent sent : watch.sent()) {
            boolean inTime = sent.event() <= last && sent.event() > process.startEvent();
            if (inTime && sent.signal() != 0 && isFor(sent, process, sent.signal(), process.endNanos())) {
                found.add(sent);
            }
        }
        return found;
    }

    /** The last call before an event that sent a signal to a process, {@code null} if none was recorded. */
    static Signals.@Nullable Sent find(
            ContainerWatch watch, Process process, int signal, long beforeEvent, long beforeNanos) {
        Signals.Sent found = null;
        for (Signals.Sent sent : watch.sent()) {
            boolean inTime = sent.event() <= beforeEvent && sent.event() > process.startEvent();
            if (inTime && isFor(sent, process, signal, beforeNanos)) {
                found = sent;
            }
        }
        return found;
    }

    private static boolean isFor(Signals.Sent sent, Process process, int signal, long beforeNanos) {
        if (sent.target() == Signals.UNKNOWN_TARGET) {
            boolean atOnce = beforeNanos - sent.nanos() <= AT_ONCE_NANOS;
            return atOnce
                    && (sent.signal() == 0 || sent.signal() == signal)
                    && !sent.sender().containerId().equals(process.last().containerId());
        }
        if (sent.signal() != signal) {
            return false;
        }
        boolean sameNamespace = isInContainer(sent, process);
        long pid = sameNamespace ? process.last().vpid() : process.pid();
        long group = sameNamespace ? process.last().vpgid() : process.last().pgid();
        boolean outsideSender = sent.sender().containerId().isEmpty();
        if (!sameNamespace && !outsideSender) {
            return false;
        }
        return sent.target() == pid
                || sent.target() < -1 && -sent.target() == group
                || sameNamespace && (sent.target() == 0 || sent.target() == -1);
    }

    private static boolean isInContainer(Signals.Sent sent, Process process) {
        String container = sent.sender().containerId();
        return !container.isEmpty() && container.equals(process.last().containerId());
    }

    /** Who it was, in words. */
    public static String describe(Signals.Sent sent, Process process) {
        ThreadVersion sender = sent.sender();
        if (sender.pid() == process.pid()) {
            return "itself";
        }
        // A slice of a container tells of others by numbers alone.
        String name = (sender.comm().isEmpty() ? "a process" : sender.comm()) + " (pid " + sender.pid();
        ThreadVersion parent = sent.parent() == null || sent.parent().comm().isEmpty() ? null : sent.parent();
        if (!sender.containerId().isEmpty() && isInContainer(sent, process)) {
            return name + ", inside the container)";
        }
        return name + (parent == null ? "" : ", child of " + parent.comm()) + ", outside the container)";
    }
}
