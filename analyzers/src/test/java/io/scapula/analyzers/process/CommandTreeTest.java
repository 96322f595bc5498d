package io.scapula.analyzers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.table.Table;
import io.scapula.testing.Rows;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandTreeTest {
    private static final String TREE = "tree";

    private static ShellStory build() {
        ShellStory story = ShellStory.start().job(20, "/usr/bin/make", "all");
        story.workload()
                .fork(20, 30)
                .exec(30, "/bin/cc", "a.c")
                .exit(30, 0)
                .fork(20, 31)
                .exec(31, "/bin/cc", "b.c")
                .exit(31, 1)
                .exit(20, 2);
        return story.job(21, "/bin/ls");
    }

    @Test
    void belowEachProgramStandsWhatItStarted() {
        Table tree = build().commands(TREE);

        assertThat(Rows.of(tree, "tree"))
                .containsExactly("init", "└─ bash", "   ├─ make all", "   │  ├─ cc a.c", "   │  └─ cc b.c", "   └─ ls");
        assertThat(Rows.of(tree, "depth", "context", "proc.name"))
                .containsExactly(
                        "0 true init", "1 true bash", "2 false make", "3 false cc", "3 false cc", "2 false ls");
    }

    @Test
    void aRowNamesTheEventOfWhatStartedIt() {
        Table tree = build().commands(TREE);

        assertThat(tree.isAbsent(2, "started_by")).isTrue();
        assertThat(tree.integer(3, "started_by")).isEqualTo(tree.integer(2, "evt.num"));
        assertThat(tree.text(3, "parents")).isEqualTo("make < bash < init");
    }

    @Test
    void aSubshellIsTheShellThatItWasForkedFrom() {
        ShellStory story = ShellStory.start().fork(20, 20);
        story.workload().fork(20, 30).exec(30, "/bin/ls");

        assertThat(Rows.of(story.commands(TREE), "tree")).containsExactly("init", "└─ bash", "   └─ ls");
    }

    @Test
    void aProgramThatGaveWayToAnotherStartedIt() {
        ShellStory story = ShellStory.start().job(20, "/usr/bin/env", "ls");
        story.workload().exec(20, "/bin/ls");

        assertThat(Rows.of(story.commands(TREE), "tree"))
                .containsExactly("init", "└─ bash", "   └─ env ls", "      └─ ls");
    }

    @Test
    void aFilterKeepsWhatStandsAboveItsMatches() {
        Table tree =
                build().workload().answer(new Commands(), Map.of(TREE, "true", "filter", "proc.args contains b.c"));

        assertThat(Rows.of(tree, "context", "tree"))
                .containsExactly("true init", "true └─ bash", "true    └─ make all", "false       └─ cc b.c");
    }

    @Test
    void parentsInACircleAreShownOnce() {
        Workload workload = Workload.start()
                .running(
                        Task.process(10).parent(11).command("/bin/a"),
                        Task.process(11).parent(10).command("/bin/b"))
                .exec(10, "/bin/ls")
                .exec(11, "/bin/cat");

        assertThat(Rows.of(workload.answer(new Commands(), Map.of(TREE, "true")), "proc.name"))
                .contains("ls", "cat")
                .doesNotHaveDuplicates();
    }

    @Test
    void aVeryDeepTreeIsDrawnOnlySoFar() {
        ShellStory story = ShellStory.start();
        long parent = 10;
        for (long pid = 100; pid < 20_100; pid++) {
            story.workload().fork(parent, pid).exec(pid, "/bin/sh");
            parent = pid;
        }

        Table tree = story.commands(TREE);

        assertThat(tree.integer(tree.rowCount() - 1, "depth")).isEqualTo(20_001);
        assertThat(tree.text(tree.rowCount() - 1, "tree")).hasSizeLessThan(200);
    }

    @Test
    void oneViewAtATime() {
        assertThatThrownBy(() -> ShellStory.start().commands(TREE, "pipelines"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exclude each other");
    }
}
