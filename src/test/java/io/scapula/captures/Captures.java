package io.scapula.captures;

import io.scapula.architecture.Reactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.opentest4j.TestAbortedException;

/**
 * Finds captures: those that come with the sources, and those of the shared folder, which lies beside the checkout or where
 * the system property {@code scapula.shared} says. A test that asks for a file that is not there is skipped, and says so.
 */
public final class Captures {
    private static final Path BUNDLED = Reactor.directory("src/test/resources/captures");
    /** A row of the shared folder's manifest: the file, and where it comes from. */
    private static final Pattern MANIFEST_ROW = Pattern.compile("\\| `([^`]+\\.scap)` \\| third-party .*");

    private Captures() {}

    /** The recordings that come with the sources, sorted by name. */
    public static List<Path> bundled() {
        return files(BUNDLED, ".scap.gz");
    }

    /** A capture by its name, such as {@code zoo-a.scap.gz}: the bundled one or else the shared one. */
    public static Path find(String name) {
        Path bundled = BUNDLED.resolve(name);
        return Files.exists(bundled)
                ? bundled
                : existing(shared().resolve("captures").resolve(name));
    }

    /** The shared captures that others recorded; they must not be copied into the sources. */
    public static List<Path> thirdParty() {
        Path folder = existing(shared().resolve("captures"));
        try (Stream<String> lines = Files.lines(existing(folder.resolve("MANIFEST.md")))) {
            return lines.map(MANIFEST_ROW::matcher)
                    .filter(Matcher::matches)
                    .map(row -> existing(folder.resolve(row.group(1))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What reference programs print about each recording, {@code NAME.events.txt.gz}, sorted by name. */
    public static List<Path> expectedEvents() {
        return files(existing(shared().resolve("expected")), ".events.txt.gz");
    }

    private static Path shared() {
        Path root = Reactor.directory("");
        String given = System.getProperty("scapula.shared");
        return root.toAbsolutePath()
                .normalize()
                .resolve(given == null ? "../shared" : given)
                .normalize();
    }

    private static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path existing(Path path) {
        if (!Files.exists(path)) {
            throw skip(path + " is not there; -Dscapula.shared=FOLDER names the shared folder");
        }
        return path;
    }

    /** One test for each file; one that is skipped where the files are not there. */
    public static Stream<DynamicTest> each(Supplier<List<Path>> files, ThrowingConsumer<Path> test) {
        try {
            return files.get().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> test.accept(file)));
        } catch (TestAbortedException e) {
            return Stream.of(DynamicTest.dynamicTest("skipped", () -> {
                throw e;
            }));
        }
    }

    /** Skips the test, loudly: nobody should take it for passed. */
    public static TestAbortedException skip(String why) {
        System.out.println("SKIPPED: " + why);
        return new TestAbortedException("SKIPPED: " + why);
    }
}
