package io.scapula.analyzers.process;

import io.scapula.history.Program;
import io.scapula.state.FdType;
import io.scapula.state.FdVersion;
import io.scapula.state.StandardStreams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What programs read from and write to, in words. Of a pipe, it names the programs at the other end. */
final class Streams {
    /** So many programs at the other end of a pipe are named. */
    private static final int MOST_NAMED = 3;

    private final Map<Long, List<Program>> readers = new HashMap<>();
    private final Map<Long, List<Program>> writers = new HashMap<>();

    Streams(List<Program> programs) {
        for (Program program : programs) {
            StandardStreams streams = program.streams();
            add(readers, streams.input(), program);
            add(writers, streams.output(), program);
            if (Pipelines.pipeInode(streams.error()) != Pipelines.pipeInode(streams.output())) {
                add(writers, streams.error(), program);
            }
        }
    }

    private static void add(Map<Long, List<Program>> ends, @Nullable FdVersion fd, Program program) {
        long inode = Pipelines.pipeInode(fd);
        if (inode != 0) {
            ends.computeIfAbsent(inode, key -> new ArrayList<>(1)).add(program);
        }
    }

    /** What the program's standard input is; {@code null} if it is closed or not known. */
    @Nullable
    String input(Program program) {
        return text(program.streams().input(), program, readers, writers, "pipe from ");
    }

    /** What the program's standard output is; {@code null} if it is closed or not known. */
    @Nullable
    String output(Program program) {
        return text(program.streams().output(), program, writers, readers, "pipe to ");
    }

    /** What the program's standard error is; {@code null} if it is closed or not known. */
    @Nullable
    String error(Program program) {
        return text(program.streams().error(), program, writers, readers, "pipe to ");
    }

    private static @Nullable String text(
            @Nullable FdVersion fd,
            Program program,
            Map<Long, List<Program>> thisEnd,
            Map<Long, List<Program>> otherEnd,
            String direction) {
        if (fd == null) {
            return null;
        }
        if (fd.type() != FdType.FIFO) {
            return fd.name().isEmpty() ? fd.type().label() : fd.name();
        }
        List<Program> peers = otherEnd.getOrDefault(fd.inode(), List.of());
        List<String> names = new ArrayList<>();
        for (Program peer : peers) {
            if (names.size() == MOST_NAMED) {
                names.add("…");
                break;
            }
            if (!peer.process().equals(program.process())) {
                names.add(peer.thread().comm() + " (" + peer.thread().pid() + ")");
            }
        }
        if (!names.isEmpty() && thisEnd.containsKey(fd.inode())) {
            return direction + String.join(", ", names);
        }
        return fd.inode() == 0 ? "pipe" : "pipe:[" + fd.inode() + "]";
    }
}
