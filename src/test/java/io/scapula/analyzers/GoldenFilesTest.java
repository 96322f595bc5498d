package io.scapula.analyzers;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.Capture;
import io.scapula.architecture.Reactor;
import io.scapula.captures.Captures;
import io.scapula.table.render.JsonLinesRenderer;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What {@code commands}, {@code pods} and {@code sessions} print with {@code --format jsonl}, byte for byte. The system property {@code
 * scapula.golden.update=true} writes the files anew; the difference is then to be read like code.
 */
class GoldenFilesTest {
    private static final Path GOLDEN = Reactor.directory("src/test/resources/golden");
    private static final String UPDATE = "scapula.golden.update";
    private static final List<String> ANALYZERS = List.of("commands", "pods", "sessions", "typed");

    private static Path goldenFile(Path capture, String analyzer) {
        return GOLDEN.resolve(capture.getFileName() + "." + analyzer + ".jsonl");
    }

    @TestFactory
    Stream<DynamicTest> theAnswerIsTheOneBefore() {
        return Captures.bundled().stream()
                .flatMap(capture -> ANALYZERS.stream()
                        .map(analyzer -> DynamicTest.dynamicTest(
                                analyzer + " " + capture.getFileName(), () -> compare(capture, analyzer))));
    }

    private static void compare(Path capture, String analyzer) throws IOException {
        StringWriter answer = new StringWriter();
        try (Capture opened = Capture.open(capture)) {
            new JsonLinesRenderer().render(opened.analyze(analyzer), answer);
        }
        Path golden = goldenFile(capture, analyzer);
        if (Boolean.getBoolean(UPDATE)) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, answer.toString());
        }
        assertThat(golden)
                .as("-D" + UPDATE + "=true writes the golden files anew")
                .isRegularFile();
        assertThat(answer.toString().lines()).containsExactlyElementsOf(Files.readAllLines(golden));
    }

    @Test
    void everyFileBelongsToACapture() throws IOException {
        Set<Path> expected = Captures.bundled().stream()
                .flatMap(capture -> ANALYZERS.stream().map(analyzer -> goldenFile(capture, analyzer)))
                .collect(Collectors.toCollection(TreeSet::new));

        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.filter(file -> file.toString().endsWith(".jsonl")).collect(Collectors.toSet()))
                    .isEqualTo(expected);
        }
    }
}
