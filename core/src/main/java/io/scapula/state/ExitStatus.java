package io.scapula.state;

import io.scapula.format.event.KernelNames;
import org.jspecify.annotations.Nullable;

/**
 * How a process ended.
 *
 * @param code     what it passed to exit, 0 to 255; 0 if a signal ended it
 * @param signal   number of the signal that ended it, or 0
 * @param coreDump whether the kernel wrote a core dump
 */
public record ExitStatus(int code, int signal, boolean coreDump) {
    private static final int SIGNAL_BASE = 128;

    /** Takes a status word apart as wait(2) does. */
    public static ExitStatus fromWaitStatus(long status) {
        int signal = (int) (status & 0x7F);
        return new ExitStatus(signal == 0 ? (int) (status >>> 8 & 0xFF) : 0, signal, (status & 0x80) != 0);
    }

    /** What a container runtime and a shell report: the code, or 128 and the signal's number. */
    public int reportedCode() {
        return signal == 0 ? code : SIGNAL_BASE + signal;
    }

    /** {@code SIGKILL} and the like, or {@code null} if no signal ended it. */
    public @Nullable String signalName() {
        if (signal == 0) {
            return null;
        }
        String name = KernelNames.current().signal(signal);
        return name == null ? "SIG" + signal : name;
    }
}
