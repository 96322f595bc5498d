package io.scapula.analyzers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.scapula.table.Absence;
import io.scapula.table.Table;
import io.scapula.testing.Rows;
import io.scapula.testing.Workload;
import io.scapula.testing.Workload.Shape;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipelinesTest {
    private static final String PIPELINES = "pipelines";

    private static ShellStory listAndCount(Shape shape) {
        ShellStory story = ShellStory.in(shape).piped(20, 21, 77);
        story.workload()
                .exec(21, "/usr/bin/wc", "-l")
                .exec(20, "/usr/bin/ls", "-a")
                .exit(20, 2)
                .exit(21, 0);
        return story;
    }

    @ParameterizedTest
    @EnumSource(
            value = Shape.class,
            names = {"CURRENT", "PAIRS"})
    void programsThatAPipeConnectsAreOneRow(Shape shape) {
        Table pipelines = listAndCount(shape).commands(PIPELINES);

        assertThat(Rows.of(pipelines, "programs", "pipeline", "exit_codes", "exit_code"))
                .containsExactly("2 /usr/bin/ls -a | /usr/bin/wc -l 2 0 0");
        assertThat(pipelines.events(0, "evidence")).hasSize(2).isSorted();
    }

    @Test
    void theListNamesTheOtherEndAndThePipeline() {
        Table commands = listAndCount(Shape.CURRENT).commands();

        long first = commands.integer(0, "evt.num");
        assertThat(Rows.of(commands, "proc.name", "stdin", "stdout", "pipeline"))
                .containsExactly("wc pipe from ls (20) - " + first, "ls - pipe to wc (21) " + first);
    }

    @Test
    void aProgramOnItsOwnIsNoPipeline() {
        Table commands = ShellStory.start().job(20, "/bin/ls").commands();

        assertThat(commands.absence(0, "pipeline")).contains(Absence.NOT_APPLICABLE);
    }

    @Test
    void pipesWithoutAnInodeConnectNothing() {
        ShellStory story = ShellStory.start().piped(20, 21, 0);
        story.workload().exec(20, "/bin/ls").exec(21, "/bin/wc");

        assertThat(Rows.of(story.commands(PIPELINES), "pipeline")).containsExactly("/bin/ls", "/bin/wc");
    }

    @Test
    void programsOfASubshellShareAStage() {
        ShellStory story = ShellStory.start().piped(20, 21, 77);
        story.workload()
                .fork(20, 30)
                .exec(30, "/bin/date")
                .exit(30, 0)
                .fork(20, 31)
                .exec(31, "/bin/ls")
                .exit(31, 1)
                .exec(21, "/bin/wc");

        assertThat(Rows.of(story.commands(PIPELINES), "pipeline", "exit_codes"))
                .containsExactly("{ /bin/date; /bin/ls; } | /bin/wc 0 1 ?");
    }

    @Test
    void whatAProgramStartsWithItsOwnOutputIsNoPartOfItsPipeline() {
        ShellStory story = ShellStory.start().piped(20, 21, 77);
        story.workload()
                .exec(20, "/bin/make")
                .exec(21, "/bin/less")
                .fork(20, 30)
                .exec(30, "/bin/cc");

        assertThat(Rows.of(story.commands(PIPELINES), "proc.pname", "pipeline"))
                .containsExactly("bash /bin/make | /bin/less", "make /bin/cc");
    }

    @Test
    void aCircleOfPipesIsOnePipeline() {
        ShellStory story = ShellStory.start();
        story.workload().pipe(10, 3, 4, 77).pipe(10, 5, 6, 78);
        story.fork(20, 20).fork(21, 20);
        story.workload()
                .dup2(20, 3, 0)
                .dup2(20, 6, 1)
                .dup2(21, 5, 0)
                .dup2(21, 4, 1)
                .exec(20, "/bin/a")
                .exec(21, "/bin/b");

        assertThat(Rows.of(story.commands(PIPELINES), "pipeline")).containsExactly("/bin/a | /bin/b");
    }

    @Test
    void aHundredThousandProgramsOnOnePipeAreOneRow() {
        ShellStory story = ShellStory.start();
        Workload workload = story.workload().pipe(10, 3, 4, 77).dup2(10, 4, 1);
        for (int i = 0; i < 100_000; i++) {
            workload.fork(10, 100).exec(100, "/bin/date").exit(100, 0);
        }
        workload.dup2(10, 3, 0).fork(10, 100).exec(100, "/bin/wc");

        Table pipelines = assertTimeout(Duration.ofSeconds(60), () -> story.commands(PIPELINES));

        assertThat(pipelines.rowCount()).isEqualTo(1);
        assertThat(pipelines.text(0, "pipeline")).hasSizeLessThan(200).contains("99992 more");
    }
}
