package io.scapula.column;

import io.scapula.format.event.EventFlag;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventTypeSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What rows have in common: their kind of event, their lineage, their version of a descriptor. Rows with the same key have
 * the same values of fields that {@linkplain io.scapula.field.Reads depend} on nothing else. The rows of each key are
 * listed chunk by chunk, when they are asked for a second time. For any number of threads.
 */
abstract class RowKeys {
    /** A key that tells nothing of its rows. */
    static final int NONE = 0;

    private final CaptureIndex index;
    private final Map<Integer, RowLists> lists = new ConcurrentHashMap<>();
    /** Chunks whose rows were asked for by key before. */
    private final Set<Integer> asked = ConcurrentHashMap.newKeySet();

    private RowKeys(CaptureIndex index) {
        this.index = index;
    }

    /** How many keys there can be. */
    abstract int room();

    /** The key of a row. */
    abstract int of(int row);

    /**
     * Notes that a chunk's rows are asked for. Lists pay if they were before: making them takes longer than looking at each
     * row once.
     */
    boolean areListsWorthwhile(int chunk) {
        return !asked.add(chunk);
    }

    /** The shown rows of a chunk by their keys. */
    RowLists lists(int chunk, RowLists.Sorter sorter) {
        return lists.computeIfAbsent(chunk, absent -> sort(absent, sorter));
    }

    private RowLists sort(int chunk, RowLists.Sorter sorter) {
        int firstRow = chunk << EventColumns.CHUNK_BITS;
        try {
            return sorter.sort(this::of, firstRow, index.shown(chunk).regular(), index::allocate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By kind of event. */
    static final class Kinds extends RowKeys {
        private final CaptureIndex index;

        Kinds(CaptureIndex index) {
            super(index);
            this.index = index;
        }

        static int key(int kind) {
            return NONE + 1 + kind;
        }

        @Override
        int room() {
            return key(index.kindCount());
        }

        @Override
        int of(int row) {
            return key(index.columns().kind(row));
        }
    }

    /** By lineage, and without one by what the machine shared. */
    static final class Lineages extends RowKeys {
        private final EventColumns columns;
        private final ThreadlessRows threadless;
        private final int lineages;

        Lineages(CaptureIndex index, ThreadlessRows threadless) {
            super(index);
            this.columns = index.columns();
            this.threadless = threadless;
            this.lineages = index.lineageCount();
        }

        @Override
        int room() {
            return threadless.count() + lineages;
        }

        @Override
        int of(int row) {
            int lineage = columns.lineage(row);
            return lineage < 0 ? threadless.number(row) : threadless.count() + lineage;
        }
    }

    /**
     * By version of the descriptor; versions that look the same count as one. Events that are about it come apart from those
     * that only mention it, and events whose descriptor is not known from each other by kind and number. Rows whose
     * parameters tell what their descriptor is, or would have been, have a key that tells nothing.
     */
    static final class Descriptors extends RowKeys {
        /** The keys of rows whose descriptor is not known. */
        private static final int NOT_KNOWN = NONE + 1;
        /** How many numbers of unknown descriptors have keys of their own, from {@link #LEAST_NUMBER} on. */
        private static final int NUMBERS = 1 << 6;

        private static final int LEAST_NUMBER = -1;
        private static final EventTypeSet TELLING = EventTable.current()
                .where(type -> type.has(EventFlag.CREATES_FD) || type.name().equals("connect"));

        private final EventColumns columns;
        private final FdLooks looks;
        private final boolean[] tells;
        private final int firstKind = NOT_KNOWN + 2;
        private final int firstFd;
        private final int fds;

        Descriptors(CaptureIndex index, FdLooks looks) {
            super(index);
            this.columns = index.columns();
            this.looks = looks;
            this.tells = new boolean[index.kindCount()];
            for (int kind = 0; kind < tells.length; kind++) {
                tells[kind] = TELLING.contains(index.kind(kind).code());
            }
            this.firstFd = firstKind + NUMBERS * index.kindCount();
            this.fds = index.fdCount();
        }

        @Override
        int room() {
            return firstFd + 2 * fds;
        }

        @Override
        int of(int row) {
            int flags = columns.flags(row);
            int fd = columns.fd(row);
            if ((flags & EventColumns.OWN_DESCRIPTOR) != 0) {
                return fd < 0 ? notKnown(row, FdNumber.decode(fd)) : NONE;
            }
            int concerns = (flags & EventColumns.CONCERNS_FD) >> 1;
            if (fd >= 0) {
                return firstFd + (looks.first(fd) << 1 | concerns);
            }
            return fd == -1 && concerns != 0 ? numbered(columns.kind(row), LEAST_NUMBER) : NOT_KNOWN + concerns;
        }

        private int notKnown(int row, long number) {
            int kind = columns.kind(row);
            boolean hasKey = !tells[kind] && number >= LEAST_NUMBER && number < LEAST_NUMBER + NUMBERS;
            return hasKey ? numbered(kind, (int) number) : NONE;
        }

        private int numbered(int kind, int number) {
            return firstKind + NUMBERS * kind + number - LEAST_NUMBER;
        }
    }
}
