package io.scapula.analyzers.process;

import io.scapula.analyzers.session.Session;
import io.scapula.analyzers.terminal.TerminalRecording;
import io.scapula.analyzers.terminal.TypedLine;
import io.scapula.history.Process;
import io.scapula.history.Program;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the interactive shells and their lines.
 *
 * <p>A shell that controls jobs puts each pipeline into a process group of its own and so tells what it was asked for apart
 * from what its startup files and command substitutions run. Without job control everything that the shell of an
 * interactive session starts is taken for a line. Other programs, such as {@code sudo}, also put what they start into a group
 * of its own, but once; so a program of an unknown name takes two jobs to be a shell.
 *
 * <p>Where lines were seen being typed into a shell, these are its lines, and its pipelines are what came of them; such a shell
 * counts even if none of them started a program, or if the recorder told no process groups.
 */
final class ShellLines {
    private ShellLines() {}

    /** The lines of all shells, each shell's in the order in which they were begun. */
    static List<Line> of(ProgramContext programs) {
        Map<Origin, List<Line>> jobs = new LinkedHashMap<>();
        Map<Origin, List<Line>> withoutJobControl = new LinkedHashMap<>();
        Map<Origin, List<Line>> others = new HashMap<>();
        for (Pipeline pipeline : programs.pipelines().all()) {
            Program first = pipeline.earliest();
            Origin origin = programs.origins().of(first);
            if (origin == null || origin.process().equals(first.process())) {
                continue;
            }
            Session session = programs.sessions().of(first);
            Line line = new Line(session, origin, null, List.of(pipeline));
            if (isJob(first)) {
                jobs.computeIfAbsent(origin, key -> new ArrayList<>()).add(line);
            } else if (leads(session, origin)) {
                withoutJobControl
                        .computeIfAbsent(origin, key -> new ArrayList<>())
                        .add(line);
            } else {
                others.computeIfAbsent(origin, key -> new ArrayList<>()).add(line);
            }
        }
        jobs.values().removeIf(lines -> !isShell(lines));
        Map<Origin, List<TypedLine>> typed = typedLines(programs);
        typed.keySet().removeIf(shell -> !jobs.containsKey(shell) && !Interpreter.isShell(shell.thread()));
        List<Line> all = new ArrayList<>();
        jobs.forEach((shell, lines) ->
                all.addAll(typed(lines.get(0).session(), shell, lines, typed.getOrDefault(shell, List.of()))));
        typed.forEach((shell, lines) -> {
            if (!jobs.containsKey(shell)) {
                // Whatever it started before it was asked for anything, its startup files did.
                List<Line> ran = withoutJobControl.getOrDefault(shell, others.getOrDefault(shell, List.of())).stream()
                        .filter(line -> line.eventNumber() > lines.get(0).eventNumber())
                        .toList();
                all.addAll(typed(programs.sessions().of(shell.process()), shell, ran, lines));
            }
        });
        withoutJobControl.forEach((shell, lines) -> {
            if (!jobs.containsKey(shell) && !typed.containsKey(shell)) {
                all.addAll(lines);
            }
        });
        return all;
    }

    /** Whether it was moved to another process group on its terminal, in the same session, between clone and execve. */
    private static boolean isJob(Program program) {
        ThreadVersion cloned = program.process().first();
        ThreadVersion started = program.thread();
        return started.tty() > 0
                && started.pgid() > 0
                && cloned.pgid() > 0
                && started.pgid() != cloned.pgid()
                && started.sid() == cloned.sid();
    }

    private static boolean isShell(List<Line> lines) {
        Line first = lines.get(0);
        return lines.size() > 1
                || leads(first.session(), first.origin())
                || Interpreter.isShell(first.origin().thread());
    }

    private static boolean leads(@Nullable Session session, Origin origin) {
        return session != null && session.isInteractive() && origin.process().equals(session.leader());
    }

    /** The lines that were typed into each program, in order. */
    private static Map<Origin, List<TypedLine>> typedLines(ProgramContext programs) {
        Map<Origin, List<TypedLine>> typed = new LinkedHashMap<>();
        for (TerminalRecording terminal : programs.terminals()) {
            for (TypedLine line : terminal.typedLines()) {
                Process process = programs.history().processAt(line.pid(), line.eventNumber());
                if (process != null
                        && line.kind() == TypedLine.Kind.LINE
                        && !line.text().isBlank()) {
                    typed.computeIfAbsent(programs.origins().at(process, line.eventNumber()), key -> new ArrayList<>())
                            .add(line);
                }
            }
        }
        typed.values().forEach(lines -> lines.sort(Comparator.comparingLong(TypedLine::eventNumber)));
        return typed;
    }

    /** Gives each typed line the pipelines that started after it and before the next. */
    static List<Line> typed(@Nullable Session session, Origin shell, List<Line> lines, List<TypedLine> typedLines) {
        if (typedLines.isEmpty()) {
            return lines;
        }
        List<Line> merged = new ArrayList<>();
        int next = 0;
        while (next < lines.size()
                && lines.get(next).eventNumber() < typedLines.get(0).eventNumber()) {
            merged.add(lines.get(next++));
        }
        for (int i = 0; i < typedLines.size(); i++) {
            long end = i + 1 < typedLines.size() ? typedLines.get(i + 1).eventNumber() : Long.MAX_VALUE;
            List<Line> ran = new ArrayList<>();
            while (next < lines.size() && lines.get(next).eventNumber() < end) {
                ran.add(lines.get(next++));
            }
            if (typedLines.get(i).masked()) {
                // Nobody knows what it says; what it ran, if anything, is better.
                merged.addAll(ran);
            } else {
                List<Pipeline> pipelines =
                        ran.stream().flatMap(line -> line.pipelines().stream()).toList();
                merged.add(new Line(session, shell, typedLines.get(i), pipelines));
            }
        }
        return merged;
    }

    /**
     * A line of a shell's history.
     *
     * @param session   the session of the shell, {@code null} for none
     * @param origin    the shell
     * @param typed     the line as it was typed, {@code null} if that was not seen
     * @param pipelines what came of it, in order; one at least unless it was typed
     */
    record Line(
            @Nullable Session session,
            Origin origin,
            @Nullable TypedLine typed,
            List<Pipeline> pipelines) {
        Line {
            pipelines = List.copyOf(pipelines);
        }

        /** The event that it is known by: its first execve, or the one that ended the typing. */
        long eventNumber() {
            return typed == null ? pipelines.get(0).earliest().eventNumber() : typed.eventNumber();
        }

        long timeNanos() {
            return typed == null ? pipelines.get(0).earliest().timeNanos() : typed.timeNanos();
        }

        /** The line as it was typed; else the programs, as they would be typed. */
        String text() {
            return typed == null ? ShellLine.of(pipelines.get(0), origin) : typed.text();
        }
    }
}
