package io.scapula.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.scapula.field.FieldException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Where our fields deliberately say otherwise than programs built on the field's libraries (0.20 for enter and exit events,
 * 0.25 for exit-only recordings), event by event: both values are what the table of {@link ReferenceDifference} says.
 */
class ReferenceDifferencesTest {
    /** What the program and we say of an event, each by field. */
    private record Said(Map<String, String> theirs, Map<String, String> ours) {}

    @TestFactory
    Stream<DynamicTest> bothSayWhatIsDocumented() {
        Map<String, List<ReferenceDifference>> byRecording = ReferenceDifference.all().stream()
                .collect(Collectors.groupingBy(ReferenceDifference::recording, TreeMap::new, Collectors.toList()));
        return byRecording.entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey(), () -> assertSaid(entry.getKey(), entry.getValue())));
    }

    private static void assertSaid(String recording, List<ReferenceDifference> differences)
            throws IOException, FieldException {
        Path capture = ComparedCaptures.recording(recording);
        ExpectedEvents expected =
                ExpectedEvents.read(ComparedCaptures.expectedEvents(recording), recording.endsWith("-exit-only"));

        Map<Long, Said> said = said(capture, expected, differences);

        assertThat(differences).allSatisfy(difference -> {
            assertThat(said).containsKey(difference.event());
            assertThat(said.get(difference.event()).theirs()).containsEntry(difference.field(), difference.theirs());
            assertThat(said.get(difference.event()).ours()).containsEntry(difference.field(), difference.ours());
        });
    }

    private static Map<Long, Said> said(Path capture, ExpectedEvents expected, List<ReferenceDifference> differences)
            throws IOException, FieldException {
        List<Long> wanted =
                differences.stream().map(ReferenceDifference::event).sorted().toList();
        long last = wanted.get(wanted.size() - 1);
        FieldColumns columns = new FieldColumns(expected.columns(), false);
        Map<Long, Said> said = new HashMap<>();
        ExpectedReplay.walk(capture, expected, (line, event) -> {
            long number = event.event().number();
            if (wanted.contains(number)) {
                said.put(
                        number,
                        new Said(byField(expected, expected.values(line)), byField(expected, columns.read(event))));
            }
            return number < last;
        });
        return said;
    }

    private static Map<String, String> byField(ExpectedEvents expected, List<String> values) {
        Map<String, String> byField = new HashMap<>();
        for (int index = 0; index < values.size(); index++) {
            byField.put(expected.columns().get(index), values.get(index));
        }
        return byField;
    }

    @Test
    void everyLineIsADifference() {
        assertThat(ReferenceDifference.all())
                .isNotEmpty()
                .allSatisfy(difference -> assertThat(difference.ours()).isNotEqualTo(difference.theirs()));
    }
}
