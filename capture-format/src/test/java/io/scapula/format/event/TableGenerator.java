package io.scapula.format.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the table resources of {@code io.scapula.format} from the specification's JSON files and its conversion table.
 *
 * <p>Run {@code main(specification folder, resource folder)} when a new schema is published; the test beside it says
 * whether the resources are up to date.
 */
final class TableGenerator {
    private final Path specification;
    private final ObjectMapper mapper = new ObjectMapper();

    TableGenerator(Path specification) {
        this.specification = specification;
    }

    public static void main(String[] arguments) throws IOException {
        Path resources = Path.of(arguments[1]);
        Files.createDirectories(resources);
        for (Map.Entry<String, String> table :
                new TableGenerator(Path.of(arguments[0])).generate().entrySet()) {
            Files.writeString(resources.resolve(table.getKey()), table.getValue());
        }
    }

    /** Resource name to content. */
    Map<String, String> generate() throws IOException {
        Map<String, String> tables = new LinkedHashMap<>();
        JsonNode flags = read("flags.json");
        JsonNode syscalls = read("syscalls.json");
        tables.put("event-types.tsv", eventTypes(read("event-table.json"), flags.get("dynamicParamTables")));
        tables.put("flags.tsv", flags(flags));
        tables.put("syscalls.tsv", syscalls(syscalls.get("syscalls")));
        tables.put("errno.tsv", pairs("value name", syscalls.get("errno"), "value"));
        tables.put("capabilities.tsv", pairs("bit name", syscalls.get("capabilities"), "bit"));
        tables.put("conversions.tsv", conversions(Files.readAllLines(specification.resolve("scap-format.md"))));
        return tables;
    }

    private JsonNode read(String name) throws IOException {
        return mapper.readTree(specification.resolve(name).toFile());
    }

    private static String eventTypes(JsonNode events, JsonNode dynamic) {
        List<String> lines = header("code constant name direction categories flags marks length_bytes"
                + " parameters_in_0_29_3 parameters");
        for (JsonNode event : events) {
            StringJoiner marks = new StringJoiner(" ");
            if (event.get("obsolete").asBoolean()) {
                marks.add("obsolete");
            }
            if (event.get("unused").asBoolean()) {
                marks.add("unused");
            }
            if (event.get("converterManaged").asBoolean()) {
                marks.add("converted");
            }
            StringJoiner parameters = new StringJoiner(" ");
            event.get("params").forEach(parameter -> parameters.add(parameter(parameter, dynamic)));
            JsonNode oldest = event.get("paramsIn0_29_3");
            lines.add(String.join(
                    "\t",
                    event.get("code").asText(),
                    event.get("enumName").asText(),
                    event.get("name").asText(),
                    event.get("direction").asText(),
                    words(event.get("category")),
                    words(event.get("flags")),
                    marks.toString(),
                    event.get("lengthBytes").asText(),
                    oldest.isNull() ? "-1" : oldest.asText(),
                    parameters.toString()));
        }
        return text(lines);
    }

    private static String parameter(JsonNode parameter, JsonNode dynamic) {
        StringBuilder text = new StringBuilder(parameter.get("name").asText())
                .append(':')
                .append(without("PT_", parameter.get("type")))
                .append(':')
                .append(without("PF_", parameter.get("format")));
        if (!parameter.get("flags").isNull()) {
            text.append(":flags=").append(parameter.get("flags").asText());
        }
        if (parameter.has("dirfdParam")) {
            text.append(":directory=").append(parameter.get("dirfdParam").asText());
        }
        if (parameter.has("dynTable")) {
            StringJoiner variants = new StringJoiner(",");
            dynamic.get(parameter.get("dynTable").asText())
                    .forEach(variant -> variants.add(
                            without("PT_", variant.get("type")) + "/" + without("PF_", variant.get("format"))));
            text.append(":variants=").append(variants);
        }
        return text.toString();
    }

    private static String flags(JsonNode flags) {
        List<String> lines = header("table value name");
        for (String group : List.of("flagTables", "enumTables")) {
            flags.get(group)
                    .properties()
                    .forEach(table -> table.getValue()
                            .forEach(entry -> lines.add(String.join(
                                    "\t",
                                    table.getKey(),
                                    entry.get("value").asText(),
                                    entry.get("name").asText()))));
        }
        return text(lines);
    }

    private static String syscalls(JsonNode syscalls) {
        List<String> lines = header("code name kind numbers enter exit");
        for (JsonNode syscall : syscalls) {
            StringJoiner numbers = new StringJoiner(" ");
            syscall.get("nr")
                    .properties()
                    .forEach(number -> numbers.add(
                            number.getKey() + "=" + number.getValue().asText()));
            lines.add(String.join(
                    "\t",
                    syscall.get("code").asText(),
                    syscall.get("name").asText(),
                    syscall.get("kind").asText().toUpperCase(java.util.Locale.ROOT),
                    numbers.toString(),
                    syscall.path("enterEvent").asText(""),
                    syscall.path("exitEvent").asText("")));
        }
        return text(lines);
    }

    private static String pairs(String columns, JsonNode entries, String key) {
        List<String> lines = header(columns);
        entries.forEach(entry ->
                lines.add(entry.get(key).asText() + "\t" + entry.get("name").asText()));
        return text(lines);
    }

    /** The rows of the specification's section 8.4: code, event, count, action, target, parameters. */
    private static String conversions(List<String> specification) {
        Pattern row =
                Pattern.compile("\\| (\\d+) \\| (\\w+) \\| (\\d+) \\| (\\w[\\w+]*) \\| ?(\\w*) ?\\| ?([^|]*?) ?\\|");
        List<String> lines = header("code constant parameter_count action target parameters");
        for (String line : specification) {
            Matcher matcher = row.matcher(line);
            if (matcher.matches()) {
                lines.add(String.join(
                        "\t",
                        matcher.group(1),
                        "PPME_" + matcher.group(2),
                        matcher.group(3),
                        matcher.group(4).replace('+', '_'),
                        matcher.group(5).isEmpty() ? "" : "PPME_" + matcher.group(5),
                        matcher.group(6)));
            }
        }
        return text(lines);
    }

    private static List<String> header(String columns) {
        List<String> lines = new ArrayList<>();
        lines.add("# " + columns.replace(' ', '\t'));
        return lines;
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static String words(JsonNode array) {
        StringJoiner words = new StringJoiner(" ");
        array.forEach(word -> words.add(word.asText()));
        return words.toString();
    }

    private static String without(String prefix, JsonNode text) {
        return text.asText().substring(prefix.length());
    }
}
