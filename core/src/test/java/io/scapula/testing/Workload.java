package io.scapula.testing;

import io.scapula.Capture;
import io.scapula.CaptureOptions;
import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Outcome;
import io.scapula.format.block.BlockType;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.UserBytes;
import io.scapula.history.CaptureHistory;
import io.scapula.table.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A story of processes, written as a recorder would have written it. It keeps what the kernel knows of each thread, so
 * that an event tells of its thread what a recorded one tells. Every event comes a millisecond after the one before.
 *
 * <pre>{@code
 * byte[] capture = Workload.inShape(Shape.CURRENT)
 *         .running(Task.process(1).command("/sbin/init"))
 *         .fork(1, 100)
 *         .exec(100, "/bin/sh", "-c", "exit 3")
 *         .exit(100, 3)
 *         .toByteArray();
 * }</pre>
 */
public final class Workload {
    /** Time of the first event. */
    public static final long START_NANOS = 1_700_000_000_000_000_000L;

    public static final long MILLISECOND = 1_000_000L;

    private static final long CLONE_THREAD_FLAGS = 1 << 13 | 1;
    private static final long CLONE_VFORK_FLAG = 1 << 27;

    /** Which recorder wrote the capture. */
    public enum Shape {
        /** Only exit events, complete in themselves. */
        CURRENT("CLONE_20", 21, "EXECVE_19", 31, "PROCEXIT_1", 5),
        /** Pairs of enter and exit events; the enter event of execve holds the path. */
        PAIRS("CLONE_20", 20, "EXECVE_19", 27, "PROCEXIT_1", 4),
        /** Pairs of the first recorders: event codes long superseded, no cgroups, no ids of pid namespaces. */
        OLDEST("CLONE_11", 11, "EXECVE_8", 8, "PROCEXIT", 0);

        private final String clone;
        private final int cloneParameters;
        private final String execve;
        private final int execveParameters;
        private final String exit;
        private final int exitParameters;

        Shape(String clone, int cloneParameters, String execve, int execveParameters, String exit, int exitParameters) {
            this.clone = clone;
            this.cloneParameters = cloneParameters;
            this.execve = execve;
            this.execveParameters = execveParameters;
            this.exit = exit;
            this.exitParameters = exitParameters;
        }
    }

    private final Shape shape;
    private final CaptureBytes capture;
    private final Map<Long, Task> tasks = new HashMap<>();
    private long nanos = START_NANOS - MILLISECOND;

    private Workload(Shape shape, ByteOrder order) {
        this.shape = shape;
        this.capture = CaptureBytes.section(order).machine("node", 2);
    }

    /** As current recorders write it. */
    public static Workload start() {
        return inShape(Shape.CURRENT);
    }

    public static Workload inShape(Shape shape) {
        return new Workload(shape, ByteOrder.LITTLE_ENDIAN);
    }

    public static Workload inShape(Shape shape, ByteOrder order) {
        return new Workload(shape, order);
    }

    /** The process list: threads that ran when the recording began. */
    public Workload running(Task... listed) {
        capture.block(BlockType.PROCESS_LIST_V9.code(), body -> List.of(listed).forEach(task -> task.writeTo(body)));
        return known(listed);
    }

    /** Threads that exist, but that no process list tells of. */
    public Workload known(Task... unlisted) {
        for (Task task : unlisted) {
            tasks.put(task.tid, task);
        }
        return this;
    }

    /** Another section: another recording, which knows nothing of the first. */
    public Workload nextSection() {
        capture.nextSection(ByteOrder.LITTLE_ENDIAN);
        tasks.clear();
        return this;
    }

    public Workload users(UserBytes... users) {
        capture.users(2, users);
        return this;
    }

    /** Time passes. */
    public Workload pause(long milliseconds) {
        nanos += milliseconds * MILLISECOND;
        return this;
    }

    /** What the kernel knows of a thread from here on, such as its cgroups; nothing is recorded. */
    public Task task(long tid) {
        return Objects.requireNonNull(tasks.get(tid), "no thread " + tid);
    }

