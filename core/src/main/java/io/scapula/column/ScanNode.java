package io.scapula.column;

import io.scapula.filter.FilterPart;
import io.scapula.state.NotInLineageException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A part of a filter as one worker evaluates it: a chunk of rows at a time, as bits. */
abstract class ScanNode {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** The outcome, valid if {@link #TOLD} is set. */
    private static final int TRUE = 1;
    /** The version tells the outcome. */
    private static final int TOLD = 1 << 1;
    /** The version does not tell: each event must be looked at. */
    private static final byte EACH = 1 << 2;

    /** The chunk that a worker is at, and its columns as far as they were asked for. */
    static final class Chunk {
        final IndexedEvent event;
        private final EventColumns columns;
        private final short[] kinds = new short[EventColumns.CHUNK_ROWS];
        private final short[] flags = new short[EventColumns.CHUNK_ROWS];
        private final int[] lineages = new int[EventColumns.CHUNK_ROWS];
        private final int[] fds = new int[EventColumns.CHUNK_ROWS];
        private final int sameMannerFrom;
        private int kindsOf = -1;
        private int flagsOf = -1;
        private int lineagesOf = -1;
        private int fdsOf = -1;
        private int chunk = -1;
        /** Rows whose state must be replayed. */
        long[] unresolved = new long[0];

        Chunk(IndexedEvent event, EventColumns columns, int sameMannerFrom) {
            this.event = event;
            this.columns = columns;
            this.sameMannerFrom = sameMannerFrom;
        }

        void moveTo(int target) {
            chunk = target;
            unresolved = new long[Selection.WORDS];
        }

        int rows() {
            return columns.rowsIn(chunk);
        }

        int firstRow() {
            return chunk << EventColumns.CHUNK_BITS;
        }

        /** Whether outcomes hold for all events of a version, from a row of the chunk on. */
        boolean isOneManner(int from) {
            return firstRow() + from >= sameMannerFrom;
        }

        boolean isPlain() {
            return columns.isPlain(chunk);
        }

        short[] kinds() {
            if (kindsOf != chunk) {
                columns.kinds(chunk, kinds);
                kindsOf = chunk;
            }
            return kinds;
        }

        short[] flags() {
            if (flagsOf != chunk) {
                columns.flags(chunk, flags);
                flagsOf = chunk;
            }
            return flags;
        }

        int[] lineages() {
            if (lineagesOf != chunk) {
                columns.lineages(chunk, lineages);
                lineagesOf = chunk;
            }
            return lineages;
        }

        int[] fds() {
            if (fdsOf != chunk) {
                columns.fds(chunk, fds);
                fdsOf = chunk;
            }
            return fds;
        }
    }

    /**
     * Selects from the candidates.
     *
     * @param candidates rows to look at, not to be changed
     * @param selected   takes the outcome; all zeros before
     */
    abstract void scan(Chunk chunk, long[] candidates, long[] selected);

    /** Takes the rows that all parts select. */
    static final class All extends ScanNode {
        private final ScanNode[] parts;

        All(ScanNode[] parts) {
            this.parts = parts;
        }

        @Override
        void scan(Chunk chunk, long[] candidates, long[] selected) {
            long[] left = candidates;
            for (int index = 0; index < parts.length; index++) {
                long[] next = index == parts.length - 1 ? selected : new long[candidates.length];
                parts[index].scan(chunk, left, next);
                left = next;
            }
        }
    }

    /** Takes the rows that any part selects. */
    static final class Any extends ScanNode {
        private final ScanNode[] parts;

        Any(ScanNode[] parts) {
            this.parts = parts;
        }

        @Override
        void scan(Chunk chunk, long[] candidates, long[] selected) {
            long[] left = candidates.clone();
            long[] found = new long[candidates.length];
            for (ScanNode part : parts) {
                Arrays.fill(found, 0);
                part.scan(chunk, left, found);
                for (int word = 0; word < left.length; word++) {
                    selected[word] |= found[word];
                    left[word] &= ~found[word];
                }
            }
        }
    }

