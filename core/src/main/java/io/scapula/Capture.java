package io.scapula;

import io.scapula.analysis.AnalysisRequest;
import io.scapula.analysis.AnalysisRun;
import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Analyzers;
import io.scapula.analysis.Outcome;
import io.scapula.arrow.ArrowVectors;
import io.scapula.column.IndexBuilder;
import io.scapula.event.EventReplay;
import io.scapula.field.Fields;
import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureWarning;
import io.scapula.format.Compression;
import io.scapula.format.event.EventTypeSet;
import io.scapula.history.CaptureHistory;
import io.scapula.history.HistoryRecorder;
import io.scapula.relation.Relation;
import io.scapula.relation.TableRelation;
import io.scapula.table.Table;
import io.scapula.text.DisplayOptions;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;

/**
 * A capture to ask questions about.
 *
 * <pre>{@code
 * try (Capture capture = Capture.open(Path.of("crash.scap.gz"))) {
 *     Table pods = capture.analyze("pods");
 *     for (int row = 0; row < pods.rowCount(); row++) {
 *         System.out.println(pods.text(row, "container.id"));
 *     }
 * }
 * }</pre>
 *
 * <p>Opening only looks at the first bytes. The first question replays the whole capture, the others use what that
 * found. For one thread, but {@linkplain #query queries} may be asked and {@link #close()} called from any.
 */
public final class Capture implements Closeable {
    private static final int EVENTS_PER_UPDATE = 1 << 14;

    private final CaptureSource source;
    private final IndexKeeper index;
    private volatile @Nullable CaptureHistory history;

    private Capture(CaptureSource source) {
        this.source = source;
        this.index = new IndexKeeper(source);
    }

    /**
     * Opens a file.
     *
     * @throws io.scapula.format.MalformedCaptureException if it does not start like a capture
     * @throws IOException                                 if it cannot be read
     */
    public static Capture open(Path path) throws IOException {
        return open(path, CaptureOptions.DEFAULT);
    }

    /** Opens a file, as {@link #open(Path)} does. */
    public static Capture open(Path path, CaptureOptions options) throws IOException {
        return open(path, path.toString(), options);
    }

    /**
     * Opens a file that goes by another name than its path, such as one that was moved since it was named.
     *
     * @param name what {@link #name()}, tables and messages call it
     */
    public static Capture open(Path path, String name, CaptureOptions options) throws IOException {
        return new Capture(new CaptureSource(name, path, CaptureReader.open(path, options.reading()), options));
    }

    /**
     * Opens a stream, such as standard input; closing the capture closes it.
     *
     * @param name what to call it in messages
     */
    public static Capture open(InputStream stream, String name, CaptureOptions options) throws IOException {
        return new Capture(new CaptureSource(name, null, CaptureReader.open(stream, name, options.reading()), options));
    }

    /** The path, or the name given for a stream. */
    public String name() {
        return source.name();
    }

    public Compression compression() {
        return source.first().compression();
    }

    /** Size of the file as it is stored, or -1 for a stream. */
    public long storedBytes() {
        return source.first().storedBytes();
    }

    /** What a replay of the whole capture finds; the first call replays, unless the capture is indexed. */
    public CaptureHistory history() throws IOException {
        return history((bytes, total) -> {});
    }

    /**
     * What a replay of the whole capture finds; the first call replays, unless the capture is indexed.
     *
     * @param progress is told how far the replay has come; may throw
     *                 {@link java.util.concurrent.CancellationException} to stop it, after which the capture must be
     *                 opened again
     */
    public CaptureHistory history(CaptureHistory.Progress progress) throws IOException {
        analyze(List.of(), progress);
        return Objects.requireNonNull(history);
    }

    /** Every event, see {@link #events(String)}. */
    public Events events() {
        return new Events(source::open, source.replayOptions(), null);
    }

    /**
     * The events that a filter selects. Asking for them replays a file from its start each time; a stream can be read
     * once.
     *
     * @param filter such as {@code container.name = web and evt.type = openat}
     * @throws io.scapula.filter.FilterException if it makes no sense; the message names the place
     */
    public Events events(String filter) {
        return new Events(source::open, source.replayOptions(), filter);
    }

    /** A question about every event, see {@link #query(String)}. */
    public Query query() throws IOException {
        return new Query(index.get(), null);
    }

