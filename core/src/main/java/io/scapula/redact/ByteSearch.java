package io.scapula.redact;

import java.util.Arrays;
import java.util.List;

/**
 * Finds which of many byte strings occur, in one pass over the bytes whatever the number of strings: the automaton of Aho
 * and Corasick. A state is a number, so bytes that arrive in pieces are searched by keeping the state of the last piece.
 *
 * <p>Immutable; any number of threads may search with it.
 */
final class ByteSearch {
    /** The state before the first byte. */
    static final int START = 0;

    /** No string. */
    static final int NONE = -1;

    private static final int BYTE_VALUES = 256;
    private static final int FREE = -1;
    /** What state and byte are packed into has room for this many states. */
    static final int MOST_STATES = 1 << 22;

    private final int[] first = new int[BYTE_VALUES];
    private int[] parents = new int[1024];
    private byte[] lastBytes = new byte[1024];
    private int[] depths = new int[1024];
    private int[] strings = new int[1024];
    /** A string that goes on from here. */
    private int[] continuations = new int[1024];

    private int[] fallbacks = {};
    /** The nearest state, by fallbacks from this one on, at which a string ends. */
    private int[] ends = {};

    private int[] keys = new int[4096];
    private int[] targets = new int[4096];
    private int states = 1;

    /**
     * An automaton for these strings; none of them is empty. Of equal strings the first counts.
     *
     * @throws IllegalArgumentException if they make more than {@value #MOST_STATES} states
     */
    ByteSearch(List<byte[]> searched) {
        Arrays.fill(keys, FREE);
        strings[START] = NONE;
        continuations[START] = NONE;
        for (int index = 0; index < searched.size(); index++) {
            add(searched.get(index), index);
        }
        link();
    }

    private void add(byte[] string, int index) {
        int state = START;
        for (byte one : string) {
            int next = child(state, one & 0xFF);
            state = next == NONE ? grow(state, one, index) : next;
        }
        if (state != START && strings[state] == NONE) {
            strings[state] = index;
        }
    }

    private int grow(int parent, byte last, int string) {
        if (states == MOST_STATES) {
            throw new IllegalArgumentException("more than " + MOST_STATES + " states");
        }
        if (states == parents.length) {
            int size = states * 2;
            parents = Arrays.copyOf(parents, size);
            lastBytes = Arrays.copyOf(lastBytes, size);
            depths = Arrays.copyOf(depths, size);
            strings = Arrays.copyOf(strings, size);
            continuations = Arrays.copyOf(continuations, size);
        }
        int state = states++;
        parents[state] = parent;
        lastBytes[state] = last;
        depths[state] = depths[parent] + 1;
        strings[state] = NONE;
        continuations[state] = string;
        if (parent == START) {
            first[last & 0xFF] = state;
        } else {
            if (states * 2 > keys.length) {
                rehash();
            }
            put(parent << 8 | last & 0xFF, state);
        }
        return state;
    }

    private void put(int key, int target) {
        int mask = keys.length - 1;
        int place = hash(key) & mask;
        while (keys[place] != FREE) {
            place = place + 1 & mask;
        }
        keys[place] = key;
        targets[place] = target;
    }

    private void rehash() {
        int[] oldKeys = keys;
        int[] oldTargets = targets;
        keys = new int[oldKeys.length * 2];
        targets = new int[oldKeys.length * 2];
        Arrays.fill(keys, FREE);
        for (int index = 0; index < oldKeys.length; index++) {
            if (oldKeys[index] != FREE) {
                put(oldKeys[index], oldTargets[index]);
            }
        }
    }

    private static int hash(int key) {
        int mixed = key * 0x9E3779B9;
        return mixed ^ mixed >>> 15;
    }

    private int child(int state, int value) {
        if (state == START) {
            return first[value] == 0 ? NONE : first[value];
        }
        int key = state << 8 | value;
        int mask = keys.length - 1;
        for (int place = hash(key) & mask; keys[place] != FREE; place = place + 1 & mask) {
            if (keys[place] == key) {
                return targets[place];
            }
        }
        return NONE;
    }

    /** Shallow states first, for the fallback of a state is shallower than it is. */
    private void link() {
        fallbacks = new int[states];
        ends = new int[states];
        ends[START] = NONE;
        for (int state : byDepth()) {
            if (state == START) {
                continue;
            }
            int parent = parents[state];
            fallbacks[state] = parent == START ? START : step(fallbacks[parent], lastBytes[state]);
            ends[state] = strings[state] == NONE ? ends[fallbacks[state]] : state;
        }
    }

    private int[] byDepth() {
        int deepest = 0;
        for (int state = 0; state < states; state++) {
            deepest = Math.max(deepest, depths[state]);
        }
        int[] starts = new int[deepest + 2];
        for (int state = 0; state < states; state++) {
            starts[depths[state] + 1]++;
        }
        for (int depth = 0; depth <= deepest; depth++) {
            starts[depth + 1] += starts[depth];
        }
        int[] order = new int[states];
        for (int state = 0; state < states; state++) {
            order[starts[depths[state]]++] = state;
        }
        return order;
    }

    /** The state after one more byte. */
    int step(int state, byte next) {
        int value = next & 0xFF;
        int from = state;
        while (from != START) {
            int target = child(from, value);
            if (target != NONE) {
                return target;
            }
            from = fallbacks[from];
        }
        return first[value];
    }

    /**
     * Where the longest string ends that ends with the last byte, {@link #NONE} if none does. The next shorter one is at
     * {@link #shorter}.
     */
    int end(int state) {
        return ends[state];
    }

    /** As {@link #end}, for the next shorter string. */
    int shorter(int end) {
        return ends[fallbacks[end]];
    }

    /** Index of the string that ends at an {@link #end}. */
    int string(int end) {
        return strings[end];
    }

    /** How many of the last bytes are the beginning of a string. */
    int depth(int state) {
        return depths[state];
    }

    /** Index of a string that begins with these {@link #depth} bytes; {@link #NONE} at the start. */
    int beginningOf(int state) {
        return continuations[state];
    }
}
