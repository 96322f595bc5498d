package io.scapula.column;

import io.scapula.field.Reads;
import io.scapula.filter.Filter;
import io.scapula.filter.FilterPart;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Evaluates a filter over the rows of an index. Comparisons that depend on a version of a thread or descriptor, or on the
 * kind of event, are evaluated once for each and looked up for all rows that refer to it; the others for each row that the
 * cheaper ones leave.
 */
public final class IndexScan {
    private final CaptureIndex index;
    private final EventColumns columns;
    private final Supplier<Filter> filters;
    private final FilterPart shape;
    private final List<byte[]> outcomes = new ArrayList<>();

    /**
     * Prepares a scan.
     *
     * @param filters makes the filter anew for each worker; it must not {@linkplain #needsReplay remember} anything
     */
    public IndexScan(CaptureIndex index, Supplier<Filter> filters) {
        this.index = index;
        this.columns = index.columns();
        this.filters = filters;
        this.shape = filters.get().shape();
        prepare(shape);
    }

    /** Whether a filter cannot be evaluated over rows at all, because it depends on what it was asked before. */
    public static boolean needsReplay(Filter filter) {
        return filter.shape().reads() == Reads.PAST;
    }

    /** Room for the outcomes of each comparison, in the order in which {@link NodeMaker} meets them. */
    private void prepare(FilterPart part) {
        if (part instanceof FilterPart.All all) {
            all.parts().forEach(this::prepare);
        } else if (part instanceof FilterPart.Any any) {
            any.parts().forEach(this::prepare);
        } else if (part instanceof FilterPart.Not not) {
            prepare(not.part());
        } else {
            outcomes.add(new byte[room(part.reads())]);
        }
    }

    private int room(Reads reads) {
        return switch (reads) {
            case NOTHING, KIND -> index.kindCount() + 1;
            case THREAD -> index.lineageCount() + 1;
            case DESCRIPTOR -> ScanNode.EachDescriptor.room(index);
            case EVENT, PAST -> 0;
        };
    }

