package io.scapula.merge;

import io.scapula.format.CaptureCopy;
import io.scapula.format.CaptureSink;
import io.scapula.format.MalformedCaptureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Several captures of one machine as one: files that a recorder rotated, or recordings that overlap. Events stand in the
 * order of time, those that several inputs hold once, and what was known of processes and descriptors goes on from file to
 * file.
 *
 * <pre>{@code
 * CaptureMerge merge = CaptureMerge.of(List.of(Path.of("node.scap1"), Path.of("node.scap0")), MergeOptions.DEFAULT,
 *         (read, total) -> {});
 * try (CaptureWriter writer = CaptureWriter.create(Path.of("node.scap"), WriteOptions.DEFAULT)) {
 *     MergeResult result = merge.copyTo(writer, (read, total) -> {});
 *     writer.commit();
 *     result.seams().forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>Where the lists at the start of an input contradict what is known, things have happened that nobody recorded, and the
 * input begins a section of its own. Immutable. Making one reads the inputs once, and copying it once more; neither keeps
 * events.
 */
public final class CaptureMerge {
    private final List<InputStart> inputs;
    private final List<InputStart> empty;
    private final List<MergeResult.Input> unreadable;
    private final MergeOptions options;
    private final MergePlan plan;

    private CaptureMerge(
            List<InputStart> inputs,
            List<InputStart> empty,
            List<MergeResult.Input> unreadable,
            MergeOptions options,
            MergePlan plan) {
        this.inputs = inputs;
        this.empty = empty;
        this.unreadable = unreadable;
        this.options = options;
        this.plan = plan;
    }

    /**
     * Finds out how the captures go together.
     *
     * @param captures files, in any order; a pipe can be read only once
     * @param progress is told how far the reading has come
     * @throws DifferentHostsException   if they tell of different machines and the options do not allow it
     * @throws IllegalArgumentException  if there is none
     * @throws MalformedCaptureException if none starts like a capture; where only some do not, those are left out
     * @throws IOException               if one cannot be read; of a damaged one, what can be read is used
     */
    public static CaptureMerge of(List<Path> captures, MergeOptions options, CaptureCopy.Progress progress)
            throws IOException {
        if (captures.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to merge");
        }
        List<InputStart> inputs = new ArrayList<>();
        List<InputStart> empty = new ArrayList<>();
        List<MergeResult.Input> unreadable = new ArrayList<>();
        MalformedCaptureException failure = null;
        for (Path capture : captures) {
            try {
                InputStart start = InputStart.read(capture, options.reading());
                (start.first() == null ? empty : inputs).add(start);
            } catch (MalformedCaptureException e) {
                failure = failure == null ? e : failure;
                unreadable.add(new MergeResult.Input(capture, true, String.valueOf(e.getMessage()), List.of()));
            }
        }
        if (failure != null && unreadable.size() == captures.size()) {
            throw failure;
        }
        if (!options.allowsOtherHosts()) {
            requireSameHost(inputs);
        }
        inputs.sort(Comparator.comparingLong(InputStart::nanos).thenComparing(InputStart::capture, new FileOrder()));
        inputs = byHost(inputs);
        if (inputs.isEmpty()) {
            // Nothing was recorded; what ran at the time is all there is.
            inputs.add(empty.remove(0));
        }
        MergePlanner planner = new MergePlanner(options);
        try (MergedStream stream = new MergedStream(inputs, options.reading(), planner, progress)) {
            stream.run();
        }
        planner.finish();
        return new CaptureMerge(inputs, empty, unreadable, options, planner.plan());
    }

    /** All of one machine before all of another. */
    private static List<InputStart> byHost(List<InputStart> inputs) {
        List<List<InputStart>> hosts = new ArrayList<>();
        for (InputStart input : inputs) {
            List<InputStart> own = null;
            for (List<InputStart> host : hosts) {
                own = own == null && input.differenceTo(host.get(0)) == null ? host : own;
            }
            if (own == null) {
                own = new ArrayList<>();
                hosts.add(own);
            }
            own.add(input);
        }
        return hosts.stream().flatMap(List::stream).collect(Collectors.toCollection(ArrayList::new));
    }

    private static void requireSameHost(List<InputStart> inputs) {
        InputStart told = null;
        for (InputStart input : inputs) {
            String difference = told == null ? null : input.differenceTo(told);
            if (difference != null) {
                throw new DifferentHostsException(Objects.requireNonNull(told).capture() + " and " + input.capture()
                        + " tell of different machines: " + difference);
            }
            told = input.machine() == null ? told : input;
        }
    }

    /**
     * Hands everything on; committing a writer is the caller's.
     *
     * @param sink     a writer, or stages before one; its {@link CaptureSink#end()} is called
     * @param progress is told how far the reading has come
     * @throws IOException if an input cannot be read, or the sink fails
     */
    public MergeResult copyTo(CaptureSink sink, CaptureCopy.Progress progress) throws IOException {
        MergeStage stage = new MergeStage(plan, options, sink);
        try (MergedStream stream = new MergedStream(inputs, options.reading(), stage, progress)) {
            stream.run();
            sink.end();
            return new MergeResult(
                    reports(stage),
                    plan.seams.stream()
                            .map(SeamPlan::seam)
                            .filter(Objects::nonNull)
                            .toList(),
                    stream.events() + stream.sameEvents(),
                    stream.sameEvents(),
                    stage.retold(),
                    stage.added(),
                    stage.lateBlocks(),
                    plan.limitReached);
        }
    }

    private List<MergeResult.Input> reports(MergeStage stage) {
        List<MergeResult.Input> reports = new ArrayList<>();
        for (InputStart input : inputs) {
            reports.add(new MergeResult.Input(input.capture(), input.first() == null, null, stage.warnings(input)));
        }
        for (InputStart input : empty) {
            reports.add(new MergeResult.Input(input.capture(), true, null, input.warnings()));
        }
        reports.addAll(unreadable);
        return reports;
    }
}
