package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.FdBytes;
import io.scapula.testing.Replay;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and other descriptors without addresses: {@code state-engine} 5.2 and 7.2. */
class DescriptorsTest {
    private static final int O_RDONLY = 1;
    private static final int O_DIRECTORY = 1 << 10;
    private static final int O_CLOEXEC = 1 << 12;
    private static final int AT_FDCWD = -100;
    private static final int ENOENT = -2;

    private static Workload shell() {
        return Workload.start()
                .running(
                        Task.process(1), Task.process(10).parent(1).cwd("/srv/").user(1000, 1000));
    }

    private static Workload opened(long fd, String path, int flags) {
        return shell().call(10, "SYSCALL_OPENAT_2", fd, AT_FDCWD, path, flags, 0, 0xFD01, 4711);
    }

    private static @Nullable FdVersion fd(Workload workload, long tid, long number) {
        Replay replay = workload.replay();
        return replay.state().fd(replay.thread(tid), number);
    }

    private static FdVersion known(Workload workload, long tid, long number) {
        return Objects.requireNonNull(fd(workload, tid, number), "no descriptor " + number);
    }

    @Test
    void anOpenedFileHasItsPathFlagsDeviceAndInode() {
        FdVersion fd = known(opened(3, "/etc/passwd", O_RDONLY), 10, 3);

        assertThat(fd.type()).isEqualTo(FdType.FILE_V2);
        assertThat(fd.name()).isEqualTo("/etc/passwd");
        assertThat(fd.openFlags()).isEqualTo(O_RDONLY);
        assertThat(fd.device()).isEqualTo(0xFD01);
        assertThat(fd.inode()).isEqualTo(4711);
    }

