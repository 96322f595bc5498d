package io.scapula.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A file that has a temporary name beside its target until it is complete, and then takes its place at once. Whatever goes
 * wrong before, the target is what it was.
 */
public final class UnfinishedFile implements Closeable {
    private static final int NAME_BYTES = 8;

    private final Path target;
    private final Path unfinished;
    private final FileChannel channel;
    private boolean committed;

    private UnfinishedFile(Path target, Path unfinished, FileChannel channel) {
        this.target = target;
        this.unfinished = unfinished;
        this.channel = channel;
    }

    /**
     * Creates the file under its temporary name.
     *
     * @throws IOException if the folder of the target takes no file
     */
    public static UnfinishedFile of(Path target) throws IOException {
        // A link stays, and what it points at is replaced.
        Path real = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        byte[] random = new byte[NAME_BYTES];
        new SecureRandom().nextBytes(random);
        Path unfinished = real.resolveSibling(".scapula-" + HexFormat.of().formatHex(random) + ".tmp");
        FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        // For a program that is interrupted; close() does it otherwise.
        unfinished.toFile().deleteOnExit();
        return new UnfinishedFile(real, unfinished, channel);
    }

    /** Where its bytes are put; closing it closes the file. */
    public OutputStream stream() {
        return Channels.newOutputStream(channel);
    }

    /**
     * Brings the bytes to the disk and gives them the name of the target, replacing what had it.
     *
     * @throws IOException if the disk is full or fails; the target is what it was
     */
    public void commit() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        committed = true;
        Path folder = target.getParent();
        if (folder != null) {
            force(folder);
        }
    }

    /** Brings the new name to the disk; not every system can. */
    private static void force(Path folder) throws IOException {
        FileChannel entries;
        try {
            entries = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            return;
        }
        try (entries) {
            entries.force(true);
        }
    }

    /** Removes the file unless it was committed. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (!committed) {
            Files.deleteIfExists(unfinished);
        }
    }
}