    /** Takes the rows that the part does not select. */
    static final class Not extends ScanNode {
        private final ScanNode part;

        Not(ScanNode part) {
            this.part = part;
        }

        @Override
        void scan(Chunk chunk, long[] candidates, long[] selected) {
            long[] found = new long[candidates.length];
            part.scan(chunk, candidates, found);
            for (int word = 0; word < found.length; word++) {
                selected[word] = candidates[word] & ~found[word];
            }
        }
    }

    /** Evaluates a comparison for each row. */
    static class EachRow extends ScanNode {
        private final FilterPart.Comparison comparison;

        /** Kinds of events that it cannot be true for; {@code null} if there are none. */
        private final boolean @Nullable [] excluded;

        EachRow(FilterPart.Comparison comparison, CaptureIndex index) {
            this.comparison = comparison;
            this.excluded = excluded(comparison, index);
        }

        private static boolean @Nullable [] excluded(FilterPart.Comparison comparison, CaptureIndex index) {
            boolean any = false;
            boolean[] kinds = new boolean[index.kindCount()];
            for (int kind = 0; kind < kinds.length; kind++) {
                kinds[kind] = !comparison.canMatch(index.kind(kind).code());
                any |= kinds[kind];
            }
            return any ? kinds : null;
        }

        @Override
        void scan(Chunk chunk, long[] candidates, long[] selected) {
            boolean[] excludes = excluded;
            short[] kinds = excludes == null ? new short[0] : chunk.kinds();
            for (int word = 0; word < candidates.length; word++) {
                long found = 0;
                for (long bits = candidates[word]; bits != 0; bits &= bits - 1) {
                    int bit = Long.numberOfTrailingZeros(bits);
                    int at = (word << 6) + bit;
                    boolean looked = excludes == null || !excludes[Short.toUnsignedInt(kinds[at])];
                    if (looked && matches(chunk, at)) {
                        found |= 1L << bit;
                    }
                }
                selected[word] = found;
            }
        }

        final boolean matches(Chunk chunk, int at) {
            try {
                return matchesOrThrows(chunk, at);
            } catch (NotInLineageException e) {
                chunk.unresolved[at >>> 6] |= 1L << at;
                return false;
            }
        }

        final boolean matchesOrThrows(Chunk chunk, int at) {
            chunk.event.moveTo(chunk.firstRow() + at);
            return comparison.matches(chunk.event);
        }
    }

    /** Evaluates a comparison once for each version that rows refer to, and looks the outcome up for the others. */
    abstract static class EachVersion extends EachRow {
        /** Outcomes by key, shared by all workers: whoever finds one out writes it, and all write the same. */
        private final byte[] outcomes;

        private final int[] keys = new int[Long.SIZE];
        private final byte[] known = new byte[Long.SIZE];

        EachVersion(FilterPart.Comparison comparison, CaptureIndex index, byte[] outcomes) {
            super(comparison, index);
            this.outcomes = outcomes;
        }

        /**
         * What the outcomes of 64 rows are kept under; the last key, which nothing is kept under, for rows that must be
         * looked at one by one.
         */
        abstract void keys(Chunk chunk, int from, int[] target, int each);

        @Override
        void scan(Chunk chunk, long[] candidates, long[] selected) {
            byte[] all = outcomes;
            int each = all.length - 1;
            int[] rows = keys;
            byte[] found = known;
            for (int word = 0; word < candidates.length; word++) {
                long wanted = candidates[word];
                if (wanted == 0) {
                    continue;
                }
                if (chunk.isOneManner(word << 6)) {
                    keys(chunk, word << 6, rows, each);
                } else {
                    Arrays.fill(rows, each);
                }
                for (int bit = 0; bit < Long.SIZE; bit++) {
                    found[bit] = all[rows[bit]];
                }
                long told = bits(found, 1);
                long yes = bits(found, 0) & told & wanted;
                for (long bits = wanted & ~told; bits != 0; bits &= bits - 1) {
                    int bit = Long.numberOfTrailingZeros(bits);
                    if (find(chunk, (word << 6) + bit, rows[bit], each)) {
                        yes |= 1L << bit;
                    }
                }
                selected[word] = yes;
            }
        }