    /** A process is cloned; the child returns from it first. */
    public Workload fork(long parent, long child) {
        return forkSeenFromChild(parent, child).forkSeenFromParent(parent, child);
    }

    /** The child returns from clone; nothing is recorded of the parent. */
    public Workload forkSeenFromChild(long parent, long child) {
        Task task = childOf(parent, child);
        task.parent(parent);
        return event(shape.clone + "_X", shape.cloneParameters, task, task.parameters(0));
    }

    /** The parent returns from clone; nothing is recorded of the child. */
    public Workload forkSeenFromParent(long parent, long child) {
        childOf(parent, child).parent(parent);
        enter(shape.clone, parent, Map.of());
        return event(
                shape.clone + "_X",
                shape.cloneParameters,
                task(parent),
                task(parent).parameters(child));
    }

    /** A parent in a pid namespace returns from clone: it is told the child's id in there. */
    public Workload cloneReturns(long parent, long childInside) {
        enter(shape.clone, parent, Map.of());
        return event(
                shape.clone + "_X",
                shape.cloneParameters,
                task(parent),
                task(parent).parameters(childInside));
    }

    /** A thread is cloned; both sides are seen, the new thread's first. */
    public Workload thread(long leader, long tid) {
        return threadSeenFromChild(leader, tid).threadSeenFromParent(leader, tid);
    }

    public Workload threadSeenFromChild(long creator, long tid) {
        Task task = threadOf(creator, tid);
        task.flags = CLONE_THREAD_FLAGS;
        return event(shape.clone + "_X", shape.cloneParameters, task, task.parameters(0));
    }

    public Workload threadSeenFromParent(long creator, long tid) {
        threadOf(creator, tid);
        enter(shape.clone, creator, Map.of());
        Map<String, Object> values = task(creator).parameters(tid);
        values.put("flags", CLONE_THREAD_FLAGS);
        return event(shape.clone + "_X", shape.cloneParameters, task(creator), values);
    }

    /** The child runs; its parent returns from vfork once {@link #vforkReturns} says so. */
    public Workload vfork(long parent, long child) {
        Task task = childOf(parent, child);
        task.parent(parent);
        task.flags = CLONE_VFORK_FLAG;
        enter("VFORK_20", parent, Map.of());
        return event("VFORK_20_X", shape.cloneParameters, task, task.parameters(0));
    }

    public Workload vforkReturns(long parent, long child) {
        Map<String, Object> values = task(parent).parameters(child);
        values.put("flags", CLONE_VFORK_FLAG);
        return event("VFORK_20_X", shape.cloneParameters, task(parent), values);
    }

    /** A program is executed; the other threads of the process must have been ended before. */
    public Workload exec(long tid, String path, String... arguments) {
        enter(shape.execve, tid, Map.of("filename", path));
        Task task = task(tid).command(path, arguments);
        Map<String, Object> values = execParameters(task, 0);
        values.put("filename", path);
        return event(shape.execve + "_X", shape.execveParameters, task, values);
    }

    /**
     * A script is executed: the kernel runs its interpreter in its name.
     *
     * @param arguments the interpreter's, with the script's path among them
     */
    public Workload execScript(long tid, String script, String interpreter, String... arguments) {
        enter(shape.execve, tid, Map.of("filename", script));
        Task task = task(tid).command(script).exepath(interpreter).exe(interpreter, arguments);
        Map<String, Object> values = execParameters(task, 0);
        values.put("filename", script);
        return event(shape.execve + "_X", shape.execveParameters, task, values);
    }

    public Workload failedExec(long tid, String path, int error) {
        enter(shape.execve, tid, Map.of("filename", path));
        Map<String, Object> values = execParameters(task(tid), -error);
        values.put("filename", path);
        return event(shape.execve + "_X", shape.execveParameters, task(tid), values);
    }

