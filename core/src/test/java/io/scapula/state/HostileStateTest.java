package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.testing.NamedEvent;
import io.scapula.testing.Replay;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.math.BigInteger;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Captures that nobody recorded: they may be nonsense, but must not take long or claim more than their limits. */
@Timeout(30)
class HostileStateTest {
    private static final int MANY = 100_000;
    private static final long SUBREAPER = 36;

    private static Task[] tasks(int count, java.util.function.LongFunction<Task> task) {
        return LongStream.rangeClosed(1, count).mapToObj(task).toArray(Task[]::new);
    }

    private static EventBytes exitOf(long tid) {
        return EventBytes.of("PROCEXIT_1_E").thread(tid).values(0, 0, 0, 0, -1);
    }

    @Test
    void childrenOfOneParentExitOneAfterTheOther() {
        Workload workload =
                Workload.start().running(tasks(MANY, tid -> Task.process(tid).parent(1)));
        for (long tid = 2; tid <= MANY; tid++) {
            workload.event(exitOf(tid));
        }

        assertThat(workload.replay().state().threadCount()).isEqualTo(1);
    }

    @Test
    void threadsOfOneProcessExitOneAfterTheOther() {
        Workload workload = Workload.start()
                .running(tasks(
                        MANY,
                        tid -> tid == 1 ? Task.process(1) : Task.thread(tid, 1).parent(0)));
        for (long tid = 1; tid <= MANY; tid++) {
            workload.event(exitOf(tid));
        }

        assertThat(workload.replay().state().threadCount()).isZero();
    }

    @Test
    void threadsThatAllHaveAChildExitOneAfterTheOther() {
        int threads = MANY / 2;
        Workload workload = Workload.start().running(tasks(MANY, tid -> {
            if (tid == 1) {
                return Task.process(1);
            }
            return tid <= threads ? Task.thread(tid, 1) : Task.process(tid).parent(tid - threads);
        }));
        // The leader first, so that the others have to be looked for.
        for (long tid = 1; tid <= threads; tid++) {
            workload.event(exitOf(tid));
        }

        assertThat(workload.replay().state().threadCount()).isEqualTo(threads);
    }

    @Test
    void aChainOfAncestorsWithoutAReaperIsClimbedInVain() {
        // Every second process leaves an orphan, and looks for a reaper that is nowhere.
        Workload workload = Workload.start()
                .running(tasks(MANY, tid -> Task.process(tid + 10).parent(tid + 9)));
        for (long tid = MANY; tid > 11; tid -= 2) {
            workload.event(exitOf(tid));
        }

        assertThat(workload.replay().state().threadCount()).isGreaterThan(MANY / 3);
    }

    @Test
    void treesWithLoopsEnd() {
        Workload workload = Workload.start()
                .running(tasks(MANY, tid -> Task.process(tid + 10).parent(10 + (tid % MANY) + 1)));
        for (long tid = 11; tid < MANY; tid += 2) {
            workload.event(exitOf(tid));
        }

        assertThat(workload.replay().state().threadCount()).isPositive();
    }

    @Test
    void twoThatAreEachOthersParentExit() {
        Replay replay = Workload.start()
                .running(Task.process(10).parent(11), Task.process(11).parent(10))
                .exit(10, 0)
                .exit(11, 0)
                .replay();

        assertThat(replay.state().threadCount()).isZero();
    }

    @Test
    void aThreadThatReapsItselfExits() {
        Replay replay = Workload.start()
                .running(Task.process(10), Task.process(11).parent(10))
                .exitReapedBy(10, 10)
                .replay();

        assertThat(replay.thread(11).ptid()).isZero();
    }

