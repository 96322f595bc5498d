package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.testing.Replay;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import io.scapula.testing.Workload.Shape;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same story in the shape of every age gives the same state. */
class ShapesTest {
    private static final String CGROUP =
            "/kubepods/besteffort/pod0a1b2c3d-0000-1111-2222-333344445555/" + "cd".repeat(32);

    private static Replay story(Shape shape, ByteOrder order) {
        return Workload.inShape(shape, order)
                .running(
                        Task.process(1).command("/sbin/init"),
                        Task.process(10)
                                .parent(1)
                                .command("/bin/bash")
                                .session(10)
                                .cwd("/srv/")
                                .user(1000, 1000),
                        Task.process(50).parent(1).command("/pause").inContainer(CGROUP, 1))
                .fork(10, 20)
                .exec(20, "/usr/bin/make", "-j2", "all")
                .thread(20, 21)
                .fork(20, 30)
                .failedExec(30, "/usr/local/bin/cc", 2)
                .exec(30, "/usr/bin/cc", "-c", "x.c")
                .call(10, "SYSCALL_CHDIR", 0, "sub")
                .fork(10, 40)
                .exit(21, 0)
                .exit(20, 2)
                .fork(10, 60)
                .exit(60, 0)
                .replay();
    }

    /** What the shapes of all ages tell: no pid namespaces, no cgroups of new processes, no paths of executables. */
    private static List<Object> told(Replay replay) {
        List<Object> told = new ArrayList<>();
        for (long tid : List.of(1L, 10L, 30L, 40L, 50L)) {
            ThreadVersion thread = replay.thread(tid);
            told.add(
                    List.of(tid, thread.pid(), thread.ptid(), thread.exe(), thread.args(), thread.cwd(), thread.sid()));
            told.add(List.of(thread.uid(), thread.loginUid(), thread.containerId()));
        }
        told.add(replay.state().threadCount());
        return told;
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void everyShapeGivesTheSameThreads(Shape shape) {
        assertThat(told(story(shape, ByteOrder.LITTLE_ENDIAN)))
                .isEqualTo(told(story(Shape.CURRENT, ByteOrder.LITTLE_ENDIAN)));
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void theByteOrderMakesNoDifference(Shape shape) {
        assertThat(told(story(shape, ByteOrder.BIG_ENDIAN))).isEqualTo(told(story(shape, ByteOrder.LITTLE_ENDIAN)));
    }

    @Test
    void pairsAndExitsTellTheSameStory() {
        assertThat(story(Shape.PAIRS, ByteOrder.LITTLE_ENDIAN).told())
                .isEqualTo(story(Shape.CURRENT, ByteOrder.LITTLE_ENDIAN).told());
    }

    @Test
    void pairsAndExitsGiveTheSameVersions() {
        Replay pairs = story(Shape.PAIRS, ByteOrder.LITTLE_ENDIAN);
        Replay exits = story(Shape.CURRENT, ByteOrder.LITTLE_ENDIAN);

        assertThat(pairs.versions())
                .usingRecursiveComparison()
                // The enter events take time as well; PAIRS holds no pgid and gid of an execve.
                .ignoringFields("cloneNanos", "lastExecNanos", "pgid", "gid")
                .isEqualTo(exits.versions());
    }
}
