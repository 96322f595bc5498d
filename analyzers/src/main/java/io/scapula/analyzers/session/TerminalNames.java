package io.scapula.analyzers.session;

import org.jspecify.annotations.Nullable;

/** Names of terminals by their device numbers, as the kernel assigns them. */
final class TerminalNames {
    private static final int VIRTUAL_CONSOLE = 4;
    private static final int FIRST_SERIAL_MINOR = 64;
    private static final int SYSTEM_CONSOLE = 5;
    private static final int FIRST_PSEUDO = 136;
    private static final int LAST_PSEUDO = 143;
    private static final int MINORS_PER_PSEUDO_MAJOR = 256;
    private static final int MINOR_LOW_BITS = 0xFF;
    private static final int MAJOR_BITS = 0xFFF;

    private TerminalNames() {}

    /** {@code pts/1}, {@code tty2}, {@code ttyS0}; {@code null} for 0, and the numbers for what has no such name. */
    static @Nullable String of(long device) {
        if (device == 0) {
            return null;
        }
        long major = device >>> 8 & MAJOR_BITS;
        long minor = device & MINOR_LOW_BITS | device >>> 12 & ~MINOR_LOW_BITS;
        if (major >= FIRST_PSEUDO && major <= LAST_PSEUDO) {
            return "pts/" + ((major - FIRST_PSEUDO) * MINORS_PER_PSEUDO_MAJOR + minor);
        }
        if (major == VIRTUAL_CONSOLE) {
            return minor < FIRST_SERIAL_MINOR ? "tty" + minor : "ttyS" + (minor - FIRST_SERIAL_MINOR);
        }
        return major == SYSTEM_CONSOLE && minor == 1 ? "console" : major + ":" + minor;
    }
}
