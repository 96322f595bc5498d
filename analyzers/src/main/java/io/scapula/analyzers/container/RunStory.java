package io.scapula.analyzers.container;

import io.scapula.analyzers.container.cause.SignalSenders;
import io.scapula.analyzers.container.cause.Suspicion;
import io.scapula.analyzers.container.watch.ContainerWatch;
import io.scapula.analyzers.container.watch.Conversation;
import io.scapula.analyzers.container.watch.FailedCall;
import io.scapula.analyzers.container.watch.ProcessTrace;
import io.scapula.analyzers.container.watch.Signals;
import io.scapula.format.event.KernelNames;
import io.scapula.history.Process;
import io.scapula.history.Program;
import io.scapula.state.ExitStatus;
import io.scapula.table.Absence;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells one run as a story: what happened in it, in order, and what that may mean. */
final class RunStory {
    private static final List<Column> COLUMNS = List.of(
            new Column("time", ColumnType.TIME, "when"),
            new Column("evt.num", ColumnType.INTEGER, "number of the event"),
            new Column("proc.pid", ColumnType.INTEGER, "process id on the host"),
            new Column("proc.name", ColumnType.TEXT, "program"),
            new Column("what", ColumnType.TEXT, "kind of the line"),
            new Column("text", ColumnType.TEXT, "what happened"),
            new Column("evidence", ColumnType.EVENTS, "numbers of the events that show it"));
    private static final String[] SUMMARY = {"time", "evt.num", "proc.name", "what", "text"};
    private static final char SEPARATOR = '/';

    private record Line(long event, long nanos, @Nullable Process process, String what, String text) {}

    private final List<Line> lines = new ArrayList<>();

    private RunStory() {}

    static Table table(String name, List<Attempts> all, ContainerWatch watch, String chosen) {
        int slash = chosen.indexOf(SEPARATOR);
        String id = slash < 0 ? chosen : chosen.substring(0, slash);
        String attempt = slash < 0 ? "" : chosen.substring(slash + 1);
        Table.Builder table = Table.builder(name, COLUMNS).summary(SUMMARY).prose("text");
        for (Attempts attempts : all) {
            for (int index = 0; index < attempts.runs().size(); index++) {
                ContainerRun run = attempts.runs().get(index);
                boolean matches = run.description().fullId().startsWith(id)
                        || run.description().id().startsWith(id);
                if (matches && (attempt.isEmpty() || attempt.equals(String.valueOf(index)))) {
                    new RunStory().tell(table, run, watch);
                    return table.build();
                }
            }
        }
        return table.note("No container's id begins with " + id + ".").build();
    }

    private void tell(Table.Builder table, ContainerRun run, ContainerWatch watch) {
        Process entry = run.entry();
        long start = run.program() == null ? 0 : run.program().eventNumber();
        long end = entry != null && entry.hasEnded() ? entry.endEvent() : Long.MAX_VALUE;
        for (Process process : run.container().processes()) {
            programs(process, start, end);
            ProcessTrace trace = watch.trace(process, run.container().id());
            if (trace != null) {
                calls(process, trace, start, end);
            }
            ExitStatus status = process.exitStatus();
            if (process.hasEnded() && status != null && process.endEvent() >= start && process.endEvent() <= end) {
                String how = status.signal() == 0 ? "exited with " + status.code() : "ended by " + status.signalName();
                lines.add(new Line(process.endEvent(), process.endNanos(), process, "exit", how));
            }
        }
        if (entry != null) {
            signals(watch, entry, start);
        }
        for (LastOutput.Line line : LastOutput.of(run, watch)) {
            lines.add(new Line(line.event(), line.nanos(), null, "output", line.text()));
        }
        lines.sort(Comparator.comparingLong(Line::event));
        lines.forEach(line -> row(table, line));
        Ending ending = Ending.of(run, watch);
        for (Suspicion cause : ending.causes()) {
            table.row()
                    .set("what", "cause")
                    .set("time", Absence.NOT_APPLICABLE)
                    .set("evt.num", Absence.NOT_APPLICABLE)
                    .set("proc.pid", Absence.NOT_APPLICABLE)
                    .set("proc.name", Absence.NOT_APPLICABLE)
                    .set("text", cause.cause() + " " + cause.confidence() + ": " + cause.reason())
                    .set(
                            "evidence",
                            cause.evidence().stream()
                                    .mapToLong(Long::longValue)
                                    .filter(event -> event > 0)
                                    .sorted()
                                    .distinct()
                                    .toArray());
        }
        table.note(ending.summary());
    }

    /** Who sent signals to the entry process. */
    private void signals(ContainerWatch watch, Process entry, long start) {
        for (Signals.Sent sent : SignalSenders.all(watch, entry)) {
            if (sent.event() > start) {
                String name = KernelNames.current().signal(sent.signal());
                String text = (name == null ? "signal " + sent.signal() : name) + " by "
                        + SignalSenders.describe(sent, entry);
                lines.add(new Line(sent.event(), sent.nanos(), entry, "sent", text));
            }
        }
    }

    private void programs(Process process, long start, long end) {
        for (Program program : process.programs()) {
            if (program.eventNumber() >= start && program.eventNumber() <= end) {
                lines.add(new Line(
                        program.eventNumber(),
                        program.timeNanos(),
                        process,
                        program.eventNumber() == start ? "start" : "program",
                        program.thread().commandLine()));
            }
        }
    }

    private void calls(Process process, ProcessTrace trace, long start, long end) {
        for (FailedCall call : trace.failures()) {
            add(
                    process,
                    call.event(),
                    call.nanos(),
                    start,
                    end,
                    "failed",
                    call.call() + " " + call.target() + ": " + call.errorName());
        }
        for (ProcessTrace.Listening listening : trace.listening()) {
            add(process, listening.event(), listening.nanos(), start, end, "listen", "port " + listening.port());
        }
        ProcessTrace.Accepted accepted = trace.accepted();
        if (accepted != null) {
            add(process, accepted.event(), accepted.nanos(), start, end, "accept", "the first connection");
        }
        for (Conversation talk : trace.conversations()) {
            String state = talk.wasConnected() ? "connected" : talk.isPending() ? "no answer" : "failed";
            add(process, talk.startEvent(), talk.startNanos(), start, end, "connect", talk.peer() + ": " + state);
            if (talk.error() != 0) {
                String error = KernelNames.current().error(talk.error());
                add(
                        process,
                        talk.errorEvent(),
                        talk.errorNanos(),
                        start,
                        end,
                        "failed",
                        talk.errorCall() + " " + talk.peer() + ": "
                                + (error == null ? "error " + talk.error() : error));
            }
        }
        for (Signals.Delivered signal : trace.signals()) {
            String name = KernelNames.current().signal(signal.signal());
            add(
                    process,
                    signal.event(),
                    signal.nanos(),
                    start,
                    end,
                    "signal",
                    name == null ? "signal " + signal.signal() : name);
        }
    }

    private void add(Process process, long event, long nanos, long start, long end, String what, String text) {
        if (event >= start && event <= end) {
            lines.add(new Line(event, nanos, process, what, text));
        }
    }

    private static void row(Table.Builder table, Line line) {
        table.row()
                .set("time", line.nanos())
                .set("evt.num", line.event())
                .set("proc.pid", line.process() == null ? null : line.process().pid())
                .set(
                        "proc.name",
                        line.process() == null ? null : line.process().last().comm())
                .set("what", line.what())
                .set("text", line.text())
                .set("evidence", new long[] {line.event()});
    }
}