    @Test
    void orphansThatAreHandedUpAGreatManyTimesAreLetGo() {
        int reapers = MANY / 2;
        Workload workload = Workload.start().running(tasks(MANY, tid -> {
            long parent = tid <= reapers ? tid - 1 : reapers;
            return Task.process(tid + 10).parent(parent + 10);
        }));
        for (long tid = 1; tid <= reapers; tid++) {
            workload.event(EventBytes.of("SYSCALL_PRCTL_X").thread(tid + 10).values(0, SUBREAPER, "", 1));
        }
        for (long tid = reapers; tid > 1; tid--) {
            workload.event(exitOf(tid + 10));
        }

        Replay replay = Replay.of(workload.toByteArray(), new StateLimits(1 << 18, 1 << 19, 100, 100, 100));

        assertThat(replay.state().limitReached()).isTrue();
    }

    @Test
    void threadIdsThatCollideUnderAMultiplicativeHashDoNot() {
        // Multiplied with the golden ratio, these give the small numbers: all the same in their upper halves.
        long inverse = new BigInteger("9E3779B97F4A7C15", 16)
                .modInverse(BigInteger.ONE.shiftLeft(Long.SIZE))
                .longValue();
        CaptureBytes capture = Workload.start().capture();
        for (long thread = 1; thread <= MANY; thread++) {
            capture.event(
                    EventBytes.of("SYSCALL_CLOSE_E").thread(thread * inverse).values(3));
        }

        assertThat(Replay.of(capture.toByteArray()).state().threadCount()).isPositive();
    }

    @Test
    void aCloneOfItselfIsItself() {
        Workload workload = Workload.start().running(Task.process(10));
        Map<String, Object> values = Map.of("res", 10L, "pid", 10L, "ptid", 10L, "comm", "x");
        workload.event(NamedEvent.of("SYSCALL_CLONE_20_X", values).thread(10)).exit(10, 0);

        assertThat(workload.replay().state().threadCount()).isZero();
    }

    @Test
    void idsThatNoKernelHasAreTaken() {
        Workload workload = Workload.start();
        for (long tid : new long[] {0, Long.MAX_VALUE, Long.MIN_VALUE, -2}) {
            Map<String, Object> values = Map.of("res", 0L, "pid", tid, "ptid", tid, "comm", "x", "flags", -1L);
            workload.event(NamedEvent.of("SYSCALL_CLONE_20_X", values).thread(tid));
            workload.event(NamedEvent.of("SYSCALL_EXECVE_19_X", Map.of("res", 0L, "pid", -5L, "ptid", tid))
                    .thread(tid));
            workload.event(exitOf(tid));
        }

        assertThat(workload.replay().state().threadCount()).isLessThanOrEqualTo(4);
    }

    @Test
    void threadsBeyondTheLimitAreLeftOut() {
        byte[] capture =
                Workload.start().running(tasks(20, Task::process)).fork(1, 50).toByteArray();

        Replay replay = Replay.of(capture, new StateLimits(10, 100, 100, 100, 100));

        assertThat(replay.state().threadCount()).isEqualTo(10);
        assertThat(replay.state().limitReached()).isTrue();
    }

    @Test
    void everyVersionIsNumberedHoweverManyThereAre() {
        Workload workload = Workload.start().running(Task.process(1));
        for (int uid = 1; uid <= 50; uid++) {
            workload.exec(1, "/bin/true");
        }

        Replay replay = Replay.of(workload.toByteArray(), new StateLimits(10, 20, 100, 100, 100));

        assertThat(replay.thread(1).row())
                .isEqualTo(replay.state().threadVersionCount() - 1)
                .isGreaterThan(20);
        assertThat(replay.state().limitReached()).isFalse();
    }

    @Test
    void aGreatManyClonesWithOneIdAreOneThread() {
        CaptureBytes capture = Workload.start().running(Task.process(1)).capture();
        Map<String, Object> values = Map.of("res", 0L, "pid", 7L, "ptid", 1L, "comm", "x");
        for (long second = 0; second < MANY; second++) {
            capture.event(NamedEvent.of("SYSCALL_CLONE_20_X", values).thread(7).at(second * 3_000_000_000L + 1));
        }

        assertThat(Replay.of(capture.toByteArray()).state().threadCount()).isEqualTo(2);
    }
}
