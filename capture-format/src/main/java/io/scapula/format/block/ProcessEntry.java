package io.scapula.format.block;

import io.scapula.format.WriteProfile;
import io.scapula.format.internal.NulSeparated;
import java.util.Arrays;
import java.util.List;

/**
 * One thread of a {@link ProcessList}. What the list's version does not hold has the default in brackets.
 *
 * <pre>
 * field         type   since    field         type   since
 * entry length  u32    V9       vmsize_kb     u32    V2
 * tid           u64    V1       vmrss_kb      u32    V2
 * pid           u64    V1       vmswap_kb     u32    V2
 * ptid          u64    V1       pfmajor       u64    V2
 * sid           u64    V6       pfminor       u64    V2
 * vpgid         u64    V8       env           str16  V3
 * comm          str16  V1       vtid          s64    V4
 * exe           str16  V1       vpid          s64    V4
 * exepath       str16  V7       cgroups       str16  V4
 * args          str16  V1       root          str16  V5
 * cwd           str16  V1       tail                 V9, {@link Tail}
 * fdlimit       s64    V1
 * flags         u32    V1
 * uid, gid      u32    V1
 * </pre>
 *
 * @param tid     thread id
 * @param pid     process id
 * @param ptid    thread id of the parent
 * @param sid     session id [-1]
 * @param vpgid   process group in the thread's own pid namespace [-1]
 * @param comm    name of the thread, cut by the kernel to 15 bytes
 * @param exe     argv[0]
 * @param exepath path of the executable [empty]
 * @param args    argv[1] and on
 * @param cwd     working directory
 * @param fdLimit most descriptors it may open
 * @param flags   table {@code thread_flags}
 * @param uid     effective user id, unsigned
 * @param gid     effective group id, unsigned
 * @param memory  memory figures [zeros]
 * @param env     environment, {@code KEY=value} each [empty]
 * @param vtid    thread id in its own pid namespace [-1]
 * @param vpid    process id in its own pid namespace [-1]
 * @param cgroups {@code subsystem=path} each [empty]
 * @param root    root directory [empty]
 * @param tail    what V9 added
 */
