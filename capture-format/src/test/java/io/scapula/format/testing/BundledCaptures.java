package io.scapula.format.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The recordings that come with the sources, {@code src/test/resources/captures} of the checkout. */
public final class BundledCaptures {
    private BundledCaptures() {}

    /** The checkout: the system property {@code scapula.root}, or the first folder upwards that looks like it. */
    public static Path checkout() {
        String root = System.getProperty("scapula.root");
        Path folder = root == null ? Path.of("").toAbsolutePath() : Path.of(root);
        while (folder != null && !Files.isDirectory(folder.resolve("src/test/resources/captures"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new AssertionError("no folder from " + Path.of("").toAbsolutePath()
                    + " upwards has src/test/resources/captures; set the system property scapula.root");
        }
        return folder;
    }

    /** The recording with this name, such as {@code crashloop.scap.gz}. */
    public static Path path(String name) {
        return checkout().resolve("src/test/resources/captures").resolve(name);
    }

    /** Every recording, sorted by name. */
    public static List<Path> all() {
        try (Stream<Path> files = Files.list(path(""))) {
            return files.filter(file -> file.getFileName().toString().contains(".scap"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The uncompressed bytes of a recording. */
    public static byte[] bytes(String name) {
        try (GZIPInputStream stream = new GZIPInputStream(Files.newInputStream(path(name)))) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The uncompressed bytes of a recording's first blocks, as many whole ones as fit. */
    public static byte[] slice(String name, int mostBytes) {
        byte[] whole = bytes(name);
        java.nio.ByteBuffer blocks = java.nio.ByteBuffer.wrap(whole).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        int end = 0;
        while (end + 8 <= whole.length && end + blocks.getInt(end + 4) <= mostBytes) {
            end += blocks.getInt(end + 4);
        }
        return java.util.Arrays.copyOf(whole, end);
    }
}
