package io.scapula.slice;

import io.scapula.CaptureOptions;
import io.scapula.event.EventReplay;
import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureSink;
import io.scapula.format.CaptureWarning;
import io.scapula.history.CaptureHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A part of a capture that is a capture of its own: the chosen events, the processes, descriptors, users and containers
 * that they need as they were then, and nothing else.
 *
 * <pre>{@code
 * CaptureSlice slice = CaptureSlice.of(Path.of("node.scap"), SliceSelection.EVERYTHING.pod("shop/cart"));
 * try (CaptureReader reader = CaptureReader.open(slice.capture());
 *         CaptureWriter writer = CaptureWriter.create(Path.of("cart.scap"), WriteOptions.DEFAULT)) {
 *     CaptureCopy.copy(reader, slice.before(writer), (read, total) -> {});
 *     writer.commit();
 * }
 * System.out.println(slice.result().kept() + " events");
 * }</pre>
 *
 * <p>Immutable. Making one reads the capture two times, or three if a container or pod is named; copying it through {@link
 * #before} reads it once more.
 */
public final class CaptureSlice {
    private final Path capture;
    private final SelectionPass selection;
    private final StatePass state;
    private final SliceResult result;

    private CaptureSlice(Path capture, SelectionPass selection, StatePass state, SliceResult result) {
        this.capture = capture;
        this.selection = selection;
        this.state = state;
        this.result = result;
    }

    /** Finds out what belongs to a slice, see {@link #of(Path, SliceSelection, CaptureOptions, CaptureHistory.Progress)}. */
    public static CaptureSlice of(Path capture, SliceSelection wanted) throws IOException {
        return of(capture, wanted, CaptureOptions.DEFAULT, (bytes, total) -> {});
    }

    /**
     * Finds out what belongs to a slice.
     *
     * @param capture  a file; a pipe can be read only once
     * @param progress is told how far each pass has come
     * @throws io.scapula.filter.FilterException if the filter makes no sense
     * @throws IllegalArgumentException          if there is no container or pod of the name
     * @throws IOException                       if the capture cannot be read; of a damaged one, what can be read is used
     */
    public static CaptureSlice of(
            Path capture, SliceSelection wanted, CaptureOptions options, CaptureHistory.Progress progress)
            throws IOException {
        new SelectedEvents(wanted, null); // a filter that makes no sense is told before anything is read
        EventReplay.Options replaying =
                new EventReplay.Options(false, options.reading().limits(), options.limits());
        Set<String> containers = null;
        if (ContainerIds.areNamedBy(wanted)) {
            ContainerIds ids = new ContainerIds(wanted);
            try (CaptureReader reader = CaptureReader.open(capture, options.reading())) {
                ids.run(reader, replaying, progress);
            }
            containers = ids.found();
        }
        return of(capture, new SelectionPass(new SelectedEvents(wanted, containers)), wanted, options, progress);
    }

    private static CaptureSlice of(
            Path capture,
            SelectionPass selection,
            SliceSelection wanted,
            CaptureOptions options,
            CaptureHistory.Progress progress)
            throws IOException {
        EventReplay.Options replaying =
                new EventReplay.Options(false, options.reading().limits(), options.limits());
        List<CaptureWarning> warnings;
        boolean limitReached;
        try (CaptureReader reader = CaptureReader.open(capture, options.reading())) {
            limitReached = selection.run(reader, replaying, progress);
            warnings = reader.warnings();
        }
        SlicePlan plan = SlicePlan.of(selection);
        StatePass state = new StatePass(selection, plan, wanted.keepsAncestorNames());
        try (CaptureReader reader = CaptureReader.open(capture, options.reading())) {
            state.run(reader, replaying, progress);
        }
        SliceResult result = new SliceResult(
                selection.shownKept(),
                selection.kept().size()
                        - selection.shownKept()
                        + state.carried().size(),
                selection.events() - selection.kept().size() - state.carried().size(),
                state.threads(),
                state.bareThreads(),
                plan.onlySeen(),
                warnings,
                limitReached);
        return new CaptureSlice(capture, selection, state, result);
    }

    /** The file that it is a part of. */
    public Path capture() {
        return capture;
    }

    /** What it holds. */
    public SliceResult result() {
        return result;
    }

    /**
     * A stage that hands on what belongs to the slice, for one copy of the whole capture.
     *
     * @param next takes the slice
     */
    public CaptureSink before(CaptureSink next) {
        return new SliceStage(next, selection, state);
    }
}
