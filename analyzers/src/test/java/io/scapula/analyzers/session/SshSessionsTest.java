package io.scapula.analyzers.session;

import static io.scapula.analyzers.session.MachineStory.ALICE;
import static io.scapula.analyzers.session.MachineStory.INIT;
import static io.scapula.analyzers.session.MachineStory.PTS_0;
import static io.scapula.analyzers.session.MachineStory.PTS_1;
import static io.scapula.analyzers.session.MachineStory.SSHD;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.testing.Rows;
import io.scapula.testing.Task;
import io.scapula.testing.Workload.Shape;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logins through an SSH server, as {@code sessions} tells them. */
class SshSessionsTest {
    private static final String BAD_LOGINS = "/var/log/btmp";

    @ParameterizedTest
    @EnumSource(
            value = Shape.class,
            names = {"CURRENT", "PAIRS"})
    void aLoginIsToldWithUserTerminalAndPeer(Shape shape) {
        MachineStory story = MachineStory.inShape(shape)
                .accepts(SSHD, "192.0.2.7", 50111)
                .login(100, 101, PTS_0)
                .runs(101, 102, "/usr/bin/id");
        story.workload().exit(101, 0).exit(100, 0);

        assertThat(story.rows(
                        "session", "kind", "user.name", "user.loginname", "terminal", "remote", "open", "commands"))
                .containsExactly("1 ssh 1001 1001 pts/0 192.0.2.7:50111 false 2");
    }

    @Test
    void eachConnectionHasItsOwnPeer() {
        MachineStory story = MachineStory.start()
                .accepts(SSHD, "192.0.2.7", 1111)
                .login(100, 101, PTS_0)
                .accepts(SSHD, "192.0.2.8", 2222)
                .login(200, 201, PTS_1);

        assertThat(story.rows("remote", "terminal", "open"))
                .containsExactly("192.0.2.7:1111 pts/0 true", "192.0.2.8:2222 pts/1 true");
    }

    @Test
    void whatTheServerRunsBeforeTheLoginIsNotTheUsers() {
        MachineStory story = MachineStory.start().accepts(SSHD, "192.0.2.7", 1111);
        story.workload()
                .fork(SSHD, 100)
                .fork(100, 101)
                .exec(101, "/bin/sh", "-c", "run-parts /etc/update-motd.d")
                .exit(101, 0);

        assertThat(story.rows("kind")).isEmpty();
    }

    @Test
    void aPasswordThatWasRefusedIsToldAndSoIsAConnectionOnWhichAllWere() {
        MachineStory story = MachineStory.start().accepts(SSHD, "192.0.2.7", 1111);
        story.workload()
                .fork(SSHD, 100)
                .call(100, "SYSCALL_OPENAT_2", 5, -100L, BAD_LOGINS, 0xAL, 0L, 0x4L, 77L)
                .call(100, "SYSCALL_OPENAT_2", 6, -100L, BAD_LOGINS, 0xAL, 0L, 0x4L, 77L)
                .exit(100, 255);
        story.accepts(SSHD, "192.0.2.7", 2222).login(200, 201, PTS_0);

        assertThat(story.rows("kind", "user.name", "remote", "authentication"))
                .containsExactly("ssh_failed - 192.0.2.7:1111 2 failed", "ssh 1001 192.0.2.7:2222 accepted");
    }

    @Test
    void aConnectionThatOnlyAsksWhetherSomebodyListensIsNone() {
        MachineStory story = MachineStory.start().accepts(SSHD, "192.0.2.7", 1111);
        story.workload().fork(SSHD, 100).exit(100, 255);

        assertThat(story.rows("kind")).isEmpty();
    }

    @Test
    void aSessionFromBeforeTheCaptureComesFirstAndHasNoStart() {
        MachineStory story = MachineStory.start(
                        Task.process(100).parent(SSHD).command("/usr/sbin/sshd").session(100),
                        Task.process(101)
                                .parent(100)
                                .command("/usr/sbin/sshd")
                                .session(100)
                                .user(ALICE, ALICE),
                        Task.process(102)
                                .parent(101)
                                .command("/bin/bash")
                                .session(102)
                                .tty(PTS_0)
                                .user(ALICE, ALICE)
                                .env("SSH_CONNECTION=192.0.2.9 4000 10.0.0.1 22"))
                .accepts(SSHD, "192.0.2.7", 1111)
                .login(200, 201, PTS_1)
                .runs(102, 300, "/bin/ls");

        assertThat(story.rows("session", "kind", "remote", "start", "open", "commands"))
                .hasSize(2)
                .first()
                .isEqualTo("1 ssh 192.0.2.9:4000 - true 1");
    }

    @Test
    void aProcessIdThatIsUsedAgainDoesNotDrawTheNextProcessIn() {
        MachineStory story =
                MachineStory.start().accepts(SSHD, "192.0.2.7", 1111).login(100, 101, PTS_0);
        story.workload().exit(101, 0).exit(100, 0);
        story.workload().fork(INIT, 101).exec(101, "/usr/bin/daemon");

        assertThat(story.rows("kind", "commands")).containsExactly("ssh 1");
    }

    @Test
    void programsWhoseForkIsMissingBelongToTheirParentsSession() {
        MachineStory story =
                MachineStory.start().accepts(SSHD, "192.0.2.7", 1111).login(100, 101, PTS_0);
        story.workload()
                .known(Task.process(102).parent(101).session(101).tty(PTS_0).user(ALICE, ALICE))
                .exec(102, "/usr/bin/id");

        assertThat(story.rows("kind", "commands")).containsExactly("ssh 2");
    }

    @Test
    void thousandsOfSessionsAreToldOneByOne() {
        MachineStory story = MachineStory.start();
        for (int login = 0; login < 3000; login++) {
            long connection = 1000L + 2L * login;
            story.accepts(SSHD, "192.0.2.7", 1000 + login).login(connection, connection + 1, PTS_0);
            story.workload().exit(connection + 1, 0).exit(connection, 0);
        }

        List<String> rows = story.rows("session", "remote");

        assertThat(rows)
                .containsExactlyElementsOf(LongStream.range(0, 3000)
                        .mapToObj(login -> (login + 1) + " 192.0.2.7:" + (1000 + login))
                        .toList());
    }

    @Test
    void sudoIsASessionInTheSessionAndToldInItsStory() {
        MachineStory story =
                MachineStory.start().accepts(SSHD, "192.0.2.7", 1111).login(100, 101, PTS_0);
        story.workload().fork(101, 102);
        story.workload().task(102).user(0, ALICE);
        story.workload().exec(102, "/usr/bin/sudo", "id").fork(102, 103).exec(103, "/usr/bin/id");
        story.workload().exit(103, 0).exit(102, 0);

        assertThat(story.rows("session", "kind", "user.name", "user.loginname", "parent", "commands"))
                .containsExactly("1 ssh 1001 1001 - 2", "2 sudo root 1001 1 1");
        assertThat(Rows.of(story.story(1), "session", "what", "text"))
                .contains(
                        "1 program /usr/bin/sudo id",
                        "1 user now root, before 1001: sudo",
                        "2 session session 2: sudo as root at pts/0: /usr/bin/id",
                        "2 program /usr/bin/id");
    }

    @Test
    void aServiceThatUsesSudoWithoutAnybodyIsNoSession() {
        MachineStory story = MachineStory.start();
        story.workload()
                .fork(INIT, 100)
                .exec(100, "/usr/bin/sudo", "id")
                .fork(100, 101)
                .exec(101, "/usr/bin/id");

        assertThat(story.rows("kind")).isEmpty();
    }
}
