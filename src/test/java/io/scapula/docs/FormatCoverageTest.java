package io.scapula.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.architecture.Reactor;
import io.scapula.format.block.BlockType;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FormatCoverageTest {
    private static final Pattern EVENT_ROW = Pattern.compile("\\| (\\S+) \\| ([\\d, ]+) \\| .+ \\| .+ \\|");

    private static String document = "";

    @BeforeAll
    static void readDocument() throws IOException {
        document = Files.readString(Reactor.directory("docs/format-coverage.md"));
    }

    @Test
    void namesEveryBlockTypeWithItsCodeAndAlias() {
        for (BlockType type : BlockType.values()) {
            String code = String.format(type == BlockType.SECTION_HEADER ? "0x%08X" : "0x%x", type.code());
            String alias = type.alias() == 0
                    ? ""
                    : String.format("0x%08X", type.alias()).replace("0X", "0x");

            assertThat(document)
                    .contains("| " + type + " | " + code + " | " + alias + (alias.isEmpty() ? "" : " ") + "|");
        }
    }

    @Test
    void namesEveryEventWithAllItsCodes() {
        Map<String, String> expected = new TreeMap<>(EventTable.current().all().stream()
                .collect(Collectors.groupingBy(
                        EventType::name,
                        Collectors.mapping(type -> String.valueOf(type.code()), Collectors.joining(", ")))));

        Map<String, String> documented = new TreeMap<>();
        document.lines()
                .map(EVENT_ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> documented.put(
                        row.group(1), Arrays.stream(row.group(2).split(", ")).collect(Collectors.joining(", "))));

        assertThat(documented).containsExactlyEntriesOf(expected);
    }
}
