package io.scapula.cli;

import io.scapula.format.CaptureCopy;
import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureSink;
import io.scapula.format.CaptureWriter;
import io.scapula.format.OldSchemaReport;
import io.scapula.format.WriteOptions;
import io.scapula.format.WriteStatistics;
import io.scapula.redact.Redaction;
import io.scapula.slice.CaptureSlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes a capture in another form. */
@Command(
        name = "convert",
        description = {
            "Writes a capture in another form: in today's format or in that of sysdig",
            "0.29.3, plain or compressed, whole or a slice of it. What is in it stays the",
            "same, but for what --redact takes out; the capture itself is never changed."
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
final class ConvertCommand implements Callable<Integer>, Repeatable {
    @Mixin
    private CaptureArgument argument = new CaptureArgument();

    @Parameters(index = "1", paramLabel = "OUT", description = "the file to write; - for standard output")
    private String output = "-";

    @Mixin
    private SliceOptions slicing = new SliceOptions();

    @Mixin
    private RedactionArguments redaction = new RedactionArguments();

    @Mixin
    private CopyOptions copy = new CopyOptions();

    @Override
    public Integer call() throws IOException {
        copy.of(output);
        copy.check(argument.name(), output);
        redaction.check(argument.name(), output);
        boolean replaces = Files.isRegularFile(Path.of(output));
        try {
            CaptureSlice slice = slicing.slice(argument);
            return redaction.areGiven() ? writeRedacted(slice) : write(slice);
        } catch (OutputException e) {
            if (replaces) {
                Messages.note(output + ": the file that had this name is unchanged");
            }
            throw e;
        }
    }

    private int write(@Nullable CaptureSlice slice) throws IOException {
        try (CaptureReader reader = argument.read();
                CaptureWriter writer = copy.open(output)) {
            NamedSink sink = new NamedSink(CopyOptions.shownName(output), writer);
            CaptureCopy.Result result = run(reader, slice == null ? sink : slice.before(sink));
            WriteStatistics written = sink.commit();
            return say(slice, reader, result, written, writer.oldSchema());
        }
    }

    /** Secrets are looked for in what is left of the capture, so a slice is made first. */
    private int writeRedacted(@Nullable CaptureSlice slice) throws IOException {
        try (RepeatedInput input = RepeatedInput.of(argument, slice != null)) {
            int status = slice == null ? ExitStatusCode.DONE : keep(slice, input.path());
            Redaction found = redaction.prepare(input);
            try (CaptureReader reader = input.read();
                    CaptureWriter writer = copy.open(output)) {
                NamedSink sink = new NamedSink(CopyOptions.shownName(output), writer);
                CaptureCopy.Result result = run(reader, found.before(sink));
                redaction.finish(found, CopyOptions.shownName(output));
                WriteStatistics written = sink.commit();
                return Math.max(status, say(null, reader, result, written, writer.oldSchema()));
            }
        }
    }

    /** Writes the slice to a temporary file. */
    private int keep(CaptureSlice slice, Path file) throws IOException {
        try (CaptureReader reader = argument.read();
                CaptureWriter writer = CaptureWriter.create(file, WriteOptions.DEFAULT)) {
            CaptureCopy.Result result = run(reader, slice.before(writer));
            WriteStatistics written = writer.commit();
            return say(slice, reader, result, written, writer.oldSchema());
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

    /** Says what is not in the output, or not as it was, and gives the exit status. */
    private int say(
            @Nullable CaptureSlice slice,
            CaptureReader reader,
            CaptureCopy.Result result,
            WriteStatistics written,
            OldSchemaReport old) {
        CopyReport.say(CopyOptions.shownName(output), result.lateBlocks(), written, old);
        int status = argument.exitStatus(reader, slice != null && slice.result().limitReached());
        if (slice != null) {
            SliceOptions.say(slice.result(), CopyOptions.shownName(output), written);
        }
        return result.lateBlocks() > 0 ? ExitStatusCode.DAMAGED : status;
    }
}
