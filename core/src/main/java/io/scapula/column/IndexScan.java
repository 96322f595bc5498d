package io.scapula.column;

import io.scapula.field.Reads;
import io.scapula.filter.Filter;
import io.scapula.filter.FilterPart;
import io.scapula.format.event.EventTypeSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Evaluates a filter over the rows of an index, as its {@link ScanPlan} says, with as many workers as there are processors. */
public final class IndexScan {
    private final CaptureIndex index;
    private final EventColumns columns;
    private final FilterPart shape;
    private final Supplier<Filter> more;

    /**
     * Prepares a scan.
     *
     * @param filter must not {@linkplain #needsReplay remember} anything; not to be used elsewhere while the scan runs
     * @param more   makes the same filter anew, for each further worker
     */
    public IndexScan(CaptureIndex index, Filter filter, Supplier<Filter> more) {
        this.index = index;
        this.columns = index.columns();
        this.shape = filter.shape();
        this.more = more;
    }

    /** Whether a filter cannot be evaluated over rows at all, because it depends on what it was asked before. */
    public static boolean needsReplay(Filter filter) {
        return filter.shape().reads() == Reads.PAST;
    }

    /**
     * Selects the rows of shown events that pass.
     *
     * @param unresolved takes the rows that must be replayed to tell; they are not selected
     * @param closed     asked now and then; true ends the scan
     * @throws IllegalStateException if the scan was ended
     * @throws IOException           if there is no room for the lists of rows that it makes
     */
    public Selection run(Selection unresolved, BooleanSupplier closed) throws IOException {
        int chunks = columns.chunkCount();
        Selection selection = Selection.none(index);
        ScanPlan plan = new ScanPlan(index);
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        int workers = Math.max(1, Math.min(chunks, Runtime.getRuntime().availableProcessors()));
        // Nobody may return while another worker still reads: what it reads from could be given back then.
        IntStream.range(0, workers).parallel().forEach(worker -> {
            try {
                Supplier<FilterPart> filter =
                        () -> worker == 0 ? shape : more.get().shape();
                work(plan, filter, next, selection, unresolved, () -> closed.getAsBoolean() || failure.get() != null);
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        });
        Throwable failed = failure.get();
        if (failed instanceof Error error) {
            throw error;
        }
        if (failed instanceof UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        if (failed != null) {
            throw (RuntimeException) failed;
        }
        if (closed.getAsBoolean()) {
            throw new IllegalStateException("the capture was closed while a question was being answered");
        }
        return selection;
    }

    private void work(
            ScanPlan plan,
            Supplier<FilterPart> filter,
            AtomicInteger next,
            Selection selection,
            Selection unresolved,
            BooleanSupplier ended) {
        int chunks = columns.chunkCount();
        int chunk = next.getAndIncrement();
        if (chunk >= chunks) {
            return;
        }
        ScanNode root = plan.node(filter.get());
        ScanChunk at = new ScanChunk(index);
        for (; chunk < chunks && !ended.getAsBoolean(); chunk = next.getAndIncrement()) {
            at.moveTo(chunk);
            long[] selected = new long[Selection.WORDS];
            root.scan(at, index.shown(chunk).regular(), selected);
            long[] left = at.unresolved();
            if (left != null) {
                for (int word = 0; word < selected.length; word++) {
                    selected[word] &= ~left[word];
                }
                unresolved.set(chunk, left);
            }
            selection.set(chunk, selected);
        }
    }

    /** The rows of all shown events. */
    public static Selection shown(CaptureIndex index) {
        Selection selection = Selection.none(index);
        for (int chunk = 0; chunk < index.columns().chunkCount(); chunk++) {
            ShownRows shown = index.shown(chunk);
            long[] rows = shown.regular().clone();
            long[] irregular = shown.irregular();
            for (int word = 0; irregular != null && word < rows.length; word++) {
                rows[word] |= irregular[word];
            }
            selection.set(chunk, rows);
        }
        return selection;
    }

    /** The rows of all shown events whose codes are in the set, shown or to be replayed. */
    public static Selection ofTypes(CaptureIndex index, EventTypeSet types) {
        Selection selection = Selection.none(index);
        boolean[] wanted = new boolean[index.kindCount()];
        for (int kind = 0; kind < wanted.length; kind++) {
            wanted[kind] = types.contains(index.kind(kind).code());
        }
        EventColumns columns = index.columns();
        int rows = index.rows();
        for (int row = 0; row < rows; row++) {
            if (wanted[columns.kind(row)] && (columns.flags(row) & EventColumns.SHOWN) != 0) {
                selection.set(row, true);
            }
        }
        return selection;
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
            lines.add(indent + part + "   -- " + how(part));
        }
    }

    private String how(FilterPart part) {
        boolean isNumber = part instanceof FilterPart.Comparison comparison && comparison.numberTest() != null;
        return switch (part.reads()) {
            case NOTHING, KIND -> "once for each of " + index.kindCount() + " kinds of events";
            case THREAD -> "once for each of " + index.lineageCount() + " versions of threads";
            case DESCRIPTOR -> "once for each of " + index.fdCount() + " versions of descriptors";
            case EVENT -> isNumber ? "in the column of each event that is left" : "for each event that is left";
            case PAST -> "by replay";
        };
    }
}
