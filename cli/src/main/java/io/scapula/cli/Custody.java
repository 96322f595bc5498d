package io.scapula.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The files of one run of the command. Everything that a command reads and writes goes through here, so that a
 * {@link ManifestWriter manifest} can tell of it whatever the command, and so that the command can be run again with other files.
 * Without a manifest, nothing is hashed.
 */
final class Custody {
    /** What standard output is called in a manifest. */
    static final String STANDARD_OUTPUT = "-";

    private final OutputStream standardOutput;
    private final Places places;
    private final Map<String, RunInput> inputs = new LinkedHashMap<>();
    private final Map<String, RunOutput> outputs = new LinkedHashMap<>();
    private @Nullable ParseResult request;
    private List<String> arguments = List.of();
    private @Nullable Path manifest;
    private boolean isRecording;
    private @Nullable OutputStream chosenOutput;
    private @Nullable Boolean isTerminal;
    private @Nullable Integer columns;

    Custody(OutputStream standardOutput, Places places) {
        this.standardOutput = standardOutput;
        this.places = places;
    }

    /** The custody of the run that a command belongs to. */
    static Custody of(CommandSpec command) {
        return ((Main) command.root().userObject()).custody();
    }

    /**
     * Takes over before the command does anything.
     *
     * @param asked  the command and its options
     * @param words  the command line
     * @param target where to write the manifest, {@code null} for none
     * @throws ParameterException if a manifest cannot be written there, or the command cannot be run again
     */
    void begin(ParseResult asked, List<String> words, @Nullable Path target) {
        if (places.isRepetition() && (target != null || !(asked.commandSpec().userObject() instanceof Repeatable))) {
            throw wrong(asked, "this command is not run again because a manifest says so");
        }
        if (target != null) {
            checkTarget(asked, target);
        }
        request = asked;
        arguments = List.copyOf(words);
        manifest = target;
        isRecording = target != null || places.isRepetition();
    }

    /** It replaces a file, so it must be none that would be missed. */
    private static void checkTarget(ParseResult asked, Path target) {
        Path folder = target.toAbsolutePath().getParent();
        if (target.toString().isEmpty() || target.toString().equals(STANDARD_OUTPUT)) {
            throw wrong(asked, "--manifest needs a file of its own; standard output is for the result");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw wrong(asked, "--manifest names " + target + ", which is no regular file; choose another one");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw wrong(asked, "--manifest names " + target + ", but there is no such directory");
        }
    }

    private static ParameterException wrong(ParseResult asked, String message) {
        return new ParameterException(asked.commandSpec().commandLine(), message);
    }

    /** The command line, as it was typed. */
    List<String> arguments() {
        return arguments;
    }

    /** Whether what is read and written is hashed. */
    boolean isRecording() {
        return isRecording;
    }

    Places places() {
        return places;
    }

    /** A capture that is about to be opened. */
    RunInput capture(String name) throws IOException {
        return input(name, true);
    }

    /** Another file that is about to be opened. */
    RunInput input(String name) throws IOException {
        return input(name, false);
    }

    private RunInput input(String name, boolean isCapture) throws IOException {
        RunInput known = inputs.get(name);
        if (known == null) {
            known = RunInput.of(name, isCapture, places);
            if (manifest != null && known.isSame(manifest)) {
                throw refused("--manifest names the capture itself, " + manifest);
            }
            if (isRecording) {
                known.identify();
            }
            inputs.put(name, known);
        }
        return known;
    }

    private ParameterException refused(String message) {
        ParseResult asked = request;
        if (asked == null) {
            throw new IllegalStateException(message);
        }
        manifest = null; // nothing is written over it when the command has ended
        return wrong(asked, message + ", which would be lost; choose another file");
    }

    /** Standard output before there is a command, for help. */
    OutputStream plainStandardOutput() {
        return standardOutput;
    }

    /** Standard output, for the result. */
    OutputStream standardOutput() {
        OutputStream chosen = chosenOutput;
        if (chosen == null) {
            chosen = isRecording ? hashed(STANDARD_OUTPUT, standardOutput) : standardOutput;
            chosenOutput = chosen;
        }
        return chosen;
    }

    /** Makes or empties a file and opens it. */
    OutputStream create(Path named) throws IOException {
        checkOutput(named);
        OutputStream file = Files.newOutputStream(places.output(named));
        return isRecording ? hashed(named.toString(), file) : file;
    }

    /**
     * Where to write a file that is not written through a stream.
     *
     * @param named as it was typed
     */
    Path file(Path named) throws IOException {
        checkOutput(named);
        Path place = places.output(named);
        outputs.put(named.toString(), RunOutput.of(named.toString(), place));
        return place;
    }

    /** Tells of a folder of files that was written. */
    void wroteFolder(Path folder) throws IOException {
        if (isRecording) {
            try (Stream<Path> files = Files.list(folder)) {
                files.sorted().forEach(file -> outputs.put(file.toString(), RunOutput.of(file.toString(), file)));
            }
        }
    }

    private HashedOutput hashed(String name, OutputStream target) {
        HashedOutput output = new HashedOutput(target);
        outputs.put(name, RunOutput.of(name, output));
        return output;
    }

    private void checkOutput(Path named) throws IOException {
        Path target = manifest;
        if (target != null
                && (named.toAbsolutePath()
                                .normalize()
                                .equals(target.toAbsolutePath().normalize())
                        || (Files.exists(named) && Files.exists(target) && Files.isSameFile(named, target)))) {
            throw refused("-o and --manifest both name " + named);
        }
    }

    /** Whether standard output is a terminal. */
    boolean isTerminal() {
        Boolean known = isTerminal;
        if (known == null) {
            known = places.isTerminal();
            isTerminal = known;
        }
        return known;
    }

    /** How many columns text on standard output may take, {@link TerminalWidth#UNLIMITED} if nothing limits it. */
    int columns() {
        Integer known = columns;
        if (known == null) {
            known = places.columns();
            columns = known;
        }
        return known;
    }

    /** The columns if anybody asked for them. */
    @Nullable
    Integer knownColumns() {
        return columns;
    }

    List<RunInput> inputs() {
        return new ArrayList<>(inputs.values());
    }

    List<RunOutput> outputs() {
        return new ArrayList<>(outputs.values());
    }

    /**
     * Writes the manifest, if one was asked for, now that the command is done.
     *
     * @param status the exit status so far
     * @return the exit status
     */
    int finish(int status) {
        ParseResult asked = request;
        Path target = manifest;
        if (asked == null || target == null) {
            return status;
        }
        try {
            int found = Math.max(status, statusOfInputs());
            new ManifestWriter(this, asked, target).write(found);
            return found;
        } catch (IOException | RuntimeException e) {
            return Failures.explain(e);
        }
    }

    /** What is hashed after it was read must still be what was read. */
    private int statusOfInputs() throws IOException {
        int status = ExitStatusCode.DONE;
        for (RunInput input : inputs.values()) {
            try {
                input.stored();
            } catch (IOException e) {
                Messages.warning(input.name() + ": the manifest does not tell its hash: " + e.getMessage());
                status = ExitStatusCode.DAMAGED;
            }
            if (input.isChanged()) {
                Messages.warning(input.name() + ": it was changed while it was read; the manifest tells what it is now,"
                        + " which may not be what the result was made from");
                status = ExitStatusCode.DAMAGED;
            }
        }
        return status;
    }
}
