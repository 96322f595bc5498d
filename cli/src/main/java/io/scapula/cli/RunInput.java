package io.scapula.cli;

import io.scapula.format.Compression;
import io.scapula.history.CaptureHistory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** A file that a run reads, or a pipe, and what is found out about it meanwhile. */
final class RunInput {
    /** Where the file was when the run began; standard input is {@code null}. */
    private final @Nullable Path path;

    private final String name;
    private final boolean isCapture;
    private final Places places;
    private final boolean isPipe;
    private final @Nullable Condition before;
    private boolean isToBeIdentified;
    private @Nullable WatchedPipe pipe;
    private @Nullable StoredFile stored;
    private boolean isUnreadable;
    private @Nullable Compression compression;
    private @Nullable CaptureHistory history;
    private boolean fromSavedIndex;

    /** What tells that somebody writes to a file. */
    private record Condition(long bytes, FileTime modified) {}

    private RunInput(String name, @Nullable Path path, boolean isCapture, Places places) throws IOException {
        this.name = name;
        this.path = path;
        this.isCapture = isCapture;
        this.places = places;
        this.isPipe = path == null || (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path));
        this.before = condition();
    }

    /**
     * An input that is about to be opened.
     *
     * @param name      as it was typed
     * @param isCapture whether it is a capture, of which more can be told than of other files
     */
    static RunInput of(String name, boolean isCapture, Places places) throws IOException {
        boolean isStandardInput = name.equals(CaptureArgument.STANDARD_INPUT);
        return new RunInput(name, isStandardInput ? null : places.input(name), isCapture, places);
    }

    private @Nullable Condition condition() throws IOException {
        Path file = path;
        if (file == null || isPipe || !Files.isRegularFile(file)) {
            return null;
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Condition(attributes.size(), attributes.lastModifiedTime());
    }

    String name() {
        return name;
    }

    boolean isCapture() {
        return isCapture;
    }

    /** Whether it can be read only once. */
    boolean isPipe() {
        return isPipe;
    }

    /** The file; not for standard input. */
    Path path() {
        Path file = path;
        if (file == null) {
            throw new IllegalStateException("standard input has no path");
        }
        return file;
    }

    /** Whether it is that file, by whatever name. */
    boolean isSame(Path other) throws IOException {
        Path file = path == null ? Path.of("/dev/stdin") : path;
        return Files.exists(file) && Files.exists(other) && Files.isSameFile(file, other);
    }

    /** Asks for {@link #stored()}; of a pipe, before it is opened. */
    void identify() {
        isToBeIdentified = true;
    }

    /** Opens a pipe. */
    InputStream openPipe() throws IOException {
        InputStream stream = path == null ? places.standardInput() : Files.newInputStream(path);
        if (!isToBeIdentified) {
            return stream;
        }
        WatchedPipe watched = new WatchedPipe(stream);
        pipe = watched;
        return watched;
    }

    /**
     * Its size and hash, read now if it is a file; what is left of a pipe is read. {@code null} if there is no such file, or
     * it is a pipe that nobody asked to {@linkplain #identify identify}.
     *
     * @throws IOException if it cannot be read; when asked again, the answer is {@code null}
     */
    @Nullable
    StoredFile stored() throws IOException {
        if (stored == null && !isUnreadable) {
            isUnreadable = true;
            WatchedPipe watched = pipe;
            if (watched != null) {
                stored = watched.drain();
            } else if (before != null) {
                stored = StoredFile.of(path());
            }
            isUnreadable = false;
        }
        return stored;
    }

    /** Whether the file is another one now than when the run began, as far as size and time of change tell. */
    boolean isChanged() throws IOException {
        return before != null && !before.equals(condition());
    }

    void opened(Compression found) {
        compression = found;
    }

    /** How it is compressed, {@code null} if it could not be opened. */
    @Nullable
    Compression compression() {
        return compression;
    }

    /**
     * Keeps what a replay of all of it has found.
     *
     * @param fromIndex whether that, and what the run tells, was taken from a saved index
     */
    void found(CaptureHistory all, boolean fromIndex) {
        history = all;
        fromSavedIndex = fromIndex;
    }

    /** What a replay of all of it has found, {@code null} if nobody has replayed all of it. */
    @Nullable
    CaptureHistory history() {
        return history;
    }

    boolean isFromSavedIndex() {
        return fromSavedIndex;
    }
}
