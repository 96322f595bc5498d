package io.scapula.state;

import org.jspecify.annotations.Nullable;

/** What a descriptor points at, table {@code fd_types}. */
public enum FdType {
    UNKNOWN(0, "<NA>", 'o'),
    FILE(1, "file", 'f'),
    DIRECTORY(2, "directory", 'd'),
    IPV4_SOCKET(3, "ipv4", '4'),
    IPV6_SOCKET(4, "ipv6", '6'),
    IPV4_SERVER(5, "ipv4", '4'),
    IPV6_SERVER(6, "ipv6", '6'),
    FIFO(7, "pipe", 'p'),
    UNIX_SOCKET(8, "unix", 'u'),
    EVENT(9, "event", 'e'),
    UNSUPPORTED(10, "<NA>", 'X'),
    SIGNALFD(11, "signalfd", 's'),
    EVENTPOLL(12, "eventpoll", 'l'),
    INOTIFY(13, "inotify", 'i'),
    TIMERFD(14, "timerfd", 't'),
    NETLINK(15, "netlink", 'n'),
    FILE_V2(16, "file", 'f'),
    BPF(17, "bpf", 'b'),
    USERFAULTFD(18, "userfaultfd", 'u'),
    IO_URING(19, "io_uring", 'r'),
    MEMFD(20, "memfd", 'm'),
    PIDFD(21, "pidfd", 'P');

    private final int code;
    private final String label;
    private final char letter;
    private final String letterText;

    FdType(int code, String label, char letter) {
        this.code = code;
        this.label = label;
        this.letter = letter;
        this.letterText = String.valueOf(letter);
    }

    /** The number in a capture's descriptor list. */
    public int code() {
        return code;
    }

    /** What {@code fd.type} prints. */
    public String label() {
        return label;
    }

    /** What {@code fd.typechar} prints. */
    public char letter() {
        return letter;
    }

    /** The letter as a text. */
    public String letterText() {
        return letterText;
    }

    /** The type with this number, or {@code null}. */
    public static @Nullable FdType find(int code) {
        for (FdType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }

    /** A file, but not a directory. */
    public boolean isFile() {
        return this == FILE || this == FILE_V2;
    }

    /** A connection or a conversation: two addresses. */
    public boolean isIpSocket() {
        return this == IPV4_SOCKET || this == IPV6_SOCKET;
    }

    /** A socket that is bound to one address. */
    public boolean isIpServer() {
        return this == IPV4_SERVER || this == IPV6_SERVER;
    }

    /** IPv4, either kind. */
    public boolean isIpv4() {
        return this == IPV4_SOCKET || this == IPV4_SERVER;
    }

    /** IPv6, either kind. */
    public boolean isIpv6() {
        return this == IPV6_SOCKET || this == IPV6_SERVER;
    }
}