        /** One bit of each of 64 bytes, the first lowest: eight bytes at a time, gathered by a multiplication. */
        private static long bits(byte[] bytes, int bit) {
            long bits = 0;
            for (int group = 0; group < Long.BYTES; group++) {
                long eight = (long) LONGS.get(bytes, group << 3) >>> bit & 0x0101010101010101L;
                bits |= (eight * 0x0102040810204080L >>> 56) << (group << 3);
            }
            return bits;
        }

        private boolean find(Chunk chunk, int at, int key, int each) {
            byte outcome = outcomes[key];
            if ((outcome & TOLD) != 0) {
                return (outcome & TRUE) != 0;
            }
            if (key == each || outcome == EACH) {
                return matches(chunk, at);
            }
            try {
                boolean matches = matchesOrThrows(chunk, at);
                outcomes[key] = (byte) (matches ? TOLD | TRUE : TOLD);
                return matches;
            } catch (NotInLineageException e) {
                outcomes[key] = EACH;
                chunk.unresolved[at >>> 6] |= 1L << at;
                return false;
            }
        }
    }

    /** Once for each kind of event. */
    static final class EachKind extends EachVersion {
        EachKind(FilterPart.Comparison comparison, CaptureIndex index, byte[] outcomes) {
            super(comparison, index, outcomes);
        }

        @Override
        void keys(Chunk chunk, int from, int[] target, int each) {
            short[] kinds = chunk.kinds();
            for (int bit = 0; bit < Long.SIZE; bit++) {
                target[bit] = Short.toUnsignedInt(kinds[from + bit]);
            }
        }
    }

    /** Once for each version of a thread. */
    static final class EachLineage extends EachVersion {
        EachLineage(FilterPart.Comparison comparison, CaptureIndex index, byte[] outcomes) {
            super(comparison, index, outcomes);
        }

        @Override
        void keys(Chunk chunk, int from, int[] target, int each) {
            int[] lineages = chunk.lineages();
            for (int bit = 0; bit < Long.SIZE; bit++) {
                int lineage = lineages[from + bit];
                target[bit] = lineage < 0 ? each : lineage;
            }
        }
    }

    /** Once for each version of a descriptor, and once for each kind of event that concerns none yet. */
    static final class EachDescriptor extends EachVersion {
        private final int firstKind;

        EachDescriptor(FilterPart.Comparison comparison, CaptureIndex index, byte[] outcomes) {
            super(comparison, index, outcomes);
            this.firstKind = 2 * (index.fdCount() + 1);
        }

        /** How many keys there can be. */
        static int room(CaptureIndex index) {
            return 2 * (index.fdCount() + 1) + index.kindCount() + 1;
        }

        /** Events that are about their descriptor come apart from those that only mention it. */
        @Override
        void keys(Chunk chunk, int from, int[] target, int each) {
            int[] fds = chunk.fds();
            short[] flags = chunk.flags();
            short[] kinds = chunk.kinds();
            for (int bit = 0; bit < Long.SIZE; bit++) {
                int flag = flags[from + bit];
                int fd = fds[from + bit];
                int concerns = (flag & EventColumns.CONCERNS_FD) >> 1;
                int key = Math.max(0, fd + 1) << 1 | concerns;
                if (fd == -1 && concerns != 0) {
                    key = firstKind + Short.toUnsignedInt(kinds[from + bit]);
                }
                target[bit] = (flag & EventColumns.OWN_DESCRIPTOR) != 0 ? each : key;
            }
        }
    }
}
