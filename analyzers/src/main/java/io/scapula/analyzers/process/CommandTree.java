package io.scapula.analyzers.process;

import io.scapula.history.Process;
import io.scapula.history.Program;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.RowBuilder;
import io.scapula.table.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Below each program, what it started. Programs above those that were chosen are shown as well, as context; also those that
 * ran when the recording began, which have no event.
 */
final class CommandTree implements CommandView {
    private static final List<Column> COLUMNS = Stream.concat(
                    CommandRows.COLUMNS.stream(),
                    Stream.of(
                            new Column("depth", ColumnType.INTEGER, "how many programs stand above it"),
                            new Column("context", ColumnType.BOOLEAN, "whether it only shows what stands above others"),
                            new Column("tree", ColumnType.TEXT, "the command line, below that of what started it")))
            .toList();

    private static final String[] SUMMARY = {"time", "user.name", "proc.pid", "exit_code", "duration_ns", "tree"};

    /** What is deeper down is drawn as if it were not. */
    private static final int DEEPEST_DRAWN = 48;

    private static final Comparator<Origin> IN_ORDER = Comparator.comparingLong(Origin::eventNumber)
            .thenComparingLong(origin -> origin.process().startEvent())
            .thenComparingLong(origin -> origin.process().pid());

    private record Node(Origin origin, int depth, String prefix, String branch) {}

    @Override
    public Table show(ProgramContext programs) {
        Map<Origin, List<Origin>> children = new HashMap<>();
        Set<Origin> attached = new HashSet<>();
        List<Origin> roots = new ArrayList<>();
        for (Program program : programs.programs()) {
            if (programs.isChosen(program)) {
                attach(new Origin(program.process(), program), programs.origins(), children, attached, roots);
            }
        }
        CommandRows rows = new CommandRows(programs);
        Table.Builder table = Table.builder("commands", COLUMNS).summary(SUMMARY);
        Deque<Node> open = new ArrayDeque<>();
        push(open, roots, null);
        while (!open.isEmpty()) {
            Node node = open.pop();
            fill(table.row(), node, rows, programs);
            push(open, children.getOrDefault(node.origin(), new ArrayList<>(0)), node);
        }
        return table.build();
    }

    /** Hangs a program below what started it, and that below what started that. */
    private static void attach(
            Origin leaf,
            Origins origins,
            Map<Origin, List<Origin>> children,
            Set<Origin> attached,
            List<Origin> roots) {
        Origin origin = leaf;
        while (attached.add(origin)) {
            Origin above = origins.of(origin);
            if (above == null) {
                roots.add(origin);
                return;
            }
            children.computeIfAbsent(above, key -> new ArrayList<>(1)).add(origin);
            origin = above;
        }
    }

    private static void push(Deque<Node> open, List<Origin> siblings, @Nullable Node above) {
        siblings.sort(IN_ORDER);
        for (int i = siblings.size() - 1; i >= 0; i--) {
            boolean isLast = i == siblings.size() - 1;
            if (above == null) {
                open.push(new Node(siblings.get(i), 0, "", ""));
            } else {
                boolean isDrawn = above.depth() > 0 && above.depth() < DEEPEST_DRAWN;
                String prefix =
                        isDrawn ? above.prefix() + (above.branch().equals("└─ ") ? "   " : "│  ") : above.prefix();
                open.push(new Node(siblings.get(i), above.depth() + 1, prefix, isLast ? "└─ " : "├─ "));
            }
        }
    }

    private static void fill(RowBuilder row, Node node, CommandRows rows, ProgramContext programs) {
        Origin origin = node.origin();
        Program program = origin.program();
        Process process = origin.process();
        if (program == null) {
            rows.fill(row, process);
        } else {
            rows.fill(row, program);
        }
        row.set("depth", node.depth())
                .set("context", program == null || !programs.isChosen(program))
                .set("tree", node.prefix() + node.branch() + origin.thread().commandLine());
    }
}
