package io.scapula.testing;

import io.scapula.format.testing.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A thread as the kernel knows it. A new one is a process of root's on the host that leads itself. */
public final class Task {
    static final long NO_ID = 0xFFFF_FFFFL;

    final long tid;
    long pid;
    long ptid;
    long vtid;
    long vpid;
    long sid = 1;
    long pgid = 1;
    String comm = "task";
    String exe = "/bin/task";
    String exepath = "/bin/task";
    List<String> args = List.of();
    List<String> env = List.of("HOME=/root");
    String cwd = "/";
    List<String> cgroups = List.of("cpu=/");
    long flags;
    long uid;
    long gid;
    long loginUid = NO_ID;
    long tty;

    private Task(long tid) {
        this.tid = tid;
        pid = tid;
        vtid = tid;
        vpid = tid;
    }

    /** A process. */
    public static Task process(long pid) {
        return new Task(pid);
    }

    /** A thread of a process. */
    public static Task thread(long tid, long pid) {
        Task task = new Task(tid);
        task.pid = pid;
        task.vpid = pid;
        return task;
    }

    /** A copy under a new thread id: what clone makes. */
    Task cloned(long childTid) {
        Task child = new Task(childTid);
        child.sid = sid;
        child.pgid = pgid;
        child.comm = comm;
        child.exe = exe;
        child.exepath = exepath;
        child.args = args;
        child.env = env;
        child.cwd = cwd;
        child.cgroups = cgroups;
        child.uid = uid;
        child.gid = gid;
        child.loginUid = loginUid;
        child.tty = tty;
        return child;
    }

    public Task parent(long parentTid) {
        ptid = parentTid;
        return this;
    }

    /** The command line; the name is the path's last part, as the kernel cuts it. */
    public Task command(String path, String... arguments) {
        exe = path;
        exepath = path;
        args = List.of(arguments);
        String name = path.substring(path.lastIndexOf('/') + 1);
        comm = name.substring(0, Math.min(15, name.length()));
        return this;
    }

    /** The command line alone; the name stays. */
    public Task exe(String name, String... arguments) {
        exe = name;
        args = List.of(arguments);
        return this;
    }

    public Task comm(String name) {
        comm = name;
        return this;
    }

    public Task exepath(String path) {
        exepath = path;
        return this;
    }

    public Task cgroups(String... subsystemsAndPaths) {
        cgroups = List.of(subsystemsAndPaths);
        return this;
    }

    /** In a container of its own pid namespace. */
    public Task inContainer(String cgroupPath, long idInside) {
        cgroups = List.of("cpu=" + cgroupPath, "memory=" + cgroupPath);
        vtid = idInside;
        vpid = idInside;
        return this;
    }

    public Task ids(long vtidInside, long vpidInside) {
        vtid = vtidInside;
        vpid = vpidInside;
        return this;
    }

    public Task cwd(String directory) {
        cwd = directory;
        return this;
    }

    public Task env(String... entries) {
        env = List.of(entries);
        return this;
    }

    public Task user(long uidAndGid, long loginUidOrMinusOne) {
        uid = uidAndGid;
        gid = uidAndGid;
        loginUid = loginUidOrMinusOne;
        return this;
    }

    public Task session(long sessionId) {
        sid = sessionId;
        return this;
    }

    public Task group(long groupId) {
        pgid = groupId;
        return this;
    }

    public Task tty(long device) {
        tty = device;
        return this;
    }

    /** The parameters that clone and execve exits tell of their caller, by name. */
    Map<String, Object> parameters(long result) {
        Map<String, Object> values = new HashMap<>();
        values.put("res", result);
        values.put("exe", exe);
        values.put("args", args);
        values.put("tid", tid);
        values.put("pid", pid);
        values.put("ptid", ptid);
        values.put("cwd", "");
        values.put("fdlimit", 1024L);
        values.put("comm", comm);
        values.put("cgroups", cgroups);
        values.put("flags", flags);
        values.put("uid", uid);
        values.put("gid", gid);
        values.put("vtid", vtid);
        values.put("vpid", vpid);
        values.put("pidns_init_start_ts", 0L);
        return values;
    }

    /** The entry of a version 9 process list. */
    void writeTo(Bytes body) {
        Bytes entry = Bytes.in(body.order());
        entry.u64(tid).u64(pid).u64(ptid).u64(sid).u64(pgid);
        entry.str16(comm).str16(exe).str16(exepath).list16(args.toArray(String[]::new));
        entry.str16(cwd)
                .u64(1024)
                .u32(flags)
                .u32(uid)
                .u32(gid)
                .u32(0)
                .u32(0)
                .u32(0)
                .u64(0)
                .u64(0);
        entry.list16(env.toArray(String[]::new)).u64(vtid).u64(vpid);
        entry.list16(cgroups.toArray(String[]::new)).str16("/");
        entry.u64(0)
                .u32(tty)
                .u32(loginUid)
                .u8(0)
                .u64(0)
                .u64(0)
                .u64(0)
                .u8(0)
                .u64(0)
                .u64(0)
                .u64(0)
                .u8(0)
                .u8(0);
        entry.u64(pgid);
        body.u32(entry.size() + 4).raw(entry.toByteArray());
    }
}