    /**
     * A question about the events that a filter selects. The first one reads the whole capture and
     * {@linkplain #index indexes} it; every further one is answered from the index.
     *
     * @param filter such as {@code container.name = web and evt.type = openat}
     * @throws io.scapula.filter.FilterException if it makes no sense; the message names the place
     * @throws IllegalStateException             if the capture is closed
     */
    public Query query(String filter) throws IOException {
        return new Query(index.get(), filter);
    }

    /** A question as {@link #query(String)}, whose fields are read as they are to be displayed. */
    public Query query(String filter, Fields fields) throws IOException {
        return new Query(index.get(), filter, fields);
    }

    /**
     * Uses a saved index for {@linkplain #query queries}, if there is one that is of this capture and sound; makes none.
     *
     * @return whether queries are answered from one; {@link #whyIndexWasMade} tells why not
     */
    public boolean useSavedIndex() {
        index.useSaved();
        return isIndexFromFile();
    }

    /**
     * Indexes the capture for {@linkplain #query queries}, if that has not been done. Of a damaged capture, what can be
     * read is indexed.
     *
     * @param progress is told how far it has come; may throw {@link java.util.concurrent.CancellationException} to stop
     *                 it, after which nothing is kept
     */
    public void index(IndexBuilder.Progress progress) throws IOException {
        index.get(progress);
    }

    /**
     * Saves the index, which is made now if that has not been done, so that the capture can be asked without reading it
     * the next time: beside the capture, unless the {@linkplain CaptureOptions#place() options} name another place.
     *
     * @return the folder
     * @throws IllegalStateException if it is a stream, or the options name no place
     */
    public Path saveIndex() throws IOException {
        return saveIndex((bytes, total) -> {});
    }

    /** Saves the index, as {@link #saveIndex()} does; {@code progress} as for {@link #index}. */
    public Path saveIndex(IndexBuilder.Progress progress) throws IOException {
        return index.save(progress);
    }

    /**
     * All tables of the capture: {@code events}, {@code threads}, {@code fds}, {@code containers}, {@code users},
     * {@code groups}, {@code interfaces} and {@code captures}, and one for each analyzer on the class path that
     * {@linkplain Analyzer#columns() names its columns}, for SQL, Arrow and the like. The capture is
     * {@linkplain #index indexed} now if it has not been; analyzers are asked when their rows are read.
     */
    public List<Relation> relations() throws IOException {
        return relations((bytes, total) -> {});
    }

    /** All tables, as {@link #relations()}; {@code progress} as for {@link #index}. */
    public List<Relation> relations(IndexBuilder.Progress progress) throws IOException {
        IndexedCapture known = index.get(progress);
        return known.use(() -> {
            List<Relation> relations = new ArrayList<>();
            relations.add(new EventsRelation(known));
            relations.add(ThreadsRelation.of(known));
            relations.add(FdsRelation.of(known));
            new SharedTables(known.index(), name(), storedBytes())
                    .all()
                    .forEach(table -> relations.add(new TableRelation(table)));
            for (Analyzer analyzer : Analyzers.load().all()) {
                Relation relation = new AnalyzerRelation(this, analyzer);
                boolean isNew =
                        relations.stream().noneMatch(other -> other.name().equals(relation.name()));
                if (isNew && !relation.columns().isEmpty()) {
                    relations.add(relation);
                }
            }
            return relations;
        });
    }

    /**
     * The columns of the index as Arrow vectors, in batches of 65,536 events, without a copy: vectors are where the index
     * is. Every event has a row, hidden ones too. Columns: {@code time} (nanoseconds since the epoch), {@code position} (of
     * the event's bytes), {@code result}, {@code lineage} (row in {@code threads}), {@code fd} (row in {@code fds}, negative
     * if not known), {@code peer} (row of the enter event, -1 for none), {@code kind}, {@code cpu} and {@code flags}.
     *
     * <p>The memory is given back once both the reader, with all vectors that it gave, and the capture are closed. With
     * {@code arrow-c-data} the reader leaves through the C data interface:
     * {@code Data.exportArrayStream(allocator, reader, stream)}.
     *
     * @param allocator accounts for the vectors; closed by the caller, after the reader
     * @see ArrowVectors for vectors of queries and tables
     */
    public ArrowReader eventVectors(BufferAllocator allocator) throws IOException {
        IndexedCapture known = index.get();
        return ArrowVectors.shared(known.index().eventBatches(), known.hold(), allocator);
    }

    /** What was wrong with the capture when it was {@linkplain #index indexed}, which is done now if it has not been. */
    public List<CaptureWarning> indexWarnings() throws IOException {
        return index.get().index().warnings();
    }

