package io.scapula.analyzers.terminal;

import io.scapula.history.Process;
import io.scapula.history.Program;
import io.scapula.state.ThreadVersion;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What went over one terminal while one session had it, or over a stream that a command interpreter reads. */
public final class TerminalRecording {
    /** Which side was watched. */
    enum Side {
        /** That of the programs that have it as their terminal. */
        PROGRAMS,
        /** That of whatever serves it: a terminal emulator, a server for remote logins, a container runtime. */
        SERVER,
        /** No terminal: a connection. */
        STREAM
    }

    private final Endpoint end;
    private final @Nullable Endpoint serverInput;
    private final @Nullable Endpoint serverOutput;
    private final Side side;

    TerminalRecording(Endpoint end, @Nullable Endpoint serverInput, @Nullable Endpoint serverOutput, Side side) {
        this.end = end;
        this.serverInput = serverInput;
        this.serverOutput = serverOutput;
        this.side = side;
    }

    /** {@code pts/1}, or both ends of a connection. */
    public String name() {
        return end.name;
    }

    /** Device number as {@code proc.tty} shows it, 0 if it is not known or no terminal. */
    public long device() {
        return end.device;
    }

    /** Id of the container whose terminal it is, empty for the host. */
    public String containerId() {
        return end.containerId;
    }

    /** Whether it is a terminal, and not a connection. */
    public boolean isTerminal() {
        return side != Side.STREAM;
    }

    Side side() {
        return side;
    }

    /** Number of the event with the first byte. */
    public long firstEvent() {
        return end.firstEvent();
    }

    /** Time of the first byte, nanoseconds since the epoch. */
    public long firstNanos() {
        return Math.min(first(input()), first(output()));
    }

    private static long first(List<TerminalData> data) {
        return data.isEmpty() ? Long.MAX_VALUE : data.get(0).timeNanos();
    }

    /** Time of the last byte, nanoseconds since the epoch. */
    public long lastNanos() {
        return Math.max(last(input()), last(output()));
    }

    private static long last(List<TerminalData> data) {
        return data.isEmpty() ? Long.MIN_VALUE : data.get(data.size() - 1).timeNanos();
    }

    /** Whether the process read from it, wrote to it, or had it as its controlling terminal. */
    public boolean isUsedBy(Process process) {
        return end.isUsedBy(process)
                || controls(process.first())
                || controls(process.last())
                || process.programs().stream().map(Program::thread).anyMatch(this::controls);
    }

    private boolean controls(ThreadVersion thread) {
        return end.device != TerminalDevice.NONE
                && thread.tty() == end.device
                && thread.containerId().equals(end.containerId)
                && thread.sid() == end.session;
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
        return side == Side.STREAM ? StreamLines.of(input()) : new TypedLineReader(this, showHidden).lines();
    }

    /** What was typed, in order, as the programs read it; as it was sent to them if that was not recorded. */
    public List<TerminalData> input() {
        if (side == Side.SERVER) {
            return Collections.unmodifiableList(end.written.all());
        }
        Endpoint server = serverInput;
        return Collections.unmodifiableList(
                end.read.isEmpty() && server != null ? server.written.all() : end.read.all());
    }

    /**
     * What was shown, in order: as it left the terminal if that was recorded, which has what the kernel echoed, otherwise
     * as programs wrote it.
     */
    public List<TerminalData> output() {
        if (side == Side.SERVER) {
            return Collections.unmodifiableList(end.read.all());
        }
        Endpoint server = serverOutput;
        return Collections.unmodifiableList(server == null ? end.written.all() : server.read.all());
    }

    /** What was sent to the programs, if that was recorded: some keys never reach a program, such as an interrupt. */
    List<TerminalData> sent() {
        Endpoint server = serverInput;
        return server == null ? List.of() : server.written.all();
    }

    List<ModeChange> modeChanges() {
        return end.modeChanges;
    }

    /**
     * Whether {@link #output()} has what the kernel adds: the echo of keys, and carriage returns. Where only the programs'
     * side was recorded, it has not.
     */
    public boolean hasKernelEcho() {
        return side == Side.SERVER || serverOutput != null;
    }

    @Override
    public String toString() {
        return "terminal " + name();
    }
}
