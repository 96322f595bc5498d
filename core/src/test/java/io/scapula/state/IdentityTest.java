package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.EventBytes;
import io.scapula.testing.Replay;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who a thread is and where it works: {@code state-engine} 5.1. */
class IdentityTest {
    private static final long EPERM = -1;

    private static Workload shell() {
        return Workload.start()
                .running(
                        Task.process(1), Task.process(10).parent(1).cwd("/srv/").user(1000, 1000));
    }

    private static ThreadVersion after(String constant, Object... values) {
        return shell().call(10, constant, values).replay().thread(10);
    }

    @ParameterizedTest
    @CsvSource({"SETUID, 33", "SETGID, 33"})
    void theIdIsSet(String call, long id) {
        ThreadVersion thread = after("SYSCALL_" + call, 0, id);

        assertThat(call.equals("SETUID") ? thread.uid() : thread.gid()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"SETRESUID", "SETREUID"})
    void theEffectiveUserCounts(String call) {
        ThreadVersion thread =
                call.equals("SETREUID") ? after("SYSCALL_SETREUID", 0, 1, 2) : after("SYSCALL_SETRESUID", 0, 1, 2, 3);

        assertThat(thread.uid()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"SETRESGID", "SETREGID"})
    void theEffectiveGroupCounts(String call) {
        ThreadVersion thread =
                call.equals("SETREGID") ? after("SYSCALL_SETREGID", 0, 1, 2) : after("SYSCALL_SETRESGID", 0, 1, 2, 3);

        assertThat(thread.gid()).isEqualTo(2);
    }

    @Test
    void anIdOfMinusOneLeavesTheOldOne() {
        assertThat(after("SYSCALL_SETRESUID", 0, 5, 0xFFFF_FFFFL, 5).uid()).isEqualTo(1000);
    }

    @Test
    void anIdThatWasNotRecordedLeavesTheOldOne() {
        assertThat(after("SYSCALL_SETUID", 0, null).uid()).isEqualTo(1000);
    }

    @Test
    void aFailedCallChangesNothing() {
        assertThat(after("SYSCALL_SETUID", EPERM, 0).uid()).isEqualTo(1000);
        assertThat(after("SYSCALL_CHDIR", EPERM, "/root").cwd()).isEqualTo("/srv/");
        assertThat(after("SYSCALL_SETSID", EPERM).sid()).isEqualTo(1);
    }

    @Test
    void theOldEnterEventHoldsTheId() {
        Workload workload = shell().event(
                        EventBytes.of("SYSCALL_SETUID_E").thread(10).values(33))
                .event(EventBytes.of("SYSCALL_SETUID_X").thread(10).values(0));

        assertThat(workload.replay().thread(10).uid()).isEqualTo(33);
    }

    @Test
    void aSessionIsOfTheThreadThatAskedForIt() {
        assertThat(after("SYSCALL_SETSID", 10).sid()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "/var/log, /var/log/",
        "app, /srv/app/",
        "../etc/./x, /etc/x/",
        "../../.., /",
        "/, /",
    })
    void aDirectoryIsTakenFromTheOneBefore(String path, String expected) {
        assertThat(after("SYSCALL_CHDIR", 0, path).cwd()).isEqualTo(expected);
    }

    @Test
    void theKernelsAnswerIsTheDirectory() {
        assertThat(after("SYSCALL_GETCWD", 5, "/opt").cwd()).isEqualTo("/opt/");
    }

    @Test
    void anAnswerThatWasNotRecordedLeavesTheDirectory() {
        assertThat(after("SYSCALL_GETCWD", 5, null).cwd()).isEqualTo("/srv/");
    }

    @Test
    void aDirectoryThatCannotBeToldIsUnknownUntilTheNextAbsoluteOne() {
        Replay replay = shell().call(10, "SYSCALL_FCHDIR", 0, 3)
                .call(10, "SYSCALL_CHDIR", 0, "sub")
                .replay();
        Replay later = shell().call(10, "SYSCALL_FCHDIR", 0, 3)
                .call(10, "SYSCALL_CHDIR", 0, "/tmp")
                .replay();

        assertThat(replay.thread(10).cwd()).isEmpty();
        assertThat(later.thread(10).cwd()).isEqualTo("/tmp/");
    }

    @Test
    void threadsShareTheirLeadersDirectory() {
        Replay replay =
                shell().thread(10, 11).call(11, "SYSCALL_CHDIR", 0, "sub").replay();

        assertThat(replay.thread(10).cwd()).isEqualTo("/srv/sub/");
    }

    @Test
    void aChildWorksWhereItsParentDid() {
        Replay replay = shell().call(10, "SYSCALL_CHDIR", 0, "sub")
                .fork(10, 20)
                .call(10, "SYSCALL_CHDIR", 0, "/")
                .replay();

        assertThat(replay.thread(20).cwd()).isEqualTo("/srv/sub/");
        assertThat(replay.thread(10).cwd()).isEqualTo("/");
    }

    @Test
    void aRootIsTakenFromTheDirectory() {
        assertThat(after("SYSCALL_CHROOT", 0, "jail").root()).isEqualTo("/srv/jail");
    }

    @Test
    void capabilitiesAreSet() {
        ThreadVersion thread = after("SYSCALL_CAPSET", 0, 1, 3, 7);

        assertThat(thread.capInheritable()).isEqualTo(1);
        assertThat(thread.capPermitted()).isEqualTo(3);
        assertThat(thread.capEffective()).isEqualTo(7);
    }

    @Test
    void anEventBeforeAChangeKeepsItsVersion() {
        byte[] capture = shell().call(10, "SYSCALL_SETUID", 0, 33).toByteArray();
        Replay replay = Replay.upTo(0, capture);

        ThreadVersion before = replay.thread(10);

        assertThat(before.uid()).isEqualTo(1000);
        assertThat(Replay.of(capture).thread(10).uid()).isEqualTo(33);
    }
}
