package io.scapula.analyzers.container;

import io.scapula.analyzers.container.watch.ContainerWatch;
import io.scapula.analyzers.container.watch.Output;
import io.scapula.analyzers.container.watch.ProcessTrace;
import io.scapula.history.Process;
import io.scapula.history.Program;
import io.scapula.state.FdVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last lines that a run printed, verbatim. What its processes wrote to one another through pipes does not count, nor
 * what went to files, unless nothing else was printed.
 */
final class LastOutput {
    private static final int MOST_LINES = 6;

    /**
     * One line.
     *
     * @param event number of the write that ended it
     * @param nanos its time
     * @param text  the line
     */
    record Line(long event, long nanos, String text) {}

    private LastOutput() {}

    static List<Line> of(ContainerRun run, ContainerWatch watch) {
        Process entry = run.entry();
        if (entry == null) {
            return List.of();
        }
        long start = run.program() == null ? 0 : run.program().eventNumber();
        Set<Long> inodes = inodes(run.program());
        List<Line> streams = new ArrayList<>();
        List<Line> files = new ArrayList<>();
        for (Process process : run.container().processes()) {
            boolean ofRun = process.equals(entry)
                    || process.startEvent() > start
                            && (!entry.hasEnded() || process.startEvent() < entry.endEvent())
                            && isBelow(process, entry);
            ProcessTrace trace = ofRun ? watch.trace(process, run.container().id()) : null;
            for (Output output : trace == null ? List.<Output>of() : trace.outputs()) {
                if (output.event() < start) {
                    continue; // the runtime's own
                }
                if (output.destination() == Output.Destination.STREAM) {
                    if (inodes.isEmpty() || output.inode() == 0 || inodes.contains(output.inode())) {
                        addLines(output, streams);
                    }
                } else if (output.destination() == Output.Destination.FILE) {
                    addLines(output, files);
                }
            }
        }
        List<Line> lines = streams.isEmpty() ? files : streams;
        lines.sort(Comparator.comparingLong(Line::event));
        return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    }

    private static boolean isBelow(Process process, Process entry) {
        Process ancestor = process.parent();
        while (ancestor != null && !ancestor.equals(entry)) {
            ancestor = ancestor.parent();
        }
        return ancestor != null;
    }

    /** What the entry program's standard output and error are, as far as that is known. */
    private static Set<Long> inodes(@Nullable Program program) {
        Set<Long> inodes = new HashSet<>();
        if (program != null) {
            add(program.streams().output(), inodes);
            add(program.streams().error(), inodes);
        }
        return inodes;
    }

    private static void add(@Nullable FdVersion stream, Set<Long> inodes) {
        if (stream != null && stream.inode() != 0) {
            inodes.add(stream.inode());
        }
    }

    private static void addLines(Output output, List<Line> lines) {
        for (String line : output.text().split("\n")) {
            if (!line.isBlank()) {
                lines.add(new Line(output.lastEvent(), output.lastNanos(), line));
            }
        }
    }

    static @Nullable String text(List<Line> lines) {
        return lines.isEmpty()
                ? null
                : String.join("\n", lines.stream().map(Line::text).toList());
    }
}
