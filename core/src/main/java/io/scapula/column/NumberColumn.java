package io.scapula.column;

import io.scapula.event.Latency;
import io.scapula.field.EventNumber;

/** Reads a number of events from the columns, for 64 rows at once. */
interface NumberColumn {
    /**
     * Reads the numbers.
     *
     * @param row    the first row, the first of a word
     * @param wanted the rows to look at; what is told of others does not matter
     * @param target takes the numbers
     * @return the rows that have one
     */
    long read(int row, long wanted, long[] target);

    /** Where the number is kept. */
    static NumberColumn of(EventNumber number, CaptureIndex index) {
        EventColumns columns = index.columns();
        return switch (number) {
            case NUMBER ->
                all((row, target) -> {
                    for (int bit = 0; bit < Long.SIZE; bit++) {
                        target[bit] = index.numberOf(row + bit);
                    }
                });
            case CPU -> all(columns::cpus);
            case TIME -> all(columns::times);
            case TIME_SINCE_START ->
                all((row, target) -> {
                    columns.times(row, target);
                    for (int bit = 0; bit < Long.SIZE; bit++) {
                        target[bit] -= index.captureStartNanos(row + bit);
                    }
                });
            case LATENCY -> new Latencies(index);
            case RESULT ->
                (row, wanted, target) -> {
                    columns.results(row, target);
                    return columns.flagged(row, EventColumns.RESULT);
                };
            case FAILED ->
                all((row, target) -> {
                    columns.results(row, target);
                    for (int bit = 0; bit < Long.SIZE; bit++) {
                        target[bit] >>>= Long.SIZE - 1;
                    }
                });
        };
    }

    /** Reads a number that every event has. */
    @FunctionalInterface
    interface Read {
        void read(int row, long[] target);
    }

    private static NumberColumn all(Read read) {
        return (row, wanted, target) -> {
            read.read(row, target);
            return -1;
        };
    }

    /** Computes latencies from the times of two events. */
    final class Latencies implements NumberColumn {
        private final EventColumns columns;
        private final boolean[] sinceEnter;
        private final boolean[] zero;

        Latencies(CaptureIndex index) {
            columns = index.columns();
            sinceEnter = new boolean[index.kindCount()];
            zero = new boolean[index.kindCount()];
            for (int kind = 0; kind < zero.length; kind++) {
                Latency latency = Latency.of(index.kind(kind).code());
                sinceEnter[kind] = latency == Latency.SINCE_ENTER;
                zero[kind] = latency == Latency.ZERO;
            }
        }

        @Override
        public long read(int row, long wanted, long[] target) {
            long entered = columns.flagged(row, EventColumns.PEER_ENTERED);
            long present = 0;
            for (long bits = wanted & columns.withLineage(row); bits != 0; bits &= bits - 1) {
                int bit = Long.numberOfTrailingZeros(bits);
                int kind = columns.kind(row + bit);
                if (zero[kind]) {
                    target[bit] = 0;
                    present |= 1L << bit;
                } else if (sinceEnter[kind] && (entered >>> bit & 1) != 0) {
                    int enter = columns.peer(row + bit);
                    target[bit] = Latency.between(columns.time(enter), columns.time(row + bit));
                    present |= 1L << bit;
                }
            }
            return present;
        }
    }
}
