package io.scapula.analyzers.terminal;

import io.scapula.state.FdVersion;
import io.scapula.state.ThreadVersion;

/** Device numbers of terminals, as the kernel encodes them and {@code proc.tty} shows them. */
final class TerminalDevice {
    /** Not known, or no terminal. */
    static final long NONE = 0;

    private static final String PTS = "/dev/pts/";
    private static final long PTS_MAJOR = 136;
    private static final long CONSOLE_MAJOR = 4;
    private static final int FIRST_SERIAL = 64;

    private TerminalDevice() {}

    /** The terminal that a descriptor's name tells of; {@link #NONE} if it tells of none. */
    static long named(FdVersion fd, ThreadVersion thread) {
        String name = fd.name();
        int pts = name.lastIndexOf(PTS);
        if (pts >= 0) {
            return pts(name.substring(pts + PTS.length()));
        }
        if (name.equals("/dev/tty") || name.equals("/dev/console")) {
            return thread.tty();
        }
        if (name.startsWith("/dev/ttyS")) {
            return numbered(CONSOLE_MAJOR, FIRST_SERIAL, name.substring("/dev/ttyS".length()));
        }
        return name.startsWith("/dev/tty") ? numbered(CONSOLE_MAJOR, 0, name.substring("/dev/tty".length())) : NONE;
    }

    /** Whether the descriptor is the side of a pseudo-terminal that a terminal emulator or a server has. */
    static boolean isMaster(FdVersion fd) {
        return fd.name().endsWith("/ptmx");
    }

    private static long pts(String number) {
        return numbered(PTS_MAJOR, 0, number);
    }

    private static long numbered(long major, int first, String number) {
        if (number.isEmpty()
                || number.length() > 6
                || !number.chars().allMatch(character -> character >= '0' && character <= '9')) {
            return NONE;
        }
        long minor = first + Long.parseLong(number);
        return minor & 0xFF | major << 8 | (minor & ~0xFFL) << 12;
    }

    /** {@code pts/1}, {@code tty1}, {@code ttyS0}; the number where the kernel has other names. */
    static String name(long device) {
        long major = device >> 8 & 0xFFF;
        long minor = device & 0xFF | device >> 12 & 0xFFF00;
        if (major >= PTS_MAJOR && major < PTS_MAJOR + 8) {
            return "pts/" + (minor + (major - PTS_MAJOR) * 256);
        }
        if (major == CONSOLE_MAJOR) {
            return minor < FIRST_SERIAL ? "tty" + minor : "ttyS" + (minor - FIRST_SERIAL);
        }
        return major + ":" + minor;
    }
}
