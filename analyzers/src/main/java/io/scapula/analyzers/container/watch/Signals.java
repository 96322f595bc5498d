package io.scapula.analyzers.container.watch;

import io.scapula.state.ThreadVersion;
import org.jspecify.annotations.Nullable;

/** Signals as calls sent them and as the kernel delivered them. */
public final class Signals {
    /** The target of a call whose arguments the recorder does not tell. */
    public static final long UNKNOWN_TARGET = Long.MIN_VALUE;

    /**
     * A call that sent a signal.
     *
     * @param event  number of the event
     * @param nanos  its time
     * @param call   the call
     * @param sender who called
     * @param parent the process above the sender, {@code null} if not known
     * @param target the process id as the sender gave it; negative for a group; {@link #UNKNOWN_TARGET}
     * @param signal the signal's number, 0 if it was not recorded
     */
    public record Sent(
            long event,
            long nanos,
            String call,
            ThreadVersion sender,
            @Nullable ThreadVersion parent,
            long target,
            int signal) {}

    /**
     * A signal that arrived.
     *
     * @param event  number of the event
     * @param nanos  its time
     * @param signal the signal's number
     * @param sender process id of the sender as the receiver sees it, 0 if there is none or it is outside
     */
    public record Delivered(long event, long nanos, int signal, long sender) {}

    private Signals() {}
}
