package io.scapula.analyzers.container;

import io.scapula.CapturedEvent;
import io.scapula.analysis.Analysis;
import io.scapula.analyzers.container.watch.ContainerWatch;
import io.scapula.history.CaptureHistory;
import io.scapula.history.ContainerHistory;
import io.scapula.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Watches containers while a capture is read, then tells of their runs. */
final class PodsAnalysis implements Analysis {
    private final String name;
    private final boolean withSandboxes;
    private final String chosenId;
    private final ContainerWatch watch = new ContainerWatch();

    PodsAnalysis(String name, boolean withSandboxes, String chosenId) {
        this.name = name;
        this.withSandboxes = withSandboxes;
        this.chosenId = chosenId;
    }

    @Override
    public Set<String> eventTypes() {
        return ContainerWatch.eventTypes();
    }

    @Override
    public void event(CapturedEvent event) {
        watch.event(event);
    }

    @Override
    public Table answer(CaptureHistory history) {
        List<ContainerRun> runs = new ArrayList<>();
        int sandboxes = 0;
        boolean described = false;
        for (ContainerHistory container : history.containers()) {
            for (ContainerRun run : ContainerRuns.of(container)) {
                sandboxes += run.isSandbox() ? 1 : 0;
                described |= container.description().described();
                if (withSandboxes || !run.isSandbox()) {
                    runs.add(run);
                }
            }
        }
        List<Attempts> all = Attempts.group(runs);
        if (!chosenId.isEmpty()) {
            return RunStory.table(name, all, watch, chosenId);
        }
        Table.Builder table =
                Table.builder(name, Pods.COLUMNS).summary(Pods.summaryColumns()).prose("summary");
        for (Attempts attempts : all) {
            for (int attempt = 0; attempt < attempts.runs().size(); attempt++) {
                RunRow.fill(table.row(), attempts, attempt, watch);
            }
        }
        note(table, all, described, sandboxes);
        return table.build();
    }

    private void note(Table.Builder table, List<Attempts> all, boolean described, int sandboxes) {
        if (!all.isEmpty() && !described) {
            table.note("The capture holds no container metadata, so names and images are missing: containers, pods and"
                    + " restarts are told by cgroups and entry commands.");
        }
        for (Attempts attempts : all) {
            if (CrashLoop.is(attempts)) {
                ContainerRun run = attempts.runs().get(0);
                String container = run.pod().containerName();
                table.note((container.isEmpty() ? "A container (" + run.commandLine() + ")" : container)
                        + " is in a crash loop: it ended " + attempts.runs().size()
                        + " times with an error, and waited longer before each new start.");
            }
        }
        if (sandboxes > 0 && !withSandboxes) {
            table.note(sandboxes + " pod " + (sandboxes == 1 ? "sandbox is" : "sandboxes are")
                    + " left out; --sandboxes lists " + (sandboxes == 1 ? "it" : "them") + " as well.");
        }
        if (watch.forgot()) {
            table.note("Of containers with very many processes, the details of the oldest are not looked at.");
        }
    }
}
