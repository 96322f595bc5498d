package io.scapula.column;

import io.scapula.format.FileFingerprint;
import io.scapula.format.OffHeapMemory;
import io.scapula.format.ReadLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * An index in a folder of its own: Arrow files that every Arrow implementation reads, the events of a compressed capture,
 * and a {@linkplain IndexManifest manifest} that binds them to the capture. Opening maps the files; versions of threads
 * and descriptors are restored when they are asked for.
 *
 * <p>The folder appears as a whole or not at all. Whatever is missing, damaged, of another program or of another capture
 * makes it useless as a whole: it is made again, never believed.
 */
public final class SavedIndex {
    private SavedIndex() {}

    /**
     * Saves an index; one that was there before is replaced.
     *
     * @param folder  where to; the folder that it is in must exist
     * @param capture what it is the index of
     * @param program version of the program, and limits: only the same may use it
     */
    public static void write(CaptureIndex index, Path folder, FileFingerprint capture, String program)
            throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        Path unfinished = Files.createTempDirectory(parent, folder.getFileName() + ".tmp");
        try {
            new IndexWriter(index, unfinished).write(capture, program);
            if (Files.exists(folder)) {
                requireIndex(folder);
                delete(folder);
            }
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(unfinished);
        }
    }

    /** Keeps what is no index from being replaced by one. */
    private static void requireIndex(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || !Files.exists(folder.resolve(IndexLayout.MANIFEST))) {
            throw new IOException(folder + " exists and is no saved index; choose another place");
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /** Whether there is anything that looks like a saved index. */
    public static boolean exists(Path folder) {
        return Files.exists(folder.resolve(IndexLayout.MANIFEST));
    }

    /**
     * Opens a saved index.
     *
     * @param capture the capture that it is to be of; read as a whole only if its time of change differs
     * @param memory  taken over by the index
     * @throws IOException if it cannot be used, with the reason
     */
    public static CaptureIndex open(Path folder, Path capture, String program, OffHeapMemory memory, ReadLimits limits)
            throws IOException {
        IndexManifest manifest = IndexManifest.read(folder.resolve(IndexLayout.MANIFEST));
        if (!manifest.program().equals(program)) {
            throw new IOException(folder + " was made by " + manifest.program());
        }
        if (!manifest.capture().isUnchanged(capture) && !manifest.capture().isSame(capture)) {
            throw new IOException(folder + " is the index of another capture than " + capture + " is now");
        }
        IndexReader reader = new IndexReader(folder, manifest);
        try {
            return reader.open(capture, memory, limits);
        } catch (IOException | RuntimeException | Error e) {
            reader.close();
            memory.close();
            if (e instanceof RuntimeException) { // forged files can make no sense in any way
                throw new IOException(folder + " makes no sense: " + e.getMessage(), e);
            }
            throw e;
        }
    }
}
