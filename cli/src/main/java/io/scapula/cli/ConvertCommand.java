package io.scapula.cli;

import io.scapula.format.CaptureCopy;
import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureSink;
import io.scapula.format.CaptureWriter;
import io.scapula.format.ReadOptions;
import io.scapula.slice.CaptureSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a capture in another form. */
@Command(
        name = "convert",
        description = {
            "Writes a capture in another form: in today's format or in that of sysdig",
            "0.29.3, plain or compressed, whole or a slice of it. What is in it stays the",
            "same; the capture itself is never changed."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "A slice holds the events that pass all that is asked for, and what they need of",
            "processes, descriptors, users and containers, as it was then. Of processes",
            "outside the containers whose events it keeps, it holds numbers only.",
            "",
            "Of a damaged capture everything that can be read is written, and the exit status",
            "is 1. OUT appears when it is complete; if anything goes wrong before, a file that",
            "had its name is still there."
        })
final class ConvertCommand implements Callable<Integer> {
    @Mixin
    private CaptureArgument argument = new CaptureArgument();

    @Parameters(index = "1", paramLabel = "OUT", description = "the file to write; - for standard output")
    private String output = "-";

    @Mixin
    private SliceOptions slicing = new SliceOptions();

    @Mixin
    private CopyOptions copy = new CopyOptions();

    @Option(names = "--strict", description = "write nothing if the capture is damaged")
    private boolean strict;

    @Override
    public Integer call() throws IOException {
        copy.of(output);
        copy.check(argument.name(), output);
        ReadOptions reading = ReadOptions.DEFAULT.withOnDamage(
                strict ? ReadOptions.OnDamage.FAIL : ReadOptions.OnDamage.KEEP_READABLE);
        boolean replaces = Files.isRegularFile(Path.of(output));
        CaptureSlice slice = slicing.slice(argument, reading);
        try (CaptureReader reader = argument.read(reading)) {
            return write(reader, slice);
        } catch (OutputException e) {
            if (replaces) {
                Messages.note(output + ": the file that had this name is unchanged");
            }
            throw e;
        }
    }

    private int write(CaptureReader reader, @Nullable CaptureSlice slice) throws IOException {
        try (CaptureWriter writer = copy.open(output)) {
            NamedSink sink = new NamedSink(CopyOptions.shownName(output), writer);
            CaptureCopy.Result result = run(reader, slice == null ? sink : slice.before(sink));
            CopyReport.say(CopyOptions.shownName(output), result.lateBlocks(), sink.commit());
            int status =
                    argument.exitStatus(reader, slice != null && slice.result().limitReached());
            if (slice != null) {
                SliceOptions.say(slice.result(), CopyOptions.shownName(output), argument.name(), output);
            }
            return result.lateBlocks() > 0 ? ExitStatusCode.DAMAGED : status;
        }
    }

    private CaptureCopy.Result run(CaptureReader reader, CaptureSink sink) throws IOException {
        try (ProgressBar progress = ProgressBar.onStandardError("converting")) {
            return CaptureCopy.copy(reader, sink, progress::update);
        } catch (OutputException e) {
            throw e;
        } catch (IOException e) {
            throw argument.named(e);
        }
    }
}
