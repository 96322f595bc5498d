package io.scapula.cli;

import io.scapula.format.CaptureWriter;
import io.scapula.format.OutputCompression;
import io.scapula.format.WriteOptions;
import io.scapula.format.WriteProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** How a capture is written. The same on every command that writes one. */
final class CopyOptions {
    private static final String STANDARD_OUTPUT = "-";
    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    @Spec(Spec.Target.MIXEE)
    @Nullable
    private CommandSpec command;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            description = "who is to read it: current, the default, or sysdig-0.29.3, for the sysdig that Linux"
                    + " distributions have",
            converter = Profile.class)
    private WriteProfile profile = WriteProfile.CURRENT;

    @Option(
            names = "--compression",
            paramLabel = "HOW",
            description = "none, gzip, zstd or seekable-zstd, which is as good as a plain file to answer questions"
                    + " from; default: what the name asks for, .gz or .zst (seekable)",
            converter = Compression.class)
    @Nullable
    private OutputCompression compression;

    @Option(
            names = "--level",
            paramLabel = "N",
            description = "how hard to compress: gzip 1 to 9, default 6; zstd 1 to 22, default 3")
    @Nullable
    private Integer level;

    /** Reads a profile's name. */
    static final class Profile implements ITypeConverter<WriteProfile> {
        @Override
        public WriteProfile convert(String text) {
            WriteProfile profile = WriteProfile.named(text);
            if (profile == null) {
                throw new TypeConversionException(
                        "there is no profile '" + text + "'; expected current or sysdig-0.29.3");
            }
            return profile;
        }
    }

    /** Reads a compression's name. */
    static final class Compression implements ITypeConverter<OutputCompression> {
        @Override
        public OutputCompression convert(String text) {
            OutputCompression compression = OutputCompression.named(text);
            if (compression == null) {
                throw new TypeConversionException(
                        "there is no compression '" + text + "'; expected none, gzip, zstd or seekable-zstd");
            }
            return compression;
        }
    }

    /**
     * What was asked for.
     *
     * @throws ParameterException if it makes no sense together
     */
    WriteOptions of(String output) {
        OutputCompression chosen = compression;
        if (chosen == null) {
            chosen =
                    output.equals(STANDARD_OUTPUT) ? OutputCompression.NONE : OutputCompression.ofName(Path.of(output));
        }
        WriteOptions options = WriteOptions.DEFAULT.withProfile(profile).withCompression(chosen);
        Integer wanted = level;
        try {
            return wanted == null ? options : options.withLevel(wanted);
        } catch (IllegalArgumentException e) {
            throw wrong("--" + e.getMessage());
        }
    }

    /**
     * Refuses to write over the evidence, or binary data to a terminal.
     *
     * @throws ParameterException if the output is the capture, or a terminal
     */
    void check(String capture, String output) throws IOException {
        if (output.equals(STANDARD_OUTPUT)) {
            if (TerminalCheck.isStandardOutput()) {
                throw wrong("a capture is not for terminals; name a file or pipe it on");
            }
            return;
        }
        Path input = capture.equals(CaptureArgument.STANDARD_INPUT) ? STANDARD_INPUT : Path.of(capture);
        Path target = Path.of(output);
        if (Files.isRegularFile(target) && Files.exists(input) && Files.isSameFile(target, input)) {
            throw wrong("OUT is the capture itself, " + output + ", and captures are never changed; name another file");
        }
    }

    /** Opens a file, or standard output. */
    CaptureWriter open(String output) throws IOException {
        WriteOptions options = of(output);
        if (output.equals(STANDARD_OUTPUT)) {
            Main main = (Main) command().root().userObject();
            return CaptureWriter.to(new NamedOutput("standard output", main.standardOutput()), options);
        }
        try {
            return CaptureWriter.create(Path.of(output), options);
        } catch (IOException e) {
            throw new OutputException(output, e);
        }
    }

    /** What to call the output in messages. */
    static String shownName(String output) {
        return output.equals(STANDARD_OUTPUT) ? "standard output" : output;
    }

    /** The request makes no sense. */
    ParameterException wrong(String message) {
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
