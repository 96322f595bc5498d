package io.scapula.cli;

import io.scapula.format.CaptureCopy;
import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureSink;
import io.scapula.format.CaptureWriter;
import io.scapula.format.OldSchemaReport;
import io.scapula.format.ReadOptions;
import io.scapula.format.WriteStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a capture in another form. */
@Command(
        name = "convert",
        description = {
            "Writes a capture in another form: in today's format or in that of sysdig",
            "0.29.3, plain or compressed. What is in it stays the same; the capture itself",
            "is never changed."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Of a damaged capture everything that can be read is written, and the exit",
            "status is 1. OUT appears when it is complete; if anything goes wrong before,",
            "a file that had its name is still there."
        })
final class ConvertCommand implements Callable<Integer> {
    @Mixin
    private CaptureArgument argument = new CaptureArgument();

    @Parameters(index = "1", paramLabel = "OUT", description = "the file to write; - for standard output")
    private String output = "-";

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
        try (CaptureReader reader = argument.read(reading)) {
            return write(reader);
        } catch (OutputException e) {
            if (replaces) {
                Messages.note(output + ": the file that had this name is unchanged");
            }
            throw e;
        }
    }

    private int write(CaptureReader reader) throws IOException {
        try (CaptureWriter writer = copy.open(output)) {
            NamedSink sink = new NamedSink(CopyOptions.shownName(output), writer);
            CaptureCopy.Result result = run(reader, sink);
            say(result, sink.commit(), writer.oldSchema());
            int status = argument.exitStatus(reader, false);
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

    /** What is not in the output, or not as it was. */
    private void say(CaptureCopy.Result result, WriteStatistics written, OldSchemaReport old) {
        String name = CopyOptions.shownName(output) + ": ";
        if (result.lateBlocks() > 0) {
            Messages.warning(name + result.lateBlocks()
                    + " blocks that follow the first event of their section were left out; no reader takes them there");
        }
        say(name, old);
        warn(name, written.eventsLeftOut() - old.leftOut(), "events have no place in this profile and were left out");
        warn(name, written.eventsCut(), "events were longer than readers accept and were cut");
        warn(name, written.textsCut(), "texts in lists were longer than readers accept and were cut");
        warn(name, written.blocksLeftOut(), "unknown blocks in the other byte order were left out");
        warn(name, written.parametersUnturned(), "unknown parameters are still in the other byte order");
    }

    /** What an older schema has no room for, by type of event. */
    private static void say(String name, OldSchemaReport report) {
        if (report.entersWritten() > 0) {
            Messages.note(
                    name + report.entersWritten() + " enter events were written for calls that were recorded without");
        }
        if (report.general() > 0) {
            Messages.warning(name + "of " + report.general() + " calls only the name is told: "
                    + byType(report, OldSchemaReport.Entry::general));
        }
        if (report.leftOut() > 0) {
            Messages.warning(name + "left out were " + byType(report, OldSchemaReport.Entry::leftOut));
        }
    }

    private static String byType(OldSchemaReport report, ToLongFunction<OldSchemaReport.Entry> count) {
        Map<String, Long> counts = new TreeMap<>();
        report.entries().forEach(entry -> counts.merge(entry.name(), count.applyAsLong(entry), Long::sum));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static void warn(String name, long count, String what) {
        if (count > 0) {
            Messages.warning(name + count + " " + what);
        }
    }
}
