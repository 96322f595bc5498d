package io.scapula.slice;

import java.util.Arrays;

/** A set of events by their position in the capture, which counts every event from 1. */
final class EventBits {
    private long[] words = new long[1024];
    private long size;

    void add(long position) {
        int word = (int) (position >>> 6);
        if (word >= words.length) {
            words = Arrays.copyOf(words, Math.max(word + 1, 2 * words.length));
        }
        long bit = 1L << (position & 63);
        size += (words[word] & bit) == 0 ? 1 : 0;
        words[word] |= bit;
    }

    boolean contains(long position) {
        int word = (int) (position >>> 6);
        return word < words.length && (words[word] & 1L << (position & 63)) != 0;
    }

    long size() {
        return size;
    }
}