    private static Map<String, Object> execParameters(Task task, long result) {
        Map<String, Object> values = task.parameters(result);
        values.put("env", task.env);
        values.put("tty", task.tty);
        values.put("vpgid", task.pgid);
        values.put("pgid", task.pgid);
        values.put("loginuid", task.loginUid);
        values.put("trusted_exepath", task.exepath);
        values.put("flags", 0L);
        return values;
    }

    /** The thread exits with a code. */
    public Workload exit(long tid, int code) {
        return ends(tid, code << 8, -1);
    }

    /** A signal ends the thread. */
    public Workload killed(long tid, int signal) {
        return ends(tid, signal, -1);
    }

    /** The thread exits and its children get the new parent that the kernel chose. */
    public Workload exitReapedBy(long tid, long reaper) {
        return ends(tid, 0, reaper);
    }

    private Workload ends(long tid, long status, long reaper) {
        Map<String, Object> values = Map.of("status", status, "ret", 0L, "sig", 0L, "core", 0L, "reaper_tid", reaper);
        event(shape.exit + "_E", shape.exitParameters, task(tid), values);
        tasks.remove(tid);
        return this;
    }

    /** A system call of the thread that is the same in every shape, with the parameters of its exit. */
    public Workload call(long tid, String constant, Object... values) {
        return event(EventBytes.of(constant + "_X").thread(tid).values(values));
    }

    /** A pipe is made. */
    public Workload pipe(long tid, int readEnd, int writeEnd, long inode) {
        return call(tid, "SYSCALL_PIPE2", 0, readEnd, writeEnd, inode, 0);
    }

    /** A descriptor is copied over another one. */
    public Workload dup2(long tid, int from, int to) {
        return call(tid, "SYSCALL_DUP2", to, from, to);
    }

    public Workload close(long tid, int fd) {
        return call(tid, "SYSCALL_CLOSE", 0, fd);
    }

    /** The recorder describes a container. */
    public Workload container(String json) {
        return event(EventBytes.of("CONTAINER_JSON_2_E").thread(-1).values(json));
    }

    /** Any event, at the next time. */
    public Workload event(EventBytes event) {
        nanos += MILLISECOND;
        capture.event(event.at(nanos));
        return this;
    }

    private Workload event(String constant, int parameters, Task task, Map<String, ?> values) {
        String prefix = constant.startsWith("PROCEXIT") ? "" : "SYSCALL_";
        return event(NamedEvent.of(prefix + constant, parameters, values).thread(task.tid));
    }

    private void enter(String call, long tid, Map<String, ?> values) {
        if (shape != Shape.CURRENT) {
            event(call + "_E", Integer.MAX_VALUE, task(tid), values);
        }
    }

    private Task childOf(long parent, long child) {
        return tasks.computeIfAbsent(child, tid -> task(parent).cloned(tid));
    }

    private Task threadOf(long creator, long tid) {
        Task from = task(creator);
        Task task = tasks.computeIfAbsent(tid, id -> from.cloned(id).parent(from.ptid));
        task.pid = from.pid;
        task.vpid = from.vpid;
        return task;
    }

    /** For whatever the methods here don't offer. */
    public CaptureBytes capture() {
        return capture;
    }

    public byte[] toByteArray() {
        return capture.toByteArray();
    }

    /** Follows the story to its end. */
    public Replay replay() {
        return Replay.of(toByteArray());
    }

    /** The story as a capture to ask questions about; it holds nothing that needs closing. */
    public Capture open() {
        return open(CaptureOptions.DEFAULT);
    }

    public Capture open(CaptureOptions options) {
        try {
            return Capture.open(new ByteArrayInputStream(toByteArray()), "test.scap", options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a replay of the story finds. */
    public CaptureHistory history() {
        try {
            return open().history();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an analyzer makes of the story. */
    public Outcome ask(Analyzer analyzer, Map<String, String> options) {
        try (Capture capture = open()) {
            return capture.analyze(analyzer, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table that an analyzer answers with. */
    public Table answer(Analyzer analyzer, Map<String, String> options) {
        return ((Outcome.Answered) ask(analyzer, options)).table();
    }
}
