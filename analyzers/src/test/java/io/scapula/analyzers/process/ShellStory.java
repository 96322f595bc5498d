package io.scapula.analyzers.process;

import io.scapula.format.testing.UserBytes;
import io.scapula.table.Table;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import io.scapula.testing.Workload.Shape;
import java.util.Map;
import java.util.TreeMap;

/** A shell on a terminal, process 10, and what it runs. */
final class ShellStory {
    static final long TERMINAL = 34816;

    private final Workload workload;

    private ShellStory(Workload workload) {
        this.workload = workload;
    }

    static ShellStory in(Shape shape) {
        return new ShellStory(Workload.inShape(shape)
                .users(UserBytes.user(1000, 1000, "alice", "/home/alice", "/bin/bash"))
                .running(
                        Task.process(1).command("/sbin/init"),
                        Task.process(10)
                                .parent(1)
                                .command("/bin/bash")
                                .cwd("/srv/")
                                .tty(TERMINAL)
                                .group(10)
                                .user(1000, 1000)));
    }

    static ShellStory start() {
        return in(Shape.CURRENT);
    }

    Workload workload() {
        return workload;
    }

    /** The shell forks a process of a process group. */
    ShellStory fork(long pid, long group) {
        workload.fork(10, pid);
        workload.task(pid).group(group);
        return this;
    }

    /** The shell forks a job of its own that runs a program. */
    ShellStory job(long pid, String path, String... arguments) {
        fork(pid, pid);
        workload.exec(pid, path, arguments);
        return this;
    }

    /** Two programs with a pipe between them, as shells start them: the reader may be the first to run. */
    ShellStory piped(long writer, long reader, long inode) {
        workload.pipe(10, 3, 4, inode);
        fork(writer, writer);
        fork(reader, writer);
        workload.close(10, 3).close(10, 4);
        workload.dup2(reader, 3, 0).dup2(writer, 4, 1);
        return this;
    }

    Table commands(String... switches) {
        Map<String, String> options = new TreeMap<>();
        for (String name : switches) {
            options.put(name, "true");
        }
        return workload.answer(new Commands(), options);
    }
}
