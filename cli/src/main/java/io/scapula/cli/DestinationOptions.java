package io.scapula.cli;

import io.scapula.table.render.TextRenderer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Where a result goes, and in which time zone. The same on every command that has one. */
class DestinationOptions {
    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    @Spec(Spec.Target.MIXEE)
    @Nullable
    private CommandSpec command;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "write to FILE instead of standard output")
    @Nullable
    Path file;

    @Option(
            names = "--tz",
            paramLabel = "ZONE",
            description = "time zone of times in text, such as Europe/Berlin; default: UTC",
            converter = Zone.class,
            defaultValue = "UTC")
    ZoneId zone = ZoneId.of("UTC");

    /** Reads a time zone. */
    static final class Zone implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String text) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "there is no time zone '" + text + "'; give one such as UTC, Europe/Berlin or +02:00");
            }
        }
    }

    ZoneId zone() {
        return zone;
    }

    /** Opens the file or standard output for lines of text from a capture. */
    LineOutput lines(boolean unbuffered) throws IOException {
        return new LineOutput(stream(), isTerminal(), unbuffered);
    }

    /** Opens the file or standard output. */
    final OutputStream stream() throws IOException {
        Path output = file;
        if (output == null) {
            return new NamedOutput("standard output", custody().standardOutput());
        }
        try {
            return new NamedOutput(output.toString(), custody().create(output));
        } catch (IOException e) {
            throw new OutputException(output.toString(), e);
        }
    }

    /** Whether a person looks at the result at once. */
    final boolean isTerminal() {
        return file == null && custody().isTerminal();
    }

    /** Columns that a line of text may take. */
    final int columnsOfText() {
        return file == null ? custody().columns() : TextRenderer.UNLIMITED;
    }

    final Custody custody() {
        return Custody.of(command());
    }

    /**
     * Refuses to write over the evidence.
     *
     * @throws ParameterException if the output is the capture
     */
    void checkAgainst(String capture) throws IOException {
        Path input = capture.equals(CaptureArgument.STANDARD_INPUT) ? STANDARD_INPUT : Path.of(capture);
        Path output = custody().places().isRepetition() ? null : file;
        if (output != null && Files.exists(output) && Files.exists(input) && Files.isSameFile(output, input)) {
            throw wrong("-o names the capture itself, " + output + ", which would be lost; choose another file");
        }
    }

    /** The request makes no sense. */
    final ParameterException wrong(String message) {
        return new ParameterException(command().commandLine(), message);
    }

    private CommandSpec command() {
        CommandSpec spec = command;
        if (spec == null) {
            throw new IllegalStateException("picocli has not filled in the command");
        }
        return spec;
    }
}
