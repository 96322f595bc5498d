package io.scapula.cli;

import io.scapula.format.CaptureWriter;
import io.scapula.merge.CaptureMerge;
import io.scapula.merge.DifferentHostsException;
import io.scapula.merge.MergeOptions;
import io.scapula.merge.MergeResult;
import io.scapula.merge.Seam;
import io.scapula.table.render.DurationFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes one capture of several. */
@Command(
        name = "merge",
        description = {
            "Makes one capture of several of the same machine: files that sysdig -C, -G or -W",
            "rotated, or recordings that overlap. Events stand in the order of time, and what",
            "is known of processes, descriptors and containers goes on from file to file. The",
            "captures themselves are never changed."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The order of the captures does not matter. Where processes came, went or changed",
            "between two of them without a record, the later one begins a section of its own.",
            "Of damaged captures everything that can be read is written, and the exit status",
            "is 1. OUT appears when it is complete."
        })
final class MergeCommand implements Callable<Integer>, Repeatable {
    /** Shorter silences are ordinary ones. */
    private static final long TOLD_GAP_NANOS = 100_000_000;

    @Parameters(arity = "1..*", paramLabel = "CAPTURE", description = "the captures, plain or compressed")
    private List<String> captures = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "the file to write; - for standard output")
    private String output = "-";

    @Mixin
    private CopyOptions copy = new CopyOptions();

    @Option(names = "--force", description = "put captures of different machines behind each other, as sections of one")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        copy.of(output);
        List<Path> inputs = new ArrayList<>();
        for (String capture : captures) {
            if (capture.equals(CaptureArgument.STANDARD_INPUT)) {
                throw copy.wrong("captures are read twice to be merged; store standard input in a file");
            }
            copy.check(capture, output);
            inputs.add(new CaptureArgument(capture, false, copy.custody()).file());
        }
        CaptureMerge merge = plan(inputs);
        try (CaptureWriter writer = copy.open(output)) {
            NamedSink sink = new NamedSink(CopyOptions.shownName(output), writer);
            MergeResult result;
            try (ProgressBar progress = ProgressBar.onStandardError("merging")) {
                result = merge.copyTo(sink, progress::update);
            }
            CopyReport.say(CopyOptions.shownName(output), result.lateBlocks(), sink.commit(), writer.oldSchema());
            say(result);
            return result.isDamaged() ? ExitStatusCode.DAMAGED : ExitStatusCode.DONE;
        }
    }

    private CaptureMerge plan(List<Path> inputs) throws IOException {
        MergeOptions options = force ? MergeOptions.DEFAULT.withOtherHosts() : MergeOptions.DEFAULT;
        try (ProgressBar progress = ProgressBar.onStandardError("reading")) {
            return CaptureMerge.of(inputs, options, progress::update);
        } catch (DifferentHostsException e) {
            throw copy.wrong(e.getMessage() + "; --force puts them behind each other");
        }
    }

    private static void say(MergeResult result) {
        for (MergeResult.Input input : result.inputs()) {
            if (input.problem() != null) {
                Messages.warning(input.problem() + "; it was left out");
            } else if (input.isEmpty()) {
                Messages.note(input.capture() + ": it holds no event");
            }
            CaptureArgument.sayWarnings(input.capture().toString(), input.warnings(), false);
        }
        result.seams().forEach(MergeCommand::say);
        if (result.sameEvents() > 0) {
            Messages.note(result.sameEvents() + " events are in several captures and were written once");
        }
        if (result.limitReached()) {
            Messages.warning("the captures hold more threads, descriptors or containers than the limits allow");
        }
    }

    private static void say(Seam seam) {
        String between = "between " + seam.before() + " and " + seam.after();
        if (seam.gapNanos() >= TOLD_GAP_NANOS) {
            Messages.note("nothing was recorded for " + DurationFormat.format(seam.gapNanos()) + " " + between);
        }
        switch (seam.kind()) {
            case JOINED -> {
                if (seam.endedUnseen() > 0) {
                    Messages.note(seam.endedUnseen() + " threads ended unseen " + between);
                }
                if (seam.toldLater() > 0) {
                    Messages.note(seam.after() + " tells of " + seam.toldLater()
                            + " threads that were there before and that nothing before it tells of");
                }
            }
            case CONTRADICTED ->
                Messages.note("processes came, went or changed without a record " + between
                        + ": the later one begins a new section");
            case OTHER_HOST -> Messages.note(seam.after() + " tells of another machine and begins a new section");
        }
    }
}