    /** Whether the capture held more threads, descriptors or containers than the limits allow; some are missing then. */
    public boolean isIndexIncomplete() throws IOException {
        return index.get().index().limitReached();
    }

    /** Whether the questions asked so far were answered from an index that had been saved. */
    public boolean isIndexFromFile() {
        return index.isFromFile();
    }

    /**
     * Why a saved index was not used by {@link #query} or {@link #index}; empty if it was, or if there was none.
     */
    public Optional<String> whyIndexWasMade() {
        return Optional.ofNullable(index.whyMade());
    }

    /**
     * Asks an analyzer on the class path with its default options.
     *
     * @param analyzerId its id, such as {@code pods}
     * @return the answer; without rows if nothing was found
     * @throws IllegalArgumentException if there is no such analyzer
     * @throws IllegalStateException    if the question makes no sense for this capture
     */
    public Table analyze(String analyzerId) throws IOException {
        Analyzers analyzers = Analyzers.load();
        Analyzer analyzer = analyzers.find(analyzerId);
        if (analyzer == null) {
            throw new IllegalArgumentException("there is no analyzer '" + analyzerId + "'; known: "
                    + analyzers.all().stream().map(Analyzer::id).toList());
        }
        Outcome outcome = analyze(analyzer, Map.of());
        if (outcome instanceof Outcome.Answered answered) {
            return answered.table();
        }
        if (outcome instanceof Outcome.NotApplicable notApplicable) {
            throw new IllegalStateException(analyzerId + " is not applicable: " + notApplicable.reason());
        }
        if (outcome instanceof Outcome.Failed failed) {
            throw failed.cause();
        }
        throw new AssertionError(outcome);
    }

    /**
     * Asks an analyzer.
     *
     * @param chosenOptions values by option name
     * @throws IllegalArgumentException if there is no such option, or a value is none of it
     */
    public Outcome analyze(Analyzer analyzer, Map<String, String> chosenOptions) throws IOException {
        return analyze(List.of(new AnalysisRequest(analyzer, chosenOptions))).get(0);
    }

    /** Asks several analyzers in one pass, see {@link #analyze(List, CaptureHistory.Progress)}. */
    public List<Outcome> analyze(List<AnalysisRequest> requests) throws IOException {
        return analyze(requests, (bytes, total) -> {});
    }

    /**
     * Asks several analyzers in one pass: over the index if the capture is {@linkplain #index indexed} (only events that
     * one of them asks for are looked at then), or else over the capture, of which nothing is kept but what they keep.
     *
     * @param progress as for {@link #history(CaptureHistory.Progress)}
     * @return what came of each, in the order of the requests
     * @throws IllegalArgumentException if an analyzer has no such option, or a value is none of it
     */
    public List<Outcome> analyze(List<AnalysisRequest> requests, CaptureHistory.Progress progress) throws IOException {
        AnalysisRun run = AnalysisRun.begin(requests);
        IndexedCapture known = index.ifThere();
        CaptureHistory found = history;
        if (known == null) {
            found = found == null || !run.eventTypes().isEmpty() ? replay(run, progress) : found;
        } else {
            found = found == null ? known.use(known.index()::history) : found;
            new Query(known, null).visitTypes(run.eventTypes(), run::event);
        }
        history = found;
        return run.finish(found);
    }

    private CaptureHistory replay(AnalysisRun run, CaptureHistory.Progress progress) throws IOException {
        HistoryRecorder recorder = new HistoryRecorder(source.options().limits().maxHistoryRecords());
        EventTypeSet wanted = run.eventTypes();
        try (CaptureReader reader = source.open();
                EventReplay replay = EventReplay.open(reader, source.replayOptions(), recorder)) {
            CapturedEvent event = new CapturedEvent(replay.event(), () -> new Fields(DisplayOptions.DEFAULT));
            int untilUpdate = EVENTS_PER_UPDATE;
            while (replay.advance()) {
                if (wanted.contains(replay.event().recorded().typeCode())) {
                    run.event(event);
                }
                if (--untilUpdate == 0) {
                    untilUpdate = EVENTS_PER_UPDATE;
                    progress.update(reader.storedBytesRead(), reader.storedBytes());
                }
            }
            return recorder.finish(reader, replay.state());
        }
    }

    /**
     * Closes the file or stream. Questions that are being answered end with an {@link IllegalStateException}.
     *
     * @throws IllegalStateException if called by what is done with an event of {@link Query#forEach}
     */
    @Override
    public void close() throws IOException {
        index.requireNotInUse();
        try {
            index.close();
        } finally {
            source.close();
        }
    }
}
