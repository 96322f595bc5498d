package io.scapula.comparison;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the captures and what is expected of them lie: the recordings among the test resources, the rest in a directory
 * of its own beside the checkout, which {@code -Dscapula.shared} names if it is elsewhere. What is absent skips its test.
 */
final class ComparedCaptures {
    private static final String PROPERTY = "scapula.shared";

    private ComparedCaptures() {}

    /** The recordings that the shared folder says what to expect of. */
    static List<String> recordings() {
        return List.of(
                "attack",
                "crashloop",
                "crashloop-exit-only",
                "file-churn-exit-only",
                "net",
                "net-exit-only",
                "short-lived",
                "ssh-session",
                "zoo-a",
                "zoo-a-exit-only");
    }

    static Path recording(String name) {
        Path bundled = checkout().resolve("src/test/resources/captures").resolve(name + ".scap.gz");
        return Files.exists(bundled) ? bundled : shared("captures/" + name + ".scap.gz");
    }

    static Path expectedEvents(String recording) {
        return shared("expected/" + recording + ".events.txt.gz");
    }

    static Path shared(String file) {
        String named = System.getProperty(PROPERTY, "");
        Path directory = named.isEmpty() ? checkout().resolveSibling("shared") : Path.of(named);
        Path path = directory.resolve(file);
        boolean isThere = Files.exists(path);
        if (!isThere) {
            System.out.println(
                    "NOT COMPARED: there is no " + path + "; -D" + PROPERTY + "=DIRECTORY names another place");
        }
        assumeThat(isThere).as("whether %s is there", path).isTrue();
        return path;
    }

    /** Maven runs the tests in src/test, an IDE perhaps elsewhere in the checkout. */
    private static Path checkout() {
        for (Path path = Path.of("").toAbsolutePath(); path != null; path = path.getParent()) {
            if (Files.exists(path.resolve("capture-format/pom.xml"))) {
                return path;
            }
        }
        throw new IllegalStateException(
                "not inside a Scapula checkout: " + Path.of("").toAbsolutePath());
    }
}
