package io.scapula.cli;

import io.scapula.Capture;
import io.scapula.CaptureOptions;
import io.scapula.analyzers.terminal.HiddenInput;
import io.scapula.redact.OwnPatterns;
import io.scapula.redact.Redaction;
import io.scapula.redact.RedactionLimitException;
import io.scapula.redact.RedactionOptions;
import io.scapula.redact.ReplacementMap;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is to be replaced in a capture that is written anew. */
final class RedactionArguments {
    private static final String SECRETS = "secrets";
    private static final String SECRETS_AND_DATA = "secrets+io";

    @Spec(Spec.Target.MIXEE)
    @Nullable
    private CommandSpec command;

    @Option(
            names = "--redact",
            paramLabel = "PROFILE",
            description = {
                "replace secrets by tokens of the same length: secrets, or secrets+io to",
                "replace all that was read and written as well"
            })
    @Nullable
    private String profile;

    @Option(names = "--drop-buffers", description = "with --redact secrets: as secrets+io")
    private boolean dropBuffers;

    @Option(names = "--redact-cookies", description = "with --redact: cookies and session ids, too")
    private boolean cookies;

    @Option(
            names = "--redact-names",
            description = "with --redact: names of users (not of system accounts) and of the machine, too")
    private boolean names;

    @Option(
            names = "--redact-addresses",
            description = "with --redact: IP addresses, too, by others of the same length")
    private boolean addresses;

    @Option(
            names = "--redact-patterns",
            paramLabel = "FILE",
            description = "with --redact: what stands in FILE, too; a text or regex:EXPRESSION a line")
    @Nullable
    private Path patterns;

    @Option(
            names = "--redaction-map",
            paramLabel = "FILE",
            description = "with --redact: write to FILE which token stands for which secret, as JSON lines")
    @Nullable
    private Path map;

    /** Whether anything is to be replaced. */
    boolean areGiven() {
        return profile != null;
    }

    /**
     * Refuses options that make no sense together, or a map that would be written over something else.
     *
     * @throws ParameterException if that is so
     */
    void check(String capture, String output) throws IOException {
        String chosen = profile;
        if (chosen == null) {
            if (dropBuffers || cookies || names || addresses || patterns != null || map != null) {
                throw wrong("--drop-buffers, --redact-… and --redaction-map go with --redact " + SECRETS);
            }
            return;
        }
        if (!chosen.equals(SECRETS) && !chosen.equals(SECRETS_AND_DATA)) {
            throw wrong("there is no profile '" + chosen + "' of --redact; expected " + SECRETS + " or "
                    + SECRETS_AND_DATA);
        }
        Path file = map;
        if (file == null) {
            return;
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw wrong("--redaction-map " + file + " is no file");
        }
        for (String other : List.of(capture, output)) {
            Path path = Path.of(other);
            boolean same = path.toAbsolutePath()
                            .normalize()
                            .equals(file.toAbsolutePath().normalize())
                    || Files.exists(path) && Files.exists(file) && Files.isSameFile(path, file);
            if (same) {
                throw wrong("--redaction-map is to be a file of its own, not " + other);
            }
        }
    }

    private RedactionOptions options() throws IOException {
        return RedactionOptions.SECRETS
                .withDropBuffers(dropBuffers || SECRETS_AND_DATA.equals(profile))
                .withCookies(cookies)
                .withNames(names)
                .withAddresses(addresses)
                .withPatterns(ownPatterns());
    }

    private OwnPatterns ownPatterns() throws IOException {
        Path file = patterns;
        if (file == null) {
            return OwnPatterns.NONE;
        }
        try {
            return OwnPatterns.parse(
                    Files.readAllLines(custody().input(file.toString()).path()));
        } catch (IllegalArgumentException e) {
            throw wrong("--redact-patterns " + file + ": " + e.getMessage());
        } catch (MalformedInputException e) {
            throw wrong("--redact-patterns " + file + ": no UTF-8 text");
        } catch (IOException e) {
            throw wrong("--redact-patterns " + file + ": cannot be read: " + e.getMessage());
        }
    }

    /** Finds what is to be replaced. */
    Redaction prepare(RepeatedInput input) throws IOException {
        RedactionOptions options = options();
        try (Capture capture = Capture.open(input.path(), CaptureOptions.DEFAULT);
                ProgressBar progress = ProgressBar.onStandardError("looking for secrets")) {
            return Redaction.prepare(input::read, options, List.of(new HiddenInput(capture)), progress::update);
        } catch (RedactionLimitException e) {
            throw wrong("--redact: " + e.getMessage());
        }
    }

    /** Writes the map, if one was asked for, and says what was replaced. */
    void finish(Redaction redaction, String output) throws IOException {
        Path file = map;
        if (file != null) {
            try {
                ReplacementMap.write(custody().file(file), redaction.replacements());
            } catch (IOException e) {
                throw new OutputException(file.toString(), e);
            }
            Messages.note(file + " tells the secrets themselves; keep it apart from " + output);
        }
        String counts = redaction.secretsByKind().entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
        Messages.note(output + ": "
                + (counts.isEmpty() ? "no secrets were found" : "different secrets that were replaced: " + counts));
    }

    private Custody custody() {
        return Custody.of(command());
    }

    private ParameterException wrong(String message) {
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