    /**
     * Selects the rows of shown events that pass.
     *
     * @param unresolved takes the rows that must be replayed to tell; they are not selected
     * @param closed     asked now and then; true ends the scan
     * @throws IllegalStateException if the scan was ended
     */
    public Selection run(Selection unresolved, BooleanSupplier closed) {
        int chunks = columns.chunkCount();
        Selection selection = new Selection(chunks);
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        int workers = Math.max(1, Math.min(chunks, Runtime.getRuntime().availableProcessors()));
        // Nobody may return while another worker still reads: what it reads from could be given back then.
        IntStream.range(0, workers).parallel().forEach(worker -> {
            try {
                work(next, selection, unresolved, () -> closed.getAsBoolean() || failure.get() != null);
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        });
        Throwable failed = failure.get();
        if (failed instanceof Error error) {
            throw error;
        }
        if (failed != null) {
            throw (RuntimeException) failed;
        }
        if (closed.getAsBoolean()) {
            throw new IllegalStateException("the capture was closed while a question was being answered");
        }
        return selection;
    }

    private void work(AtomicInteger next, Selection selection, Selection unresolved, BooleanSupplier ended) {
        int chunks = columns.chunkCount();
        int chunk = next.getAndIncrement();
        if (chunk >= chunks) {
            return;
        }
        ScanNode root = new NodeMaker().node(filters.get().shape());
        ScanNode.Chunk at = new ScanNode.Chunk(index.newEvent(), columns, index.sameMannerFrom());
        for (; chunk < chunks && !ended.getAsBoolean(); chunk = next.getAndIncrement()) {
            scan(root, at, chunk, selection, unresolved);
        }
    }

    /** The rows of all shown events. */
    public static Selection shown(CaptureIndex index) {
        EventColumns columns = index.columns();
        Selection selection = new Selection(columns.chunkCount());
        ScanNode.Chunk at = new ScanNode.Chunk(index.newEvent(), columns, index.sameMannerFrom());
        for (int chunk = 0; chunk < columns.chunkCount(); chunk++) {
            at.moveTo(chunk);
            long[] words = candidates(at);
            for (int word = 0; word < words.length; word++) {
                words[word] |= at.unresolved[word];
            }
            selection.set(chunk, words);
        }
        return selection;
    }

    private void scan(ScanNode root, ScanNode.Chunk at, int chunk, Selection selection, Selection unresolved) {
        at.moveTo(chunk);
        long[] candidates = candidates(at);
        long[] selected = new long[Selection.WORDS];
        root.scan(at, candidates, selected);
        for (int word = 0; word < selected.length; word++) {
            selected[word] &= ~at.unresolved[word];
        }
        selection.set(chunk, selected);
        unresolved.set(chunk, at.unresolved);
    }

    private static long[] candidates(ScanNode.Chunk at) {
        long[] words = new long[Selection.WORDS];
        int rows = at.rows();
        if (at.isPlain()) {
            java.util.Arrays.fill(words, 0, rows >>> 6, -1L);
            if ((rows & 63) != 0) {
                words[rows >>> 6] = (1L << rows) - 1;
            }
            return words;
        }
        short[] all = at.flags();
        for (int row = 0; row < rows; row++) {
            int flags = all[row];
            if ((flags & EventColumns.SHOWN) != 0) {
                long[] target = (flags & EventColumns.IRREGULAR) == 0 ? words : at.unresolved;
                target[row >>> 6] |= 1L << row;
            }
        }
        return words;
    }

    /** One line for each part: how it is evaluated, and how often at most. */
    public List<String> explain() {
        List<String> lines = new ArrayList<>();
        explain(shape, "", lines);
        return lines;
    }

    private void explain(FilterPart part, String indent, List<String> lines) {
        if (part instanceof FilterPart.All all) {
            lines.add(indent + "all of");
            all.parts().forEach(one -> explain(one, indent + "  ", lines));
        } else if (part instanceof FilterPart.Any any) {
            lines.add(indent + "any of");
            any.parts().forEach(one -> explain(one, indent + "  ", lines));
        } else if (part instanceof FilterPart.Not not) {
            lines.add(indent + "none of");
            explain(not.part(), indent + "  ", lines);
        } else {
            lines.add(indent + part + "   -- " + how(part.reads()));
        }
    }

    private String how(Reads reads) {
        if (room(reads) == 0) {
            return reads == Reads.PAST ? "by replay" : "for each event that is left";
        }
        return switch (reads) {
            case NOTHING, KIND -> "once for each of " + index.kindCount() + " kinds of events";
            case THREAD -> "once for each of " + index.lineageCount() + " versions of threads";
            case DESCRIPTOR -> "once for each of " + index.fdCount() + " versions of descriptors";
            case EVENT, PAST -> throw new AssertionError(reads);
        };
    }

    /** Makes the nodes of one worker. */
    private final class NodeMaker {
        private int comparisons;

        ScanNode node(FilterPart part) {
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
                return comparison(comparison, outcomes.get(comparisons++));
            }
            throw new AssertionError(part);
        }

        private ScanNode[] nodes(List<FilterPart> parts) {
            return parts.stream().map(this::node).toArray(ScanNode[]::new);
        }

        private ScanNode comparison(FilterPart.Comparison comparison, byte[] known) {
            if (known.length == 0) {
                return new ScanNode.EachRow(comparison, index);
            }
            return switch (comparison.reads()) {
                case NOTHING, KIND -> new ScanNode.EachKind(comparison, index, known);
                case THREAD -> new ScanNode.EachLineage(comparison, index, known);
                case DESCRIPTOR -> new ScanNode.EachDescriptor(comparison, index, known);
                case EVENT, PAST -> throw new AssertionError(comparison);
            };
        }
    }
}
