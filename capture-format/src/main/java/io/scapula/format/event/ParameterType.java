package io.scapula.format.event;

/**
 * How the bytes of one event parameter are to be read. The names are those of the capture format without their
 * {@code PT_} prefix; {@link #width()} is the exact size of the fixed ones.
 */
public enum ParameterType {
    NONE(0, Shape.VARIABLE),
    INT8(1, Shape.SIGNED),
    INT16(2, Shape.SIGNED),
    INT32(4, Shape.SIGNED),
    INT64(8, Shape.SIGNED),
    UINT8(1, Shape.UNSIGNED),
    UINT16(2, Shape.UNSIGNED),
    UINT32(4, Shape.UNSIGNED),
    UINT64(8, Shape.UNSIGNED),
    /** Text with one NUL at its end. */
    CHARBUF(0, Shape.VARIABLE),
    /** Raw bytes, perhaps cut to the snaplen. */
    BYTEBUF(0, Shape.VARIABLE),
    /** A result: zero or more, or a negated errno. */
    ERRNO(8, Shape.SIGNED),
    SOCKADDR(0, Shape.VARIABLE),
    SOCKTUPLE(0, Shape.VARIABLE),
    /** A file descriptor; -100 is {@code AT_FDCWD}. */
    FD(8, Shape.SIGNED),
    /** A process or thread id. */
    PID(8, Shape.SIGNED),
    /** Descriptors with their poll events. */
    FDLIST(0, Shape.VARIABLE),
    /** A path, relative to the working directory if not absolute. */
    FSPATH(0, Shape.VARIABLE),
    /** An architecture-neutral system call code, see {@link SyscallTable}. */
    SYSCALLID(2, Shape.UNSIGNED),
    /** A signal number. */
    SIGTYPE(1, Shape.UNSIGNED),
    /** Nanoseconds; all ones means none or endless. */
    RELTIME(8, Shape.UNSIGNED),
    /** Nanoseconds since the epoch. */
    ABSTIME(8, Shape.UNSIGNED),
    PORT(2, Shape.UNSIGNED),
    L4PROTO(1, Shape.UNSIGNED),
    SOCKFAMILY(1, Shape.UNSIGNED),
    BOOL(4, Shape.UNSIGNED),
    IPV4ADDR(4, Shape.ADDRESS),
    /** A value whose type is chosen by its first byte, see {@link ParameterSpec#variants()}. */
    DYN(0, Shape.VARIABLE),
    FLAGS8(1, Shape.UNSIGNED),
    FLAGS16(2, Shape.UNSIGNED),
    FLAGS32(4, Shape.UNSIGNED),
    /** A user id; all ones means none. */
    UID(4, Shape.UNSIGNED),
    /** A group id; all ones means none. */
    GID(4, Shape.UNSIGNED),
    DOUBLE(8, Shape.FLOATING),
    /** The low 32 bits of a signal mask. */
    SIGSET(4, Shape.UNSIGNED),
    /** NUL-separated texts. */
    CHARBUFARRAY(0, Shape.VARIABLE),
    CHARBUF_PAIR_ARRAY(0, Shape.VARIABLE),
    IPV4NET(0, Shape.VARIABLE),
    IPV6ADDR(16, Shape.ADDRESS),
    IPV6NET(0, Shape.VARIABLE),
    IPADDR(0, Shape.VARIABLE),
    IPNET(0, Shape.VARIABLE),
    MODE(4, Shape.UNSIGNED),
    /** A path, relative to the descriptor in {@link ParameterSpec#directoryParameter()} if not absolute. */
    FSRELPATH(0, Shape.VARIABLE),
    ENUMFLAGS8(1, Shape.UNSIGNED),
    ENUMFLAGS16(2, Shape.UNSIGNED),
    ENUMFLAGS32(4, Shape.UNSIGNED),
    FD32(4, Shape.SIGNED),
    PID32(4, Shape.SIGNED);

    private enum Shape {
        SIGNED,
        UNSIGNED,
        ADDRESS,
        FLOATING,
        VARIABLE
    }

    private final int width;
    private final Shape shape;

    ParameterType(int width, Shape shape) {
        this.width = width;
        this.shape = shape;
    }

    /** The exact number of bytes of a value, or 0 when values differ in size. */
    public int width() {
        return width;
    }

    /** Whether a value is one integer. */
    public boolean isInteger() {
        return shape == Shape.SIGNED || shape == Shape.UNSIGNED;
    }

    /** Whether the integer is to be sign-extended. */
    public boolean isSigned() {
        return shape == Shape.SIGNED;
    }

    /** Whether a value is text that ends with one NUL. */
    public boolean isText() {
        return this == CHARBUF || this == FSPATH || this == FSRELPATH;
    }

    /** Whether the value is a bit set to be named by a {@link FlagTable}. */
    public boolean isFlags() {
        return this == FLAGS8 || this == FLAGS16 || this == FLAGS32;
    }

    /** Whether the value is exactly one entry of a {@link FlagTable}. */
    public boolean isEnumFlags() {
        return this == ENUMFLAGS8 || this == ENUMFLAGS16 || this == ENUMFLAGS32;
    }
}
