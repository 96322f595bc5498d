package io.scapula.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.scapula.format.testing.BundledCaptures;
import io.scapula.text.DisplayOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of fields is complete, and every row has what it needs. */
class FieldTableTest {
    private static final Fields FIELDS = new Fields(DisplayOptions.DEFAULT);

    @Test
    void everyFieldThatCapturesCanAnswerHasAReaderAndNoOther() {
        Set<String> answerable = FIELDS.all().stream()
                .filter(field -> !field.has(FieldFlag.UNAVAILABLE))
                .map(Field::name)
                .collect(Collectors.toSet());

        assertThat(FIELDS.readable()).isEqualTo(answerable);
    }

    @Test
    void noFieldIsListedTwice() {
        assertThat(FIELDS.all()).extracting(Field::name).doesNotHaveDuplicates();
    }

    @Test
    void everyFieldIsDescribedInASentence() {
        assertThat(FIELDS.all())
                .allSatisfy(field -> assertThat(field.description()).matches("[A-Z0-9<>a-z'].{10,}[.]"));
    }

    @Test
    void fieldsThatNoCaptureCanAnswerSaySo() {
        assertThat(FIELDS.all())
                .filteredOn(field -> field.has(FieldFlag.UNAVAILABLE))
                .isNotEmpty()
                .allSatisfy(field -> assertThat(field.description()).contains("Never present: "));
    }

    @Test
    void everyFieldCanBeBoundWithoutAnArgumentUnlessItNeedsOne() {
        assertThat(FIELDS.all())
                .filteredOn(field -> field.argument().presence() != ArgumentForm.Presence.REQUIRED)
                .allSatisfy(field ->
                        assertThat(FIELDS.bind(field.name(), null).field()).isEqualTo(field));
    }

    @Test
    void namesTypesAndArgumentsAreThoseOfTheSpecification() throws IOException {
        List<Map<String, String>> specified = specification();

        assertThat(FIELDS.all())
                .extracting(Field::name)
                .containsExactlyElementsOf(
                        specified.stream().map(field -> field.get("name")).toList());
        for (Map<String, String> facts : specified) {
            Field field = FIELDS.find(facts.get("name"));
            assertThat(field).isNotNull();
            assertThat(field.type())
                    .as(field.name())
                    .isEqualTo(type(facts.getOrDefault("type0293", facts.get("type"))));
            assertThat(field.group()).as(field.name()).isEqualTo(facts.get("class"));
            assertThat(field.multiplicity() == Multiplicity.LIST)
                    .as(field.name())
                    .isEqualTo(facts.get("list").equals("true"));
            // The oldest tool takes evt.abspath without an argument; so do we.
            if (!field.name().equals("evt.abspath")) {
                assertThat(field.argument().presence().name().toLowerCase(java.util.Locale.ROOT))
                        .as(field.name())
                        .isEqualTo(facts.get("arg"));
            }
        }
    }

    private static FieldType type(String specified) {
        return switch (specified) {
            case "CHARBUF" -> FieldType.TEXT;
            case "BOOL" -> FieldType.BOOLEAN;
            case "RELTIME" -> FieldType.DURATION;
            case "ABSTIME" -> FieldType.TIME;
            case "PORT" -> FieldType.PORT;
            case "IPADDR" -> FieldType.ADDRESS;
            case "IPNET" -> FieldType.NETWORK;
            case "DOUBLE" -> FieldType.DECIMAL;
            case "DYN" -> FieldType.DYNAMIC;
            case "BYTEBUF" -> FieldType.BYTES;
            default -> specified.startsWith("UINT") ? FieldType.UNSIGNED : FieldType.SIGNED;
        };
    }

    private static List<Map<String, String>> specification() throws IOException {
        String shared = System.getProperty("scapula.shared");
        Path folder = shared == null ? BundledCaptures.checkout().resolveSibling("shared") : Path.of(shared);
        Path file = folder.resolve("spec").resolve("fields.json");
        assumeTrue(
                Files.isRegularFile(file),
                () -> "SKIPPED: there is no " + file + "; -Dscapula.shared=FOLDER names a folder with one in spec/");
        List<Map<String, String>> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            Map<String, String> field = new HashMap<>();
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.END_OBJECT) {
                    if (names.add(field.get("name"))) {
                        fields.add(field);
                    }
                    field = new HashMap<>();
                } else if (token.isScalarValue() && depth == 2) {
                    field.put(parser.currentName(), parser.getText());
                }
            }
        }
        return fields;
    }
}
