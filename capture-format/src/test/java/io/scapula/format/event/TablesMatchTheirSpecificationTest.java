package io.scapula.format.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.scapula.format.testing.BundledCaptures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table resources are what {@link TableGenerator} makes of the specification that lies beside the checkout. */
class TablesMatchTheirSpecificationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event-types.tsv",
                "flags.tsv",
                "syscalls.tsv",
                "errno.tsv",
                "capabilities.tsv",
                "conversions.tsv"
            })
    void theResourceIsUpToDate(String resource) throws IOException {
        Map<String, String> generated = new TableGenerator(specification()).generate();

        assertThat(text(resource)).isEqualTo(generated.get(resource));
    }

    private static Path specification() {
        String shared = System.getProperty("scapula.shared");
        Path folder = shared == null
                ? BundledCaptures.checkout().resolveSibling("shared")
                : Path.of(shared).toAbsolutePath();
        Path specification = folder.resolve("spec");
        assumeTrue(
                Files.isRegularFile(specification.resolve("event-table.json")),
                () -> "SKIPPED: there is no specification in " + specification
                        + "; -Dscapula.shared=FOLDER names a folder with one in spec/");
        return specification;
    }

    private static String text(String resource) throws IOException {
        try (InputStream stream = Objects.requireNonNull(EventTable.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
