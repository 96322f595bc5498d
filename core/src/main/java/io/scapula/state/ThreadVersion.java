package io.scapula.state;

import java.util.List;

/**
 * A thread as it was between two changes. Immutable: whatever changes the thread (execve, chdir, setuid…) starts a new
 * version, so one that an event refers to says for ever what was true at that event.
 *
 * <p>Numbers that were not recorded are -1, texts empty, unless said otherwise.
 */
public final class ThreadVersion implements Cloneable {
    /** A user or group id that was not recorded or never set. */
    public static final long NO_ID = 0xFFFFFFFFL;

    /** Every capability that has a name. */
    static final long ALL_CAPABILITIES = (1L << 41) - 1;

    static final String UNKNOWN_NAME = "<NA>";

    long row = -1;
    long tid = -1;
    long pid = -1;
    long ptid = -1;
    long recordedPtid = -1;
    long sid = -1;
    long pgid = -1;
    long vpgid = -1;
    long vtid = -1;
    long vpid = -1;
    String comm = "";
    String exe = "";
    String exepath = "";
    List<String> args = List.of();
    List<String> env = List.of();
    String cwd = "";
    String root = "";
    List<String> cgroups = List.of();
    String containerId = "";
    int flags;
    long uid = NO_ID;
    long gid = NO_ID;
    long loginUid = NO_ID;
    long tty;
    long fdLimit = -1;
    long capPermitted;
    long capEffective;
    long capInheritable;
    boolean exeWritable;
    boolean exeUpperLayer;
    boolean exeLowerLayer;
    boolean exeFromMemfd;
    long exeInode;
    long exeInodeCtimeNanos;
    long exeInodeMtimeNanos;
    long pidNamespaceStartNanos;
    long cloneNanos;
    long lastExecNanos;
    boolean placeholder;
    private boolean published;

    ThreadVersion() {}

    /** This version if nobody has seen it yet, a copy to be changed otherwise. */
    ThreadVersion editable() {
        return published ? copy() : this;
    }

    private ThreadVersion copy() {
        try {
            ThreadVersion copy = (ThreadVersion) super.clone();
            copy.published = false;
            copy.row = -1;
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    void publish(long asRow) {
        published = true;
        row = asRow;
    }

    boolean isPublished() {
        return published;
    }

    /** Position among all versions of all threads, in the order in which they were first referred to. */
    public long row() {
        return row;
    }

    public long tid() {
        return tid;
    }

    /** Id of the process, which is the thread id of its leader. */
    public long pid() {
        return pid;
    }

    /** Thread id of the parent, 0 if that is not known. */
    public long ptid() {
        return ptid;
    }

    /** Thread id of the parent as the recorder gave it when the process started, whether that thread is known or not. */
    public long recordedPtid() {
        return recordedPtid;
    }

    /** Session id. */
    public long sid() {
        return sid;
    }

    /** Process group in the host's pid namespace. */
    public long pgid() {
        return pgid;
    }

    /** Process group in the thread's own pid namespace. */
    public long vpgid() {
        return vpgid;
    }

    /** Thread id in the thread's own pid namespace. */
    public long vtid() {
        return vtid;
    }

    /** Process id in the thread's own pid namespace. */
    public long vpid() {
        return vpid;
    }

    /** Name, cut by the kernel to 15 bytes: {@code proc.name}. */
    public String comm() {
        return comm;
    }

    /** argv[0]. */
    public String exe() {
        return exe;
    }

    /** Path of the executable. */
    public String exepath() {
        return exepath;
    }

    /** argv[1] and on. */
    public List<String> args() {
        return args;
    }

    /** {@code KEY=value} each; held by leaders only. */
    public List<String> env() {
        return env;
    }

    /** Working directory, ends with a slash; held by leaders only. */
    public String cwd() {
        return cwd;
    }

    /** Root directory. */
    public String root() {
        return root;
    }

    /** {@code subsystem=path} each. */
    public List<String> cgroups() {
        return cgroups;
    }

    /** Id of the container the thread is in, empty for the host. */
    public String containerId() {
        return containerId;
    }

    /** Bits of {@link ThreadFlags}. */
    public int flags() {
        return flags;
    }

    /** Effective user id, unsigned, or {@link #NO_ID}. */
    public long uid() {
        return uid;
    }

    /** Effective group id, unsigned, or {@link #NO_ID}. */
    public long gid() {
        return gid;
    }

    /** Id of the user who logged in, unsigned, or {@link #NO_ID} if nobody did. */
    public long loginUid() {
        return loginUid;
    }

    /** Device number of the controlling terminal, 0 if it has none. */
    public long tty() {
        return tty;
    }

    public long fdLimit() {
        return fdLimit;
    }

    public long capPermitted() {
        return capPermitted;
    }

    public long capEffective() {
        return capEffective;
    }

    public long capInheritable() {
        return capInheritable;
    }

    public boolean exeWritable() {
        return exeWritable;
    }

    public boolean exeUpperLayer() {
        return exeUpperLayer;
    }

    public boolean exeLowerLayer() {
        return exeLowerLayer;
    }

    public boolean exeFromMemfd() {
        return exeFromMemfd;
    }

    /** Inode of the executable, 0 if not recorded. */
    public long exeInode() {
        return exeInode;
    }

    public long exeInodeCtimeNanos() {
        return exeInodeCtimeNanos;
    }

    public long exeInodeMtimeNanos() {
        return exeInodeMtimeNanos;
    }

    /** When the first process of the thread's pid namespace started, nanoseconds since the epoch, 0 if not known. */
    public long pidNamespaceStartNanos() {
        return pidNamespaceStartNanos;
    }

    /** When the thread was cloned, nanoseconds since the epoch; 0 if that was before the recording. */
    public long cloneNanos() {
        return cloneNanos;
    }

    /** When it last executed a program, nanoseconds since the epoch; 0 if that was before the recording. */
    public long lastExecNanos() {
        return lastExecNanos;
    }

    /** Whether the thread is only known from events of its own: nothing told what it is. */
    public boolean isPlaceholder() {
        return placeholder;
    }

    /** Whether the thread leads its process. */
    public boolean isLeader() {
        return tid == pid;
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Whether the thread has another id in its own pid namespace than on the host. */
    public boolean isInPidNamespace() {
        return has(ThreadFlags.CHILD_IN_PIDNS) || (vtid >= 0 && tid != vtid);
    }

    /** Name and arguments joined by blanks: {@code proc.cmdline}. */
    public String commandLine() {
        return args.isEmpty() || comm.isEmpty() ? comm : comm + " " + String.join(" ", args);
    }

    /** The same thread running what another version runs: its name and command line; the executable's path is not known. */
    public ThreadVersion running(ThreadVersion image) {
        ThreadVersion copy = copy();
        copy.comm = image.comm;
        copy.exe = image.exe;
        copy.args = image.args;
        copy.exepath = "";
        return copy;
    }

    @Override
    public String toString() {
        return "thread " + tid + " of process " + pid + " (" + comm + ")";
    }
}