public record ProcessEntry(
        long tid,
        long pid,
        long ptid,
        long sid,
        long vpgid,
        String comm,
        String exe,
        String exepath,
        List<String> args,
        String cwd,
        long fdLimit,
        int flags,
        long uid,
        long gid,
        Memory memory,
        List<String> env,
        long vtid,
        long vpid,
        List<String> cgroups,
        String root,
        Tail tail) {
    private static final int MOST_TEXT_BYTES = 1024;
    private static final int MOST_LIST_BYTES = 4096;

    /** Sizes in kibibytes and page fault counts. */
    public record Memory(long vmsizeKb, long vmrssKb, long vmswapKb, long majorFaults, long minorFaults) {
        static final Memory UNKNOWN = new Memory(0, 0, 0, 0, 0);
    }

    /**
     * The end of a V9 entry, which grew over the years; what an older recorder left out has the default in brackets.
     *
     * @param pidNamespaceStartNanos start of the pid namespace's init since boot [0]
     * @param tty                    controlling terminal's device number [0]
     * @param loginUid               login user id, 4294967295 if unset [unset]
     * @param exeWritable            whether the user may write the executable [false]
     * @param capInheritable         capability set [0]
     * @param capPermitted           capability set [0]
     * @param capEffective           capability set [0]
     * @param exeUpperLayer          whether the executable is in an overlay's upper layer [false]
     * @param exeInode               inode of the executable [0]
     * @param exeInodeCtimeNanos     its change time [0]
     * @param exeInodeMtimeNanos     its modification time [0]
     * @param exeFromMemfd           whether it is a memory file [false]
     * @param exeLowerLayer          whether it is in an overlay's lower layer [false]
     * @param pgid                   process group in the host's pid namespace [-1]
     * @param lengthBytes            size of the tail, which tells the recorder's age: 5 bytes in sysdig 0.29.3 [0]
     */
    public record Tail(
            long pidNamespaceStartNanos,
            long tty,
            long loginUid,
            boolean exeWritable,
            long capInheritable,
            long capPermitted,
            long capEffective,
            boolean exeUpperLayer,
            long exeInode,
            long exeInodeCtimeNanos,
            long exeInodeMtimeNanos,
            boolean exeFromMemfd,
            boolean exeLowerLayer,
            long pgid,
            int lengthBytes) {
        /** A login user id that was never set. */
        public static final long NO_LOGIN_UID = 0xFFFFFFFFL;

        /** Up to this size a tail begins with the login user id, above it with two fields more. */
        private static final int OLD_TAIL_BYTES = 29;

        static final Tail ABSENT = new Tail(0, 0, NO_LOGIN_UID, false, 0, 0, 0, false, 0, 0, 0, false, false, -1, 0);

        static Tail decode(BlockBody body) throws BlockBody.Unreadable {
            int length = body.remaining();
            boolean old = length <= OLD_TAIL_BYTES;
            long pidNamespaceStart = old ? 0 : body.i64("pidns_init_start_ts");
            long tty = old ? 0 : body.u32("tty");
            // A field that does not fit ends the tail: everything behind it is absent as well.
            TailFields fields = new TailFields(body);
            return new Tail(
                    pidNamespaceStart,
                    tty,
                    fields.u32(NO_LOGIN_UID),
                    fields.flag(),
                    fields.i64(0),
                    fields.i64(0),
                    fields.i64(0),
                    fields.flag(),
                    fields.i64(0),
                    fields.i64(0),
                    fields.i64(0),
                    fields.flag(),
                    fields.flag(),
                    fields.i64(-1),
                    length);
        }

        /** Writes the fields in front that a tail of this size has. */
        void encode(BlockBuilder body, int bytes) {
            BlockBuilder whole = new BlockBuilder();
            if (bytes > OLD_TAIL_BYTES) {
                whole.i64(pidNamespaceStartNanos);
                whole.u32(tty);
            }
            whole.u32(loginUid);
            whole.flag(exeWritable);
            whole.i64(capInheritable);
            whole.i64(capPermitted);
            whole.i64(capEffective);
            whole.flag(exeUpperLayer);
            whole.i64(exeInode);
            whole.i64(exeInodeCtimeNanos);
            whole.i64(exeInodeMtimeNanos);
            whole.flag(exeFromMemfd);
            whole.flag(exeLowerLayer);
            whole.i64(pgid);
            body.bytes(Arrays.copyOf(whole.array(), bytes));
        }
    }

    /** Reads tail fields until the first that does not fit. */
    private static final class TailFields {
        private final BlockBody body;
        private boolean ended;

        TailFields(BlockBody body) {
            this.body = body;
        }

        private boolean fits(int bytes) {
            ended |= body.remaining() < bytes;
            return !ended;
        }

        long u32(long absent) throws BlockBody.Unreadable {
            return fits(4) ? body.u32("tail") : absent;
        }

        long i64(long absent) throws BlockBody.Unreadable {
            return fits(8) ? body.i64("tail") : absent;
        }

        boolean flag() throws BlockBody.Unreadable {
            return fits(1) && body.u8("tail") != 0;
        }
    }

    public ProcessEntry {
        args = List.copyOf(args);
        env = List.copyOf(env);
        cgroups = List.copyOf(cgroups);
    }

    static ProcessEntry decode(BlockBody body, int version) throws BlockBody.Unreadable {
        return version < 9 ? fields(body, version) : body.entry(true, entry -> fields(entry, version));
    }

    private static ProcessEntry fields(BlockBody body, int version) throws BlockBody.Unreadable {
        long tid = body.i64("tid");
        long pid = body.i64("pid");
        long ptid = body.i64("ptid");
        long sid = version >= 6 ? body.i64("sid") : -1;
        long vpgid = version >= 8 ? body.i64("vpgid") : -1;
        String comm = body.text("comm");
        String exe = body.text("exe");
        String exepath = version >= 7 ? body.text("exepath") : "";
        String args = body.text("args");
        String cwd = body.text("cwd");
        long fdLimit = body.i64("fdlimit");
        int flags = body.i32("flags");
        long uid = body.u32("uid");
        long gid = body.u32("gid");
        Memory memory = version >= 2 ? memory(body) : Memory.UNKNOWN;
        String env = version >= 3 ? body.text("env") : "";
        long vtid = version >= 4 ? body.i64("vtid") : -1;
        long vpid = version >= 4 ? body.i64("vpid") : -1;
        String cgroups = version >= 4 ? body.text("cgroups") : "";
        String root = version >= 5 ? body.text("root") : "";
        return new ProcessEntry(
                tid,
                pid,
                ptid,
                sid,
                vpgid,
                comm,
                exe,
                exepath,
                NulSeparated.split(args),
                cwd,
                fdLimit,
                flags,
                uid,
                gid,
                memory,
                NulSeparated.split(env),
                vtid,
                vpid,
                NulSeparated.split(cgroups),
                root,
                version >= 9 ? Tail.decode(body) : Tail.ABSENT);
    }

    private static Memory memory(BlockBody body) throws BlockBody.Unreadable {
        return new Memory(
                body.u32("vmsize"),
                body.u32("vmrss"),
                body.u32("vmswap"),
                body.i64("major faults"),
                body.i64("minor faults"));
    }

    /** Writes the entry in version 9. */
    void encode(BlockBuilder body, WriteProfile profile) {
        int start = body.startEntry();
        body.i64(tid);
        body.i64(pid);
        body.i64(ptid);
        body.i64(sid);
        body.i64(vpgid);
        body.text(comm, MOST_TEXT_BYTES);
        body.text(exe, MOST_TEXT_BYTES);
        body.text(exepath, MOST_TEXT_BYTES);
        body.texts(args, MOST_LIST_BYTES);
        body.text(cwd, MOST_TEXT_BYTES);
        body.i64(fdLimit);
        body.u32(flags);
        body.u32(uid);
        body.u32(gid);
        body.u32(memory.vmsizeKb());
        body.u32(memory.vmrssKb());
        body.u32(memory.vmswapKb());
        body.i64(memory.majorFaults());
        body.i64(memory.minorFaults());
        body.texts(env, MOST_LIST_BYTES);
        body.i64(vtid);
        body.i64(vpid);
        body.texts(cgroups, MOST_LIST_BYTES);
        body.text(root, MOST_TEXT_BYTES);
        tail.encode(body, profile.processTailBytes(tail.lengthBytes()));
        body.endEntry(start, true);
    }
}
