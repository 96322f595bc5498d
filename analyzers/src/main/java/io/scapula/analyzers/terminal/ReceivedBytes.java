package io.scapula.analyzers.terminal;

import java.util.List;

/** What arrived somewhere, one byte after the other without line ends, and when. Built once, searched many times. */
final class ReceivedBytes {
    /** Bytes to look through for one call: times of a capture can be made up, and then tell nothing. */
    private static final int MOST_SEARCHED = 1 << 14;

    private final byte[] bytes;
    private final int end;
    /** Where each call's bytes end, and its time. */
    private final int[] callEnds;

    private final long[] callNanos;

    private ReceivedBytes(byte[] bytes, int end, int[] callEnds, long[] callNanos) {
        this.bytes = bytes;
        this.end = end;
        this.callEnds = callEnds;
        this.callNanos = callNanos;
    }

    static ReceivedBytes of(List<TerminalData> received) {
        byte[] bytes =
                new byte[received.stream().mapToInt(data -> data.bytes().length).sum()];
        int[] callEnds = new int[received.size()];
        long[] callNanos = new long[received.size()];
        int end = 0;
        for (int call = 0; call < callEnds.length; call++) {
            TerminalData data = received.get(call);
            end += copyWithoutLineEnds(data.bytes(), bytes, end, Integer.MAX_VALUE);
            callEnds[call] = end;
            callNanos[call] = data.timeNanos();
        }
        return new ReceivedBytes(bytes, end, callEnds, callNanos);
    }

    /**
     * Leaves out what the kernel changes on the way.
     *
     * @return how many bytes were copied
     */
    static int copyWithoutLineEnds(byte[] from, byte[] to, int start, int most) {
        int length = 0;
        for (int index = 0; index < from.length && length < most; index++) {
            byte one = from[index];
            if (one != '\r' && one != '\n') {
                to[start + length++] = one;
            }
        }
        return length;
    }

    /** Searches forward only. */
    final class Search {
        private int position;
        private int call;

        /**
         * When the bytes arrived, -1 if they didn't; the next search begins behind them.
         *
         * @param wanted its first {@code length} bytes are looked for, at least one
         * @param from   nothing that arrived earlier is looked at
         * @param to     nor what arrived later
         */
        long find(byte[] wanted, int length, long from, long to) {
            while (call < callNanos.length && (callEnds[call] <= position || callNanos[call] < from)) {
                position = Math.max(position, callEnds[call++]);
            }
            int last = (int) Math.min((long) position + MOST_SEARCHED, (long) end - length);
            byte first = wanted[0];
            int start = position;
            for (int in = call; start <= last && in < callNanos.length && callNanos[in] <= to; in++) {
                for (int callEnd = Math.min(callEnds[in], last + 1); start < callEnd; start++) {
                    if (bytes[start] == first && matches(wanted, length, start)) {
                        position = start + length;
                        call = in;
                        return callNanos[in];
                    }
                }
            }
            return -1;
        }

        private boolean matches(byte[] wanted, int length, int start) {
            for (int index = 1; index < length; index++) {
                if (bytes[start + index] != wanted[index]) {
                    return false;
                }
            }
            return true;
        }
    }
}
