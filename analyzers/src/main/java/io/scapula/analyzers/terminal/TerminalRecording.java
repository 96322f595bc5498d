package io.scapula.analyzers.terminal;

import io.scapula.history.Process;
import java.util.List;

/** What went over one terminal while one session had it. Immutable. */
public final class TerminalRecording {
    private final String name;
    private final long device;
    private final String containerId;

    TerminalRecording(String name, long device, String containerId) {
        this.name = name;
        this.device = device;
        this.containerId = containerId;
    }

    /** {@code pts/1}, or both ends of a connection. */
    public String name() {
        return name;
    }

    /** Device number as {@code proc.tty} shows it, 0 if it is not known or no terminal. */
    public long device() {
        return device;
    }

    /** Id of the container whose terminal it is, empty for the host. */
    public String containerId() {
        return containerId;
    }

    /** Time of the first byte, nanoseconds since the epoch. */
    public long firstNanos() {
        return Process.UNKNOWN_TIME;
    }

    /** Time of the last byte, nanoseconds since the epoch. */
    public long lastNanos() {
        return Process.UNKNOWN_TIME;
    }

    /** Whether the process read from it, wrote to it, or had it as its controlling terminal. */
    public boolean isUsedBy(Process process) {
        return false;
    }

    /** The lines that were typed, in order; what was typed without echo is masked. */
    public List<TypedLine> typedLines() {
        return typedLines(false);
    }

    /**
     * The lines that were typed, in order.
     *
     * @param showHidden whether to show what was typed without echo
     */
    public List<TypedLine> typedLines(boolean showHidden) {
        return List.of();
    }

    /** What was shown, in order. */
    public List<TerminalData> output() {
        return List.of();
    }

    @Override
    public String toString() {
        return "terminal " + name;
    }
}
