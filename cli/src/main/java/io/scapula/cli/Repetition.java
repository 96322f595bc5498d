package io.scapula.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the command of a manifest again: it reads the files that were found for the manifest's inputs and no others, and what
 * it writes goes into a folder for temporary files and is deleted, whatever paths the manifest names.
 */
final class Repetition implements Places, Closeable {
    private final Manifest manifest;
    private final ManifestFiles files;
    private final Map<String, Path> written = new LinkedHashMap<>();
    private @Nullable Path temporary;

    Repetition(Manifest manifest, ManifestFiles files) {
        this.manifest = manifest;
        this.files = files;
    }

    /** Runs it, and compares what comes of it. */
    List<Check> run() throws IOException {
        Custody custody = new Custody(OutputStream.nullOutputStream(), this);
        int status = Main.run(custody, manifest.arguments().toArray(new String[0]));
        List<Check> checks = new ArrayList<>();
        checks.add(compare(status));
        Map<String, RunOutput> outputs = new LinkedHashMap<>();
        custody.outputs().forEach(output -> outputs.put(output.name(), output));
        for (Manifest.Entry entry : manifest.outputs()) {
            checks.add(compare(entry, outputs.remove(entry.name())));
        }
        for (RunOutput output : outputs.values()) {
            checks.add(Check.without(
                    Check.What.OUTPUT_AGAIN,
                    output.name(),
                    Check.Result.UNEXPECTED,
                    null,
                    "the manifest knows nothing of it"));
        }
        return checks;
    }

    private static Check compare(Manifest.Entry entry, @Nullable RunOutput output) throws IOException {
        String name = Verification.shown(Check.What.OUTPUT_AGAIN, entry);
        StoredFile expected = entry.stored();
        StoredFile found = output == null ? null : output.stored();
        if (expected != null && found != null) {
            return Check.of(Check.What.OUTPUT_AGAIN, name, expected, found);
        }
        if (expected == null) {
            return Check.without(
                    Check.What.OUTPUT_AGAIN, name, Check.Result.NOT_CHECKED, null, "the manifest has no hash of it");
        }
        return Check.without(
                Check.What.OUTPUT_AGAIN, name, Check.Result.MISSING, expected, "it was not written this time");
    }

    private Check compare(int status) {
        boolean isSame = status == manifest.exitStatus();
        return new Check(
                Check.What.EXIT_STATUS_AGAIN,
                manifest.command(),
                isSame ? Check.Result.SAME : Check.Result.DIFFERS,
                null,
                null,
                null,
                isSame ? null : status + " instead of " + manifest.exitStatus());
    }

    @Override
    public boolean isInput(String word) {
        return manifest.inputs().stream().anyMatch(input -> input.name().equals(word));
    }

    @Override
    public Path input(String name) throws IOException {
        Path file = null;
        for (Manifest.Entry input : manifest.inputs()) {
            if (input.name().equals(name)) {
                file = files.find(Check.What.INPUT.toString(), input);
            }
        }
        if (file == null) {
            throw new IOException(name + ": not read, since it is no input that the manifest names");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(name + ": not read, since " + file + " is no regular file");
        }
        return file;
    }

    @Override
    public InputStream standardInput() throws IOException {
        return Files.newInputStream(input(CaptureArgument.STANDARD_INPUT));
    }

    @Override
    public Path output(Path named) throws IOException {
        Path folder = temporary;
        if (folder == null) {
            folder = Files.createTempDirectory("scapula");
            temporary = folder;
        }
        Path file = folder.resolve(Integer.toString(written.size()));
        Path known = written.putIfAbsent(named.toString(), file);
        return known == null ? file : known;
    }

    @Override
    public boolean isTerminal() {
        return manifest.isTerminal();
    }

    @Override
    public int columns() {
        return manifest.columns();
    }

    @Override
    public boolean isRepetition() {
        return true;
    }

    /** Deletes what was written. */
    @Override
    public void close() throws IOException {
        for (Path file : written.values()) {
            Files.deleteIfExists(file);
        }
        Path folder = temporary;
        if (folder != null) {
            Files.delete(folder);
        }
    }
}
