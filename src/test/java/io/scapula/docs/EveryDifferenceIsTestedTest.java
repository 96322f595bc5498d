package io.scapula.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.architecture.Reactor;
import io.scapula.comparison.TestTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every difference that {@code docs/differences.md} lists is asserted: by answers of the programs themselves in one of two
 * tables, or by a test that the third one names.
 */
class EveryDifferenceIsTestedTest {
    private static final List<String> ANSWERS = List.of("/sysdig/differences.tsv", "/expected/differences.tsv");
    private static final String TESTED_ELSEWHERE = "/differences-tested-elsewhere.tsv";
    /** It tells whose manner a capture is told in; who says otherwise is nobody. */
    private static final String MANNERS = "## Whose manner of speaking";

    private static final String CELL_START = "| ";
    private static final String CELL_END = " | ";

    @Test
    void everyRowOfTheDocumentIsTested() throws IOException {
        assertThat(tested()).containsAll(documented());
    }

    @Test
    void everyTestBelongsToARowOfTheDocument() throws IOException {
        assertThat(documented()).doesNotHaveDuplicates().containsAll(tested());
    }

    @Test
    void theTestsThatAreNamedExist() throws IOException {
        List<String> missing = new ArrayList<>();
        for (List<String> row : TestTable.rows(TESTED_ELSEWHERE, 3)) {
            if (!isTest(row.get(1), row.get(2))) {
                missing.add(row.get(1) + "." + row.get(2));
            }
        }

        assertThat(missing).isEmpty();
    }

    private static List<String> tested() {
        return Stream.concat(ANSWERS.stream(), Stream.of(TESTED_ELSEWHERE))
                .flatMap(resource -> TestTable.rows(resource).stream())
                .map(row -> row.get(0))
                .distinct()
                .toList();
    }

    /** The first cells of all rows; a table's first line is its header. */
    private static List<String> documented() throws IOException {
        List<String> rows = new ArrayList<>();
        boolean isList = true;
        boolean inTable = false;
        for (String line : Files.readAllLines(Reactor.directory("docs/differences.md"))) {
            if (line.startsWith("#")) {
                isList = !line.equals(MANNERS);
            }
            boolean isRow = line.startsWith(CELL_START) && inTable;
            if (isList && isRow) {
                rows.add(line.substring(CELL_START.length(), line.indexOf(CELL_END)));
            }
            inTable = line.startsWith("|");
        }
        return rows;
    }

    private static boolean isTest(String name, String method) throws IOException {
        Pattern declaration = Pattern.compile("^    void " + method + "\\(", Pattern.MULTILINE);
        for (Path source : sources(name)) {
            if (declaration.matcher(Files.readString(source)).find()) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> sources(String name) throws IOException {
        List<Path> found = new ArrayList<>();
        Path root = Reactor.directory("");
        try (Stream<Path> modules = Files.list(root)) {
            for (Path tests : Stream.concat(Stream.of(root), modules)
                    .map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.filter(file -> file.getFileName().toString().equals(name + ".java"))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }
}
