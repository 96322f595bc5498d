package io.scapula.format.testing;

import java.util.function.Consumer;

/** One entry of a user list. */
public final class UserBytes {
    private final Consumer<Bytes> fields;
    private byte[] appended = {};

    private UserBytes(Consumer<Bytes> fields) {
        this.fields = fields;
    }

    public static UserBytes user(long uid, long gid, String name, String home, String shell) {
        return new UserBytes(
                out -> out.u8(0).u32(uid).u32(gid).str16(name).str16(home).str16(shell));
    }

    /** Recorders write 1 as the kind of a group; readers take anything but 0. */
    public static UserBytes group(int kind, long gid, String name) {
        return new UserBytes(out -> out.u8(kind).u32(gid).str16(name));
    }

    public UserBytes appended(byte... bytes) {
        appended = bytes;
        return this;
    }

    void writeTo(Bytes body, int version) {
        Bytes entry = Bytes.in(body.order());
        fields.accept(entry);
        if (version >= 2) {
            entry.raw(appended);
            body.u32(entry.size() + 4);
        }
        body.raw(entry.toByteArray());
    }
}
