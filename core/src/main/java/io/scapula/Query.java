package io.scapula;

import io.scapula.column.IndexScan;
import io.scapula.column.IndexedEvent;
import io.scapula.column.Selection;
import io.scapula.event.EventContext;
import io.scapula.event.EventReplay;
import io.scapula.field.Fields;
import io.scapula.filter.Filter;
import io.scapula.format.event.EventTypeSet;
import io.scapula.relation.Relation;
import io.scapula.relation.RelationTables;
import io.scapula.state.NotInLineageException;
import io.scapula.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A question about the events of a capture: a filter, and what to do with the events that it selects. Immutable, and may
 * be asked from several threads at once.
 *
 * <pre>{@code
 * Query failed = capture.query("evt.type = openat and evt.failed = true");
 * long howMany = failed.count();
 * Table who = failed.groupBy("proc.name").count();
 * Table what = failed.table("evt.num", "proc.name", "fd.name");
 * }</pre>
 *
 * <p>Events are not read again for it: comparisons of what belongs to a thread or descriptor are evaluated once for each
 * version of one, and only what those leave is looked at event by event. {@link #explain()} shows how.
 */
public final class Query {
    private final IndexedCapture capture;
    private final Fields fields;
    private final @Nullable String filter;

    Query(IndexedCapture capture, @Nullable String filter) {
        this(capture, filter, capture.fields());
    }

    Query(IndexedCapture capture, @Nullable String filter, Fields fields) {
        this.capture = capture;
        this.fields = fields;
        this.filter = filter == null || filter.isBlank() ? null : filter;
        if (this.filter != null) {
            compile(this.filter); // tells what is wrong with it before anything is asked
        }
    }

    private Filter compile(String text) {
        return Filter.compile(text, fields);
    }

    /** How many events are selected. */
    public long count() throws IOException {
        return capture.use(() -> select().count());
    }

    /**
     * Shows every selected event, in the order of the recording.
     *
     * @param action gets an event that is valid during the call only
     */
    public void forEach(Consumer<? super CapturedEvent> action) throws IOException {
        capture.use(() -> {
            Selection selection = select();
            show(selection, action);
            return selection;
        });
    }

    /** Looks at events. */
    @FunctionalInterface
    public interface EventVisitor {
        /**
         * Called for each event, in order; a second time with the whole state if the first time ended in a
         * {@link NotInLineageException}.
         *
         * @param event valid during the call only
         * @return whether to go on
         */
        boolean visit(EventContext event) throws IOException;
    }

    /** Shows every selected event, in the order of the recording, until the visitor has seen enough. */
    public void visit(EventVisitor visitor) throws IOException {
        try (RowReplay replay = capture.replay()) {
            capture.use(() -> {
                Selection selection = select();
                IndexedEvent event = capture.index().newEvent();
                int rows = capture.index().rows();
                boolean more = true;
                for (int row = selection.next(0, rows); more && row < rows; row = selection.next(row + 1, rows)) {
                    capture.requireOpen();
                    event.moveTo(row);
                    more = visit(event, replay, visitor);
                }
                return selection;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Shows every shown event of some types, whatever the filter. */
    void visitTypes(EventTypeSet types, Consumer<? super CapturedEvent> action) throws IOException {
        capture.use(() -> {
            show(IndexScan.ofTypes(capture.index(), types), action);
            return types;
        });
    }

    private static boolean visit(IndexedEvent event, RowReplay replay, EventVisitor visitor) throws IOException {
        if (event.isComplete()) {
            try {
                return visitor.visit(event);
            } catch (NotInLineageException e) {
                // Once more, with all that a replay tells.
            }
        }
        return visitor.visit(replay.at(event.row()));
    }

    private void show(Selection selection, Consumer<? super CapturedEvent> action) throws IOException {
        IndexedEvent event = capture.index().newEvent();
        try (RowReplay replay = capture.replay()) {
            CapturedEvent shown = new CapturedEvent(event, () -> fields, () -> replay.at(event.row()));
            selection.forEach(row -> {
                capture.requireOpen();
                event.moveTo(row);
                action.accept(event.isComplete() ? shown : new CapturedEvent(replay.at(row), () -> fields));
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Fields of every selected event, a row for each.
     *
     * @param names fields with their arguments, such as {@code proc.aname[2]}
     * @throws IllegalArgumentException if there is no such field
     */
    public Table table(String... names) throws IOException {
        return RelationTables.table(relation(names));
    }

    /**
     * Fields of every selected event, to be read by columns and never all in memory: for Arrow
     * ({@link io.scapula.arrow.ArrowTables}) and the like. Which events those are is found out now.
     *
     * @param names fields with their arguments, such as {@code proc.aname[2]}
     * @throws IllegalArgumentException if there is no such field
     */
    public Relation relation(String... names) throws IOException {
        return capture.use(() -> new SelectedEvents(capture, select(), List.of(names), fields));
    }

    /**
     * The selected events by what they have in common.
     *
     * @param names fields with their arguments; none puts all events into one group
     * @throws IllegalArgumentException if there is no such field
     */
    public Grouping groupBy(String... names) {
        return new Grouping(this, List.of(names), fields);
    }

    /**
     * How many of the selected events there are in each span of time; short for {@code groupBy().per(span).count()}.
     *
     * @return columns {@code time}, when the span begins, and {@code count}
     */
    public Table histogram(Duration span) throws IOException {
        return groupBy().per(span).count();
    }

    /** How the filter is evaluated, a line for each part. */
    public List<String> explain() {
        String text = filter;
        if (text == null) {
            return List.of("every event");
        }
        Filter whole = compile(text);
        return IndexScan.needsReplay(whole)
                ? List.of("by replay: a field remembers the events that it was read from before")
                : new IndexScan(capture.index(), whole, () -> compile(text)).explain();
    }

    private Selection select() throws IOException {
        String text = filter;
        if (text == null) {
            return IndexScan.shown(capture.index());
        }
        Filter whole = compile(text);
        if (IndexScan.needsReplay(whole)) {
            return replayed(whole);
        }
        Selection unresolved = Selection.none(capture.index());
        Selection selection =
                new IndexScan(capture.index(), whole, () -> compile(text)).run(unresolved, capture::isClosed);
        if (!unresolved.isEmpty()) {
            resolve(unresolved, selection, whole);
        }
        return selection;
    }

    private void resolve(Selection unresolved, Selection selection, Filter whole) throws IOException {
        try (RowReplay replay = capture.replay()) {
            unresolved.forEach(row -> {
                capture.requireOpen();
                selection.set(row, whole.matches(replay.at(row)));
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Selection replayed(Filter whole) throws IOException {
        Selection selection = Selection.none(capture.index());
        try (EventReplay replay = capture.replayAll()) {
            int row = -1;
            while (replay.advance()) {
                capture.requireOpen();
                row = capture.index().nextShown(row + 1);
                if (whole.matches(replay.event())) {
                    selection.set(row, true);
                }
            }
        }
        return selection;
    }
}
