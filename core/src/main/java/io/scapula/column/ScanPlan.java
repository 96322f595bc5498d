package io.scapula.column;

import io.scapula.field.Reads;
import io.scapula.filter.FilterPart;
import io.scapula.filter.NumberTest;
import java.util.ArrayList;
import java.util.List;

/**
 * How a filter is evaluated over the rows of an index. What depends on a version of a thread or descriptor, or on the kind
 * of event, is evaluated once for each, numbers are compared in their columns, and what is left is looked at row by row.
 */
final class ScanPlan {
    private final CaptureIndex index;
    /** Outcomes by key, in the order in which a worker's nodes ask for them. */
    private final List<byte[]> outcomes = new ArrayList<>();

    ScanPlan(CaptureIndex index) {
        this.index = index;
    }

    /** Makes the nodes of one worker from a filter of its own. */
    ScanNode node(FilterPart filter) {
        return new Worker().node(filter);
    }

    private synchronized byte[] outcomes(int place, RowKeys keys) {
        if (place == outcomes.size()) {
            byte[] made = new byte[keys.room()];
            made[RowKeys.NONE] = EachKey.EACH;
            outcomes.add(made);
        }
        return outcomes.get(place);
    }

    /** What the outcome of a comparison depends on, for events of a kind. */
    private Reads reads(FilterPart.Comparison comparison, int kind) {
        return comparison.reads(index.kind(kind).code());
    }

    private static boolean isToldByKind(Reads reads) {
        return reads == Reads.NOTHING || reads == Reads.KIND;
    }

    private final class Worker {
        private int place;

        ScanNode node(FilterPart part) {
            return byReads(part, part.reads());
        }

        private ScanNode byReads(FilterPart part, Reads reads) {
            return switch (reads) {
                case NOTHING, KIND -> byKey(part, index.kindKeys(), new EachRow(part));
                case THREAD -> byKey(part, index.lineageKeys(), new EachRow(part));
                case DESCRIPTOR -> byKey(part, index.descriptorKeys(), new EachRow(part));
                case EVENT, PAST -> byEvent(part);
            };
        }

        private EachKey byKey(FilterPart part, RowKeys keys, ScanNode rest) {
            return new EachKey(part, keys, outcomes(place++, keys), rest);
        }

        private ScanNode byEvent(FilterPart part) {
            if (part instanceof FilterPart.All all) {
                return new ScanNode.All(nodes(all.parts()));
            }
            if (part instanceof FilterPart.Any any) {
                return new ScanNode.Any(nodes(any.parts()));
            }
            if (part instanceof FilterPart.Not not) {
                return new ScanNode.Not(node(not.part()));
            }
            if (part instanceof FilterPart.Comparison comparison) {
                NumberTest test = comparison.numberTest();
                return test == null
                        ? comparison(comparison)
                        : new EachNumber(test, NumberColumn.of(test.number(), index));
            }
            throw new AssertionError(part);
        }

        private ScanNode[] nodes(List<FilterPart> parts) {
            return parts.stream().map(this::node).toArray(ScanNode[]::new);
        }

        /** Some kinds of events may tell the outcome by themselves, and the others by no more than their descriptor. */
        private ScanNode comparison(FilterPart.Comparison comparison) {
            Reads others = Reads.NOTHING;
            List<Integer> untold = new ArrayList<>();
            for (int kind = 0; kind < index.kindCount(); kind++) {
                Reads reads = reads(comparison, kind);
                if (!isToldByKind(reads)) {
                    untold.add(kind);
                    others = others.and(reads);
                }
            }
            ScanNode rest = others == Reads.THREAD || others == Reads.DESCRIPTOR
                    ? byReads(comparison, others)
                    : new EachRow(comparison);
            if (untold.size() == index.kindCount()) {
                return rest;
            }
            EachKey byKind = byKey(comparison, index.kindKeys(), rest);
            untold.forEach(kind -> byKind.leave(RowKeys.Kinds.key(kind)));
            return byKind;
        }
    }
}
