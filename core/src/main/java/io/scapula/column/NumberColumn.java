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
        private final Latency[] ofKinds;

        Latencies(CaptureIndex index) {
            columns = index.columns();
            ofKinds = new Latency[index.kindCount()];
            for (int kind = 0; kind < ofKinds.length; kind++) {
                ofKinds[kind] = Latency.of(index.kind(kind).code());
            }
        }

        @Override
        public long read(int row, long wanted, long[] target) {
            long present = 0;
            for (long bits = wanted; bits != 0; bits &= bits - 1) {
                int bit = Long.numberOfTrailingZeros(bits);
                int at = row + bit;
                Latency latency = ofKinds[columns.kind(at)];
                boolean entered = (columns.flags(at) & EventColumns.PEER_ENTERED) != 0;
                if (latency == Latency.SINCE_ENTER && entered) {
                    target[bit] = Latency.between(columns.time(columns.peer(at)), columns.time(at));
                    present |= 1L << bit;
                } else if (latency == Latency.ZERO) {
                    target[bit] = 0;
                    present |= 1L << bit;
                }
            }
            return present & columns.withLineage(row);
        }
    }
}
