package io.scapula.analyzers.terminal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well what was sent at one place agrees with what arrived at another.
 *
 * @param share      part of the calls that sent something whose bytes arrived soon after, 0 to 1
 * @param delayNanos how long they took on average
 */
record Correspondence(double share, long delayNanos) {
    /** Less than this is no agreement. */
    private static final double ENOUGH = 0.6;
    /** Fewer bytes than these agree by chance. */
    private static final int FEWEST_BYTES = 3;

    private static final long LATEST_NANOS = 2_000_000_000L;
    private static final int COMPARED_BYTES = 16;
    /** Calls that are looked at; what agrees for so long agrees. */
    private static final int MOST_CALLS = 5_000;
    /** After so many, what hardly agrees is given up. */
    private static final int CALLS_TO_GIVE_UP = 256;
    /** Bytes to look through for one call: times of a capture can be made up, and then tell nothing. */
    private static final int MOST_SEARCHED = 1 << 14;

    boolean isCloserThan(Correspondence other) {
        return share > other.share || share >= other.share && delayNanos < other.delayNanos;
    }

    /** Compares in order; {@code null} if they don't agree. */
    static @Nullable Correspondence of(List<TerminalData> sent, List<TerminalData> received) {
        Stream stream = new Stream(received);
        int found = 0;
        int compared = 0;
        long bytes = 0;
        long delays = 0;
        for (TerminalData data : sent.subList(0, Math.min(MOST_CALLS, sent.size()))) {
            byte[] beginning = normalized(data.bytes(), COMPARED_BYTES);
            if (beginning.length == 0) {
                continue;
            }
            compared++;
            long arrived = stream.find(beginning, data.timeNanos(), data.timeNanos() + LATEST_NANOS);
            if (arrived >= 0) {
                found++;
                bytes += beginning.length;
                delays += arrived - data.timeNanos();
            } else if (compared >= CALLS_TO_GIVE_UP && found < ENOUGH / 2 * compared) {
                return null;
            }
        }
        if (bytes < FEWEST_BYTES || found < ENOUGH * compared) {
            return null;
        }
        return new Correspondence((double) found / compared, delays / found);
    }

    /** Without what the kernel changes on the way: line ends. */
    private static byte[] normalized(byte[] bytes, int most) {
        byte[] result = new byte[Math.min(bytes.length, most)];
        int length = 0;
        for (byte one : bytes) {
            if (length == result.length) {
                break;
            }
            if (one != '\r' && one != '\n') {
                result[length++] = one;
            }
        }
        return java.util.Arrays.copyOf(result, length);
    }

    /** Received bytes one after the other, with their times. */
    private static final class Stream {
        private final byte[] bytes;
        private final long[] nanos;
        private int position;

        Stream(List<TerminalData> received) {
            int most = received.stream().mapToInt(data -> data.bytes().length).sum();
            bytes = new byte[most];
            nanos = new long[most];
            int length = 0;
            for (TerminalData data : received) {
                for (byte one : normalized(data.bytes(), Integer.MAX_VALUE)) {
                    bytes[length] = one;
                    nanos[length++] = data.timeNanos();
                }
            }
            end = length;
        }

        private final int end;

        /** When the bytes arrived, -1 if they didn't; the next search begins behind them. */
        long find(byte[] wanted, long from, long to) {
            while (position < end && nanos[position] < from) {
                position++;
            }
            int last = (int) Math.min((long) position + MOST_SEARCHED, (long) end - wanted.length);
            for (int start = position; start <= last && nanos[start] <= to; start++) {
                if (matches(wanted, start)) {
                    position = start + wanted.length;
                    return nanos[start];
                }
            }
            return -1;
        }

        private boolean matches(byte[] wanted, int start) {
            for (int index = 0; index < wanted.length; index++) {
                if (bytes[start + index] != wanted[index]) {
                    return false;
                }
            }
            return true;
        }
    }
}
