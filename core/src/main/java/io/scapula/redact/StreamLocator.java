package io.scapula.redact;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the secrets that went through descriptors in several buffers. Of a flow only those events are kept that brought what
 * may be the beginning of a secret.
 */
final class StreamLocator {
    private static final int MOST_FLOWS = 1 << 16;

    /** The events that brought the last bytes of a flow. */
    private static final class Tail {
        int state;
        private long[] events = new long[4];
        private int[] lengths = new int[4];
        private int count;

        void append(long event, int length) {
            if (count == events.length) {
                events = Arrays.copyOf(events, count * 2);
                lengths = Arrays.copyOf(lengths, count * 2);
            }
            events[count] = event;
            lengths[count++] = length;
        }

        /** Keeps the events of the last bytes. */
        void keep(int bytes) {
            int part = count;
            int covered = 0;
            while (part > 0 && covered < bytes) {
                covered += lengths[--part];
            }
            if (part > 0 && part > count / 2) {
                count -= part;
                System.arraycopy(events, part, events, 0, count);
                System.arraycopy(lengths, part, lengths, 0, count);
            }
        }
    }

    private final SecretSearch search;
    private final ByteSearch automaton;
    private final Pieces pieces;
    private final Map<DataFlows.Flow, Tail> tails = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DataFlows.Flow, Tail> eldest) {
            return size() > MOST_FLOWS;
        }
    };

    StreamLocator(SecretSearch search, Pieces pieces) {
        this.search = search;
        this.automaton = search.automaton();
        this.pieces = pieces;
    }

    /**
     * Takes data of a flow.
     *
     * @param cut    whether more went through than was recorded
     * @param counts whether what is found is counted; the same data may be part of two flows
     */
    void data(DataFlows.Flow flow, byte[] data, int length, boolean cut, boolean counts, long event)
            throws RedactionLimitException {
        Tail tail = tails.get(flow);
        int state = tail == null ? ByteSearch.START : tail.state;
        for (int index = 0; index < length; index++) {
            state = automaton.step(state, data[index]);
            int end = automaton.end(state);
            if (end != ByteSearch.NONE && tail != null) {
                int form = automaton.string(end);
                SearchedForm found = search.form(form);
                if (found.bytes().length > index + 1) {
                    locate(tail, form, found.bytes().length, index + 1, event);
                    found.secret().root().located += counts ? 1 : 0;
                }
            }
        }
        if (cut) {
            int form = search.cutForm(state);
            int depth = automaton.depth(state);
            if (form != ByteSearch.NONE && depth > length && tail != null) {
                locate(tail, form, depth, length, event);
            }
            state = ByteSearch.START;
        }
        keep(flow, tail, state, event, length);
    }

    private void keep(
            DataFlows.Flow flow, @org.jspecify.annotations.Nullable Tail known, int state, long event, int length) {
        int depth = automaton.depth(state);
        if (depth == 0) {
            if (known != null) {
                tails.remove(flow);
            }
            return;
        }
        Tail tail = known;
        if (tail == null) {
            tail = new Tail();
            tails.put(flow, tail);
        }
        tail.append(event, length);
        tail.keep(depth);
        tail.state = state;
    }

    /**
     * Notes the parts of a secret.
     *
     * @param whole how long it is
     * @param last  how much of it the event brought
     */
    private void locate(Tail tail, int form, int whole, int last, long event) throws RedactionLimitException {
        pieces.add(event, 0, last, form, whole - last, whole);
        int left = whole - last;
        for (int part = tail.count - 1; part >= 0 && left > 0; part--) {
            int length = Math.min(left, tail.lengths[part]);
            left -= length;
            pieces.add(tail.events[part], tail.lengths[part] - length, length, form, left, whole);
        }
    }
}