    @Test
    void anOpenedDirectoryIsOne() {
        assertThat(known(opened(3, "/etc", O_DIRECTORY), 10, 3).type()).isEqualTo(FdType.DIRECTORY);
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt, /srv/a.txt",
        "./x/../a.txt, /srv/a.txt",
        "../../../etc/./passwd, /etc/passwd",
        "/tmp//a/, /tmp/a",
        "/, /"
    })
    void aPathIsMadeAbsolute(String path, String name) {
        FdVersion fd = known(opened(3, path, O_RDONLY), 10, 3);

        assertThat(fd.name()).isEqualTo(name);
        assertThat(fd.rawName()).isEqualTo(path);
    }

    @Test
    void aPathBelowADirectoryThatIsOpenStartsThere() {
        Workload workload = opened(5, "/var/log", O_DIRECTORY)
                .call(10, "SYSCALL_OPENAT_2", 6, 5, "nginx/access.log", O_RDONLY, 0, 0, 0);

        assertThat(known(workload, 10, 6).name()).isEqualTo("/var/log/nginx/access.log");
    }

    @Test
    void aPathBelowADirectoryThatNobodyKnowsSaysSo() {
        Workload workload = shell().call(10, "SYSCALL_OPENAT_2", 6, 5, "access.log", O_RDONLY, 0, 0, 0);

        assertThat(known(workload, 10, 6).name()).isEqualTo("<UNKNOWN>access.log");
    }

    @Test
    void aPathThatIsTooLongHasAName() {
        FdVersion fd = known(opened(3, "/" + "x".repeat(1024), O_RDONLY), 10, 3);

        assertThat(fd.name()).isEqualTo("/DIR_TOO_LONG/FILENAME_TOO_LONG");
    }

    @Test
    void theEnterEventsPathCountsForAnotherThreadMayWriteOverItLater() {
        Workload workload = shell().event(io.scapula.format.testing.EventBytes.of("SYSCALL_OPENAT_2_E")
                        .thread(10)
                        .values(AT_FDCWD, "/etc/shadow", O_RDONLY, 0))
                .call(10, "SYSCALL_OPENAT_2", 3, AT_FDCWD, "/tmp/harmless", O_RDONLY, 0, 0, 0);

        assertThat(known(workload, 10, 3).name()).isEqualTo("/etc/shadow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<NA>", "(NULL)"})
    void anEnterEventWithoutAPathLeavesTheExitEventsPath(String unreadable) {
        Workload workload = shell().event(io.scapula.format.testing.EventBytes.of("SYSCALL_OPENAT_2_E")
                        .thread(10)
                        .values(AT_FDCWD, unreadable, O_RDONLY, 0))
                .call(10, "SYSCALL_OPENAT_2", 3, AT_FDCWD, "/etc/hosts", O_RDONLY, 0, 0, 0);

        assertThat(known(workload, 10, 3).name()).isEqualTo("/etc/hosts");
    }

    @Test
    void anOpenThatFailsOpensNothing() {
        Workload workload = shell().call(10, "SYSCALL_OPENAT_2", ENOENT, AT_FDCWD, "/none", O_RDONLY, 0, 0, 0);

        assertThat(workload.replay().state().openFds(workload.replay().thread(10)))
                .isZero();
    }

    @Test
    void aCloseTakesEffectBeforeTheNextEvent() {
        Workload workload = opened(3, "/etc/passwd", O_RDONLY).call(10, "SYSCALL_CLOSE", 0, 3);

        assertThat(fd(workload, 10, 3)).isNull();
        Replay atTheClose = Replay.upTo(2, workload.toByteArray());
        assertThat(atTheClose.state().fd(atTheClose.thread(10), 3)).isNotNull();
        assertThat(Objects.requireNonNull(atTheClose.state().eventFd()).name()).isEqualTo("/etc/passwd");
    }

    @Test
    void aCloseThatFailsClosesNothing() {
        assertThat(fd(opened(3, "/etc/passwd", O_RDONLY).call(10, "SYSCALL_CLOSE", -5, 3), 10, 3))
                .isNotNull();
    }

    @Test
    void aCopyHasTheSameFileAndStaysOpenOverExecve() {
        Workload workload = opened(3, "/etc/passwd", O_CLOEXEC)
                .call(10, "SYSCALL_DUP2", 7, 3, 7)
                .exec(10, "/bin/cat");

        assertThat(known(workload, 10, 7).name()).isEqualTo("/etc/passwd");
        assertThat(fd(workload, 10, 3)).isNull();
    }

    @Test
    void aCopyReplacesWhatWasThere() {
        Workload workload = opened(3, "/etc/passwd", O_RDONLY)
                .call(10, "SYSCALL_OPENAT_2", 4, AT_FDCWD, "/etc/hosts", O_RDONLY, 0, 0, 0)
                .call(10, "SYSCALL_DUP3", 4, 3, 4, 0);

        assertThat(known(workload, 10, 4).name()).isEqualTo("/etc/passwd");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "26, false"})
    void fcntlCopiesAndMayAskForCloseOnExec(int command, boolean survivesExecve) {
        Workload workload = opened(3, "/etc/passwd", O_RDONLY)
                .call(10, "SYSCALL_FCNTL", 9, 3, command, 0)
                .exec(10, "/bin/cat");

        assertThat(fd(workload, 10, 9) != null).isEqualTo(survivesExecve);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, false"})
    void fcntlSetsCloseOnExec(int flag, boolean survivesExecve) {
        Workload workload = opened(3, "/etc/passwd", O_RDONLY)
                .call(10, "SYSCALL_FCNTL", 0, 3, 3, flag)
                .exec(10, "/bin/cat");

        assertThat(fd(workload, 10, 3) != null).isEqualTo(survivesExecve);
    }

    @Test
    void fcntlWithoutARecordedArgumentClearsCloseOnExec() {
        Workload workload = opened(3, "/etc/passwd", O_CLOEXEC);
        assertThat(fd(opened(3, "/etc/passwd", O_CLOEXEC).exec(10, "/bin/cat"), 10, 3))
                .isNull();

        workload.call(10, "SYSCALL_FCNTL", 0, 3, 3).exec(10, "/bin/cat");

        assertThat(fd(workload, 10, 3)).isNotNull();
    }

    @Test
    void aPipeHasTwoEnds() {
        Workload workload = shell().call(10, "SYSCALL_PIPE2", 0, 3, 4, 99, 0);

        assertThat(known(workload, 10, 3).type()).isEqualTo(FdType.FIFO);
        assertThat(known(workload, 10, 4).inode()).isEqualTo(99);
    }

    @Test
    void aRangeIsClosed() {
        Workload workload = opened(3, "/a", O_RDONLY)
                .call(10, "SYSCALL_OPENAT_2", 5, AT_FDCWD, "/b", O_RDONLY, 0, 0, 0)
                .call(10, "SYSCALL_OPENAT_2", 5000, AT_FDCWD, "/c", O_RDONLY, 0, 0, 0)
                .call(10, "SYSCALL_CLOSE_RANGE", 0, 4, 0xFFFF_FFFFL, 0);

        assertThat(fd(workload, 10, 3)).isNotNull();
        assertThat(fd(workload, 10, 5)).isNull();
        assertThat(fd(workload, 10, 5000)).isNull();
    }

    @Test
    void aRangeIsMarkedCloseOnExec() {
        Workload workload = opened(3, "/a", O_RDONLY)
                .call(10, "SYSCALL_OPENAT_2", 5, AT_FDCWD, "/b", O_RDONLY, 0, 0, 0)
                .call(10, "SYSCALL_CLOSE_RANGE", 0, 4, 10, 4)
                .exec(10, "/bin/cat");

        assertThat(fd(workload, 10, 3)).isNotNull();
        assertThat(fd(workload, 10, 5)).isNull();
    }

    @Test
    void aMemoryFileKeepsItsNameAsGiven() {
        FdVersion fd = known(shell().call(10, "SYSCALL_MEMFD_CREATE", 3, "payload", 1), 10, 3);

        assertThat(fd.type()).isEqualTo(FdType.MEMFD);
        assertThat(fd.name()).isEqualTo("payload");
        assertThat(fd.isCloseOnExec()).isTrue();
    }

    @Test
    void aDescriptorOfAnotherProcessIsCopied() {
        Workload workload = shell().fork(1, 20)
                .call(20, "SYSCALL_OPENAT_2", 8, AT_FDCWD, "/secret", O_RDONLY, 0, 0, 0)
                .call(10, "SYSCALL_PIDFD_OPEN", 3, 20, 0)
                .call(10, "SYSCALL_PIDFD_GETFD", 4, 3, 8, 0);

        assertThat(known(workload, 10, 3).name()).isEqualTo("/proc/20");
        assertThat(known(workload, 10, 4).name()).isEqualTo("/secret");
    }

    @ParameterizedTest
    @CsvSource({
        "EVENTFD2, EVENT",
        "TIMERFD_CREATE, TIMERFD",
        "SIGNALFD4, SIGNALFD",
        "INOTIFY_INIT1, INOTIFY",
        "EPOLL_CREATE1, EVENTPOLL",
        "USERFAULTFD, USERFAULTFD",
        "IO_URING_SETUP, IO_URING"
    })
    void descriptorsWithoutAFileHaveTheirType(String call, FdType type) {
        assertThat(known(shell().call(10, "SYSCALL_" + call, 3), 10, 3).type()).isEqualTo(type);
    }

    @Test
    void aChildHasItsParentsDescriptorsUntilOneOfThemChangesThem() {
        Workload workload = opened(3, "/etc/passwd", O_RDONLY)
                .fork(10, 20)
                .call(20, "SYSCALL_CLOSE", 0, 3)
                .call(10, "SYSCALL_OPENAT_2", 4, AT_FDCWD, "/etc/hosts", O_RDONLY, 0, 0, 0);

        assertThat(fd(workload, 20, 3)).isNull();
        assertThat(fd(workload, 20, 4)).isNull();
        assertThat(fd(workload, 10, 3)).isNotNull();
        assertThat(fd(workload, 10, 4)).isNotNull();
    }

    @Test
    void threadsShareTheDescriptorsOfTheirProcess() {
        Workload workload = shell().thread(10, 11).call(11, "SYSCALL_OPENAT_2", 3, AT_FDCWD, "/a", O_RDONLY, 0, 0, 0);

        assertThat(fd(workload, 10, 3)).isNotNull();
    }

    @Test
    void theWorkingDirectoryFollowsAnOpenDirectory() {
        Workload workload = opened(3, "/var/log", O_DIRECTORY).call(10, "SYSCALL_FCHDIR", 0, 3);

        assertThat(workload.replay().thread(10).cwd()).isEqualTo("/var/log/");
    }

    @Test
    void whatWasOpenWhenTheRecordingBeganIsKnown() {
        Workload workload = shell();
        workload.capture()
                .descriptors(
                        2,
                        10,
                        FdBytes.file(0, O_RDONLY, "/dev/pts/0", 7),
                        FdBytes.named(1, 7, "pipe:[5]"),
                        FdBytes.file(4, O_CLOEXEC, "/var/lib/x"));
        workload.exec(10, "/bin/true");

        assertThat(known(workload, 10, 0).device()).isEqualTo(7);
        assertThat(known(workload, 10, 1).name()).isEqualTo("pipe:[5]");
        assertThat(known(workload, 10, 1).isFromProc()).isTrue();
        assertThat(fd(workload, 10, 4)).isNull();
    }

    @Test
    void theNameOfADescriptorChangesWithTheEventThatOpensIt() {
        Workload workload = opened(3, "/a", O_RDONLY).call(10, "SYSCALL_READ", 5, null, 3, 100);

        assertThat(Replay.upTo(1, workload.toByteArray()).state().eventChangedFdName())
                .isTrue();
        assertThat(Replay.upTo(2, workload.toByteArray()).state().eventChangedFdName())
                .isFalse();
    }

    @Test
    void aVersionThatWasHandedOutNeverChanges() {
        Workload workload = opened(3, "/a", O_RDONLY).call(10, "SYSCALL_FCNTL", 0, 3, 3, 1);
        Replay before = Replay.upTo(1, workload.toByteArray());
        FdVersion version = Objects.requireNonNull(before.state().eventFd());

        assertThat(version.isCloseOnExec()).isFalse();
        assertThat(version.row()).isZero();
        assertThat(known(workload, 10, 3).isCloseOnExec()).isTrue();
    }

    @Test
    void moreDescriptorsThanTheLimitAreNotKept() {
        Workload workload = shell();
        for (int fd = 0; fd < 500; fd++) {
            workload.call(10, "SYSCALL_OPENAT_2", 4096 + fd, AT_FDCWD, "/a", O_RDONLY, 0, 0, 0);
        }

        Replay replay = Replay.of(workload.toByteArray(), new StateLimits(100, 100, 300, 100, 100));

        assertThat(replay.state().openFds(replay.thread(10))).isEqualTo(100);
        assertThat(replay.state().limitReached()).isTrue();
    }

    @Test
    void theRoomOfProcessesThatEndedIsUsedAgain() {
        Workload workload = opened(3, "/a", O_RDONLY);
        for (int child = 100; child < 600; child++) {
            workload.fork(10, child)
                    .call(child, "SYSCALL_OPENAT_2", 20, AT_FDCWD, "/b", O_RDONLY, 0, 0, 0)
                    .exit(child, 0);
        }

        Replay replay = Replay.of(workload.toByteArray(), new StateLimits(100, 10_000, 100, 100, 100));

        assertThat(replay.state().limitReached()).isFalse();
    }
}
