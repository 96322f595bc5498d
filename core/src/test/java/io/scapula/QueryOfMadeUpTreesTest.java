package io.scapula;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Process trees that no machine has: too high, or in a ring. Queries answer as a replay does. */
class QueryOfMadeUpTreesTest {
    private static final List<String> FILTERS = List.of(
            "proc.name = sh",
            "proc.pname exists",
            "proc.aname = sh",
            "proc.sname exists",
            "proc.ppid > 200",
            "evt.num > 3");

    @TempDir
    private Path directory;

    @Test
    void treeHigherThanAnyRealOne() throws IOException {
        Task[] tasks = new Task[600];
        for (int process = 0; process < tasks.length; process++) {
            tasks[process] =
                    Task.process(process + 1L).parent(process).command(process % 2 == 0 ? "/bin/sh" : "/bin/cat");
        }
        assertAgreement(tasks, 600, 599, 300, 2);
    }

    @Test
    void ring() throws IOException {
        assertAgreement(
                new Task[] {
                    Task.process(10).parent(12).command("/bin/sh"),
                    Task.process(11).parent(10).command("/bin/cat"),
                    Task.process(12).parent(11).command("/bin/sh")
                },
                10,
                11,
                12);
    }

    @Test
    void processThatIsItsOwnParent() throws IOException {
        assertAgreement(new Task[] {Task.process(10).parent(10).command("/bin/sh")}, 10);
    }

    /** Every step up leads over a thread that is not its process's leader: there are two ways on from each. */
    @Test
    void threadsMadeByThreads() throws IOException {
        Task[] tasks = new Task[200];
        for (int step = 0; step < tasks.length; step += 2) {
            long pid = 1000L + 10L * step;
            long maker = step == 0 ? 0 : pid - 19;
            tasks[step] = Task.process(pid).parent(maker).command("/bin/sh");
            tasks[step + 1] = Task.thread(pid + 1, pid).parent(maker).command("/bin/cat");
        }
        assertAgreement(tasks, 1000L + 10L * 198, 1000L + 10L * 198 + 1, 1000L + 10L * 100 + 1);
    }

    private void assertAgreement(Task[] tasks, long... threads) throws IOException {
        Workload workload = Workload.inShape(Workload.Shape.CURRENT).running(tasks);
        for (long thread : threads) {
            workload = workload.call(thread, "SYSCALL_FUTEX", 0L, 0L, 0L, 0L);
        }
        Path file = Files.write(directory.resolve("made-up.scap"), workload.toByteArray());
        try (Capture capture = Capture.open(file)) {
            assertThat(capture.query().count()).isEqualTo(threads.length);
            List<String> replayed = new ArrayList<>();
            capture.events().forEach(event -> replayed.add(fields(event)));
            List<String> indexed = new ArrayList<>();
            capture.query().forEach(event -> indexed.add(fields(event)));
            assertThat(indexed).isEqualTo(replayed);
            for (String filter : FILTERS) {
                assertThat(capture.query(filter).count())
                        .as(filter)
                        .isEqualTo(capture.events(filter).count());
            }
        }
    }

    private static String fields(CapturedEvent event) {
        return event.number() + " " + event.field("proc.name") + " " + event.field("proc.ppid") + " "
                + event.field("proc.aname") + " " + event.field("proc.pvpid");
    }
}
