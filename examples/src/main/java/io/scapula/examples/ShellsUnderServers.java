package io.scapula.examples;

import io.scapula.CapturedEvent;
import io.scapula.analysis.Analysis;
import io.scapula.analysis.AnalysisContext;
import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Option;
import io.scapula.analysis.Requirements;
import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.history.Program;
import io.scapula.state.ThreadVersion;
import io.scapula.table.Absence;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An analyzer of one's own: lists shells that run below a process which serves network connections, often the first sign of
 * a web shell. In a jar with its name in {@code META-INF/services}, the library and the command find it:
 *
 * <pre>
 * SCAPULA_ANALYZERS=examples/target/scapula-examples-0.1.0-SNAPSHOT.jar ./scapula shells-under-servers CAPTURE
 * </pre>
 */
public final class ShellsUnderServers implements Analyzer {
    private static final Option<String> SHELLS = Option.text(
            "shells", "names of programs that count as shells, separated by commas; default: the usual ones");

    private static final Set<String> USUAL_SHELLS = Set.of("sh", "bash", "dash", "ash", "ksh", "zsh", "busybox");

    private static final List<Column> COLUMNS = List.of(
            new Column("time", ColumnType.TIME, "when the shell started"),
            new Column("server", ColumnType.TEXT, "name of the process that accepted a connection"),
            new Column("server.pid", ColumnType.INTEGER, "its process id"),
            new Column("container.id", ColumnType.TEXT, "container of the shell"),
            new Column("proc.cmdline", ColumnType.TEXT, "the shell's command line"),
            new Column(
                    "evidence", ColumnType.EVENTS, "the connection that was accepted first, and the shell's execve"));

    /** A process that served, and the event that shows it. */
    private record Server(String name, long event) {}

    @Override
    public String id() {
        return "shells-under-servers";
    }

    @Override
    public String description() {
        return "shells that run below a process which accepted network connections";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(SHELLS);
    }

    @Override
    public Requirements requirements() {
        return Requirements.anyEventOf("accept", "accept4");
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public Analysis begin(AnalysisContext context) {
        String chosen = context.option(SHELLS);
        return new Search(chosen.isEmpty() ? USUAL_SHELLS : Set.of(chosen.split(",")));
    }

    /** One capture's search: learns the servers from events, finds the shells in the history. */
    private static final class Search implements Analysis {
        private final Set<String> shells;
        private final Map<Long, Server> servers = new HashMap<>();

        Search(Set<String> shells) {
            this.shells = shells;
        }

        @Override
        public Set<String> eventTypes() {
            return Set.of("accept", "accept4");
        }

        @Override
        public void event(CapturedEvent event) {
            ThreadVersion thread = event.context().thread();
            if (thread != null && event.context().result() >= 0 && event.field("fd.l4proto") != null) {
                servers.putIfAbsent(thread.pid(), new Server(thread.comm(), event.number()));
            }
        }

        @Override
        public Table answer(CaptureHistory history) {
            Table.Builder table = Table.builder("shells-under-servers", COLUMNS);
            for (Program program : history.programs()) {
                Process server = shells.contains(program.thread().comm()) ? serverAbove(program) : null;
                Server found = server == null ? null : servers.get(server.pid());
                if (server != null && found != null) {
                    table.row()
                            .set("time", program.timeNanos())
                            .set("server", found.name())
                            .set("server.pid", server.pid())
                            .set("container.id", containerOf(program))
                            .set("proc.cmdline", program.thread().commandLine())
                            .set("evidence", new long[] {found.event(), program.eventNumber()});
                }
            }
            return table.build();
        }

        private @Nullable Process serverAbove(Program program) {
            Process above = program.process().parent();
            while (above != null && !isServing(above, program)) {
                above = above.parent();
            }
            return above;
        }

        private static Object containerOf(Program program) {
            String id = program.thread().containerId();
            return id.isEmpty() ? Absence.NOT_APPLICABLE : id;
        }

        private boolean isServing(Process process, Program program) {
            Server server = servers.get(process.pid());
            return server != null && server.event() < program.eventNumber();
        }
    }
}
