package io.scapula.analyzers.terminal;

/** Numbers of ioctl requests to terminals. @see <a href="https://man7.org/linux/man-pages/man2/ioctl_tty.2.html">ioctl_tty</a> */
final class TerminalRequests {
    /** Makes a terminal the controlling one of a session. */
    static final long SET_CONTROLLING = 0x540E;
    /** Unlocks the other side of a new pseudo-terminal. */
    static final long UNLOCK = 0x40045431;
    /** Opens the other side of a pseudo-terminal. */
    static final long OPEN_PEER = 0x5441;

    /** Sets the window size, which whatever serves a terminal does on its own side. */
    private static final long SET_WINDOW_SIZE = 0x5414;

    private static final long TERMINAL_REQUESTS = 0x54;
    private static final long FIRST_SET_MODE = 0x5402;
    private static final long LAST_SET_MODE = 0x5404;
    private static final long SET_MODE_2_FIRST = 0x402C542B;
    private static final long SET_MODE_2_LAST = 0x402C542D;
    private static final long GET_MODE_2 = 0x802C542A;
    /** Requests of the same range that other descriptors answer as well: bytes to read, non-blocking, close-on-exec. */
    private static final long BYTES_READY = 0x541B;

    private static final long FIRST_FOR_ALL = 0x5450;

    private TerminalRequests() {}

    /** Whether it is a request that says something about terminals. */
    static boolean isAny(long request) {
        return request == UNLOCK || request == OPEN_PEER || proveTerminal(request);
    }

    /** Whether only a terminal does as requested, and programs request it that have one for themselves. */
    static boolean proveTerminal(long request) {
        boolean old = request >> 8 == TERMINAL_REQUESTS
                && request != BYTES_READY
                && request != SET_WINDOW_SIZE
                && (request & 0xFF) != 0x21
                && request < FIRST_FOR_ALL;
        return old || request == GET_MODE_2 || setMode(request);
    }

    /** Whether it sets what the terminal does with keys: echo, editing, signals. */
    static boolean setMode(long request) {
        return request >= FIRST_SET_MODE && request <= LAST_SET_MODE
                || request >= SET_MODE_2_FIRST && request <= SET_MODE_2_LAST;
    }
}
