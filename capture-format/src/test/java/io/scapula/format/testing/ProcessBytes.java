package io.scapula.format.testing;

/** One entry of a process list. Every field has a value of its own, so that a test sees when two are mixed up. */
public final class ProcessBytes {
    /** Size of the tail that current recorders write. */
    public static final int WHOLE_TAIL = 76;

    private final long tid;
    private String comm = "comm";
    private String[] args = {"-a", "b c"};
    private String[] env = {"HOME=/root", "TERM=xterm"};
    private String[] cgroups = {"cpu=/docker/0123456789ab", "memory=/"};
    private int tailBytes = WHOLE_TAIL;
    private byte[] appended = {};

    private ProcessBytes(long tid) {
        this.tid = tid;
    }

    public static ProcessBytes of(long tid) {
        return new ProcessBytes(tid);
    }

    public ProcessBytes comm(String value) {
        comm = value;
        return this;
    }

    public ProcessBytes args(String... values) {
        args = values;
        return this;
    }

    public ProcessBytes env(String... values) {
        env = values;
        return this;
    }

    public ProcessBytes cgroups(String... values) {
        cgroups = values;
        return this;
    }

    /** How much of the version 9 tail is there; up to 29 bytes it begins with the login user id. */
    public ProcessBytes tailBytes(int bytes) {
        tailBytes = bytes;
        return this;
    }

    /** What a recorder of the future adds to the entry. */
    public ProcessBytes appended(byte... bytes) {
        appended = bytes;
        return this;
    }

    void writeTo(Bytes body, int version) {
        Bytes entry = Bytes.in(body.order());
        writeFields(entry, version);
        if (version < 9) {
            body.raw(entry.toByteArray());
            return;
        }
        entry.raw(tail(entry)).raw(appended);
        body.u32(entry.size() + 4).raw(entry.toByteArray());
    }

    private void writeFields(Bytes entry, int version) {
        entry.u64(tid).u64(tid + 1000).u64(tid + 2000);
        if (version >= 6) {
            entry.u64(tid + 3000);
        }
        if (version >= 8) {
            entry.u64(tid + 4000);
        }
        entry.str16(comm).str16("/bin/exe");
        if (version >= 7) {
            entry.str16("/usr/bin/exepath");
        }
        entry.list16(args).str16("/cwd/").u64(1024).u32(0x80000001L).u32(1001).u32(0xFFFFFFFFL);
        if (version >= 2) {
            entry.u32(0xF0000001L).u32(102).u32(103).u64(104).u64(105);
        }
        if (version >= 3) {
            entry.list16(env);
        }
        if (version >= 4) {
            entry.u64(11).u64(12).list16(cgroups);
        }
        if (version >= 5) {
            entry.str16("/root/");
        }
    }

    private byte[] tail(Bytes entry) {
        Bytes tail = Bytes.in(entry.order());
        if (tailBytes > 29) {
            tail.u64(201).u32(0x8802);
        }
        tail.u32(1003)
                .u8(1)
                .u64(0x11)
                .u64(0x22)
                .u64(0x33)
                .u8(1)
                .u64(206)
                .u64(207)
                .u64(208)
                .u8(1)
                .u8(1)
                .u64(209);
        byte[] whole = tail.toByteArray();
        return java.util.Arrays.copyOf(whole, Math.min(tailBytes, whole.length));
    }
}
