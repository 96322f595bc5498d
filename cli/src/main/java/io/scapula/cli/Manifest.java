package io.scapula.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest says that can be checked. It may come from anybody: nothing in it is believed before it was compared.
 *
 * @param command          the command that ran
 * @param arguments        its command line
 * @param program          versions and hashes by name: {@code version}, {@code java}, {@code libraries duckdb}, {@code jars NAME}
 * @param inputs           what it read
 * @param outputs          what it wrote
 * @param exitStatus       how it ended
 * @param isTerminal       whether its standard output was a terminal
 * @param columns          how many columns that had, {@link TerminalWidth#UNLIMITED} if nobody asked
 * @param workingDirectory where relative names begin, as seen from the folder of the manifest; {@code null} if not known
 */
record Manifest(
        String command,
        List<String> arguments,
        Map<String, String> program,
        List<Entry> inputs,
        List<Entry> outputs,
        int exitStatus,
        boolean isTerminal,
        int columns,
        @Nullable String workingDirectory) {
    /** The key under which a manifest says what it is. */
    static final String VERSION_KEY = "scapula_manifest";

    /** The version of what is in a manifest; newer ones may have more keys, but changed meanings make another version. */
    static final int VERSION = 1;

    private static final long MOST_BYTES = 64 << 20;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern UPWARDS = Pattern.compile("\\.|\\.\\.(/\\.\\.)*");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * A file as it was.
     *
     * @param name   as it was typed, {@code -} for standard input or output
     * @param stored size and hash, {@code null} if it could not be read
     */
    record Entry(String name, @Nullable StoredFile stored) {
        boolean isStandard() {
            return name.equals(Custody.STANDARD_OUTPUT);
        }
    }

    /**
     * Reads a manifest.
     *
     * @throws IOException if it cannot be read or is no manifest that this version knows; the message says why
     */
    static Manifest read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file + ": no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": no regular file, so no manifest");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + ": no manifest: it has " + Files.size(file) + " bytes, and " + MOST_BYTES
                    + " are the most that one may have");
        }
        try {
            return of(JSON.readTree(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": ";
            throw new IOException(file + ": no manifest: " + place + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": no manifest that can be used: " + e.getMessage(), e);
        }
    }

    private static Manifest of(JsonNode all) {
        JsonNode version = all.path(VERSION_KEY);
        if (!version.isInt() || version.intValue() != VERSION) {
            throw new IllegalArgumentException(
                    version.isInt()
                            ? "its version is " + version + ", and this is " + VERSION
                                    + "; use the program that wrote it"
                            : "it has no number " + VERSION_KEY);
        }
        JsonNode directory = all.path("working_directory");
        if (directory.isTextual() && !UPWARDS.matcher(directory.textValue()).matches()) {
            throw new IllegalArgumentException("working_directory is neither . nor .. nor ../..");
        }
        JsonNode columns = all.path("standard_output").path("columns");
        return new Manifest(
                text(all, "command"),
                texts(all, "arguments"),
                program(all.path("program")),
                entries(all, "inputs"),
                entries(all, "outputs"),
                (int) number(all, "exit_status"),
                all.path("standard_output").path("terminal").asBoolean(),
                columns.isInt() ? Math.max(TerminalWidth.UNLIMITED, columns.intValue()) : TerminalWidth.UNLIMITED,
                directory.isTextual() ? directory.textValue() : null);
    }

    private static String text(JsonNode object, String key) {
        JsonNode value = object.path(key);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("it has no text '" + key + "'");
        }
        return value.textValue();
    }

    private static long number(JsonNode object, String key) {
        JsonNode value = object.path(key);
        if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < 0) {
            throw new IllegalArgumentException("it has no number '" + key + "'");
        }
        return value.longValue();
    }

    private static JsonNode list(JsonNode object, String key) {
        JsonNode value = object.path(key);
        if (!value.isArray()) {
            throw new IllegalArgumentException("it has no list '" + key + "'");
        }
        return value;
    }

    private static List<String> texts(JsonNode object, String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list(object, key)) {
            if (!element.isTextual()) {
                throw new IllegalArgumentException("an element of '" + key + "' is no text");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    private static List<Entry> entries(JsonNode object, String key) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode element : list(object, key)) {
            entries.add(new Entry(text(element, "name"), stored(element)));
        }
        return entries;
    }

    private static @Nullable StoredFile stored(JsonNode entry) {
        if (entry.path("sha256").isNull()) {
            return null;
        }
        String sha256 = text(entry, "sha256");
        if (!SHA_256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("'" + sha256 + "' is no SHA-256 in lower case");
        }
        return new StoredFile(number(entry, "bytes"), sha256);
    }

    private static Map<String, String> program(JsonNode program) {
        Map<String, String> versions = new TreeMap<>();
        program.properties().forEach(part -> {
            if (part.getValue().isTextual()) {
                versions.put(part.getKey(), part.getValue().textValue());
            }
            part.getValue()
                    .properties()
                    .forEach(inner -> versions.put(
                            part.getKey() + " " + inner.getKey(),
                            inner.getValue().asText()));
        });
        return versions;
    }

    /** What {@link ProgramFacts} tells of this program, as {@link #program()} has it: {@code libraries duckdb}. */
    static Map<String, String> programHere() throws IOException {
        return program(JSON.valueToTree(ProgramFacts.all()));
    }
}
