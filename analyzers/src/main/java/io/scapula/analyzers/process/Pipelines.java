package io.scapula.analyzers.process;

import io.scapula.history.Program;
import io.scapula.state.FdType;
import io.scapula.state.FdVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sorts programs into {@link Pipeline pipelines}: what the same program started, one writing to a pipe that the next reads
 * from. Pipes are told apart by their inodes; one whose inode was not recorded connects nothing.
 */
final class Pipelines {
    /** A pipe between programs that the same one started. */
    private record Pipe(@Nullable Origin origin, long inode) {}

    private final List<Pipeline> all = new ArrayList<>();
    private final Map<Program, Pipeline> byProgram = new HashMap<>();

    Pipelines(List<Program> programs, Origins origins) {
        Map<Program, Origin> starters = new HashMap<>();
        Map<Pipe, List<Program>> writers = new HashMap<>();
        Map<Pipe, List<Program>> readers = new HashMap<>();
        for (Program program : programs) {
            Origin origin = origins.of(program);
            if (origin != null) {
                starters.put(program, origin);
            }
            index(program, origin, program.streams().output(), writers);
            index(program, origin, program.streams().input(), readers);
        }
        Set<Program> seen = new HashSet<>();
        for (Program program : programs) {
            if (seen.add(program)) {
                List<Program> connected = connected(program, starters.get(program), writers, readers, seen);
                Pipeline pipeline = new Pipeline(stages(connected, starters.get(program), writers));
                all.add(pipeline);
                connected.forEach(member -> byProgram.put(member, pipeline));
            }
        }
        all.sort(Comparator.comparingLong(pipeline -> pipeline.earliest().eventNumber()));
    }

    /** All of them, in the order in which they started. */
    List<Pipeline> all() {
        return all;
    }

    /** The pipeline that a program is part of. */
    Pipeline of(Program program) {
        Pipeline found = byProgram.get(program);
        return found == null ? new Pipeline(List.of(List.of(program))) : found;
    }

    /** The inode of a pipe, 0 for whatever is none. */
    static long pipeInode(@Nullable FdVersion fd) {
        return fd != null && fd.type() == FdType.FIFO ? fd.inode() : 0;
    }

    private static void index(
            Program program, @Nullable Origin origin, @Nullable FdVersion fd, Map<Pipe, List<Program>> ends) {
        long inode = pipeInode(fd);
        if (inode != 0) {
            ends.computeIfAbsent(new Pipe(origin, inode), key -> new ArrayList<>())
                    .add(program);
        }
    }

    /** A program and all that pipes connect it with, by event number. */
    private static List<Program> connected(
            Program first,
            @Nullable Origin origin,
            Map<Pipe, List<Program>> writers,
            Map<Pipe, List<Program>> readers,
            Set<Program> seen) {
        List<Program> found = new ArrayList<>();
        Set<Long> followed = new HashSet<>();
        Deque<Program> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            Program program = open.remove();
            found.add(program);
            long output = pipeInode(program.streams().output());
            long input = pipeInode(program.streams().input());
            for (long inode : new long[] {output, input}) {
                Pipe pipe = new Pipe(origin, inode);
                boolean connects = inode != 0 && writers.containsKey(pipe) && readers.containsKey(pipe);
                if (connects && followed.add(inode)) {
                    for (Map<Pipe, List<Program>> ends : List.of(writers, readers)) {
                        ends.getOrDefault(pipe, List.of()).stream()
                                .filter(seen::add)
                                .forEach(open::add);
                    }
                }
            }
        }
        found.sort(Comparator.comparingLong(Program::eventNumber));
        return found;
    }

    /** Follows the data. Programs in a circle come in the order in which they started. */
    private static List<List<Program>> stages(
            List<Program> programs, @Nullable Origin origin, Map<Pipe, List<Program>> writers) {
        if (programs.size() == 1) {
            return List.of(programs);
        }
        Map<List<Long>, List<Program>> byPipes = new LinkedHashMap<>();
        for (Program program : programs) {
            List<Long> pipes = List.of(
                    pipeInode(program.streams().input()),
                    pipeInode(program.streams().output()));
            byPipes.computeIfAbsent(pipes, key -> new ArrayList<>()).add(program);
        }
        List<List<Program>> ordered = new ArrayList<>();
        Map<Long, List<List<Long>>> readersOf = new LinkedHashMap<>();
        Deque<List<Long>> ready = new ArrayDeque<>();
        for (List<Long> pipes : byPipes.keySet()) {
            readersOf.computeIfAbsent(pipes.get(0), key -> new ArrayList<>()).add(pipes);
            boolean isFed = pipes.get(0) != 0 && writers.containsKey(new Pipe(origin, pipes.get(0)));
            if (!isFed) {
                ready.add(pipes);
            }
        }
        Set<List<Long>> placed = new HashSet<>();
        Iterator<List<Long>> inOrder = byPipes.keySet().iterator();
        while (!ready.isEmpty() || inOrder.hasNext()) {
            List<Long> pipes = ready.isEmpty() ? inOrder.next() : ready.remove();
            if (placed.add(pipes)) {
                ordered.add(byPipes.getOrDefault(pipes, List.of()));
                if (pipes.get(1) != 0) {
                    ready.addAll(readersOf.getOrDefault(pipes.get(1), List.of()));
                }
            }
        }
        return ordered;
    }
}
