package io.scapula.cli;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.scapula.Capture;
import io.scapula.CaptureOptions;
import io.scapula.IndexPlace;
import io.scapula.format.Compression;
import io.scapula.format.UnfinishedFile;
import io.scapula.history.CaptureHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/**
 * Writes what a run took in and gave out as JSON. {@code docs/custody.md} describes it. The same run over the same files gives
 * the same bytes: keys are sorted, files are called what they were typed as, and no clock is asked.
 */
final class ManifestWriter {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final Custody custody;
    private final ParseResult asked;
    private final Path target;

    ManifestWriter(Custody custody, ParseResult asked, Path target) {
        this.custody = custody;
        this.asked = asked;
        this.target = target;
    }

    /** Writes it; the file appears as a whole or not at all. */
    void write(int status) throws IOException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
        String text = JSON.writer(printer).writeValueAsString(all(status)) + "\n";
        try {
            writeWhole(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new OutputException(target.toString(), e);
        }
    }

    private void writeWhole(byte[] bytes) throws IOException {
        try (UnfinishedFile file = UnfinishedFile.of(target)) {
            file.stream().write(bytes);
            file.commit();
        }
    }

    private Map<String, @Nullable Object> all(int status) throws IOException {
        Request request = Request.of(asked, custody.arguments());
        Map<String, @Nullable Object> all = new TreeMap<>();
        all.put(Manifest.VERSION_KEY, Manifest.VERSION);
        all.put("program", ProgramFacts.all());
        all.put("command", request.command());
        all.put("arguments", request.arguments());
        all.put("options", request.options());
        all.put("parameters", request.parameters());
        all.put("working_directory", ManifestFiles.workingDirectory(target));
        all.put("inputs", inputs());
        all.put("outputs", outputs());
        all.put("standard_output", standardOutput());
        all.put("exit_status", status);
        return all;
    }

    private Map<String, @Nullable Object> standardOutput() {
        Integer columns = custody.knownColumns();
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("terminal", custody.isTerminal());
        facts.put("columns", columns == null || columns == TerminalWidth.UNLIMITED ? null : columns);
        return facts;
    }

    private List<Map<String, @Nullable Object>> inputs() throws IOException {
        List<Map<String, @Nullable Object>> inputs = new ArrayList<>();
        for (RunInput input : custody.inputs()) {
            Map<String, @Nullable Object> facts = file(input.name(), input.stored());
            Compression compression = input.compression();
            facts.put("changed", input.isChanged());
            if (input.isCapture()) {
                facts.put("compression", compression == null ? null : compression.toString());
                facts.put("from_saved_index", input.isFromSavedIndex());
                CaptureHistory history = history(input);
                if (history != null) {
                    facts.putAll(CaptureFacts.all(history));
                }
            }
            inputs.add(facts);
        }
        return inputs;
    }

    /** What the command has found, or else what is found now; {@code null} if it cannot be read. */
    private static @Nullable CaptureHistory history(RunInput input) {
        CaptureHistory found = input.history();
        if (found != null || input.isPipe() || input.compression() == null) {
            return found;
        }
        try (Capture capture = Capture.open(input.path(), input.name(), CaptureOptions.DEFAULT.with(IndexPlace.NONE));
                ProgressBar progress = ProgressBar.onStandardError("reading")) {
            return capture.history(progress::update);
        } catch (IOException e) {
            Messages.warning(input.name() + ": the manifest does not tell what is in it: " + e.getMessage());
            return null;
        }
    }

    private List<Map<String, @Nullable Object>> outputs() throws IOException {
        List<Map<String, @Nullable Object>> outputs = new ArrayList<>();
        for (RunOutput output : custody.outputs()) {
            Map<String, @Nullable Object> facts = file(output.name(), output.stored());
            facts.put("complete", output.isComplete());
            outputs.add(facts);
        }
        return outputs;
    }

    private static Map<String, @Nullable Object> file(String name, @Nullable StoredFile stored) {
        Map<String, @Nullable Object> facts = new TreeMap<>();
        facts.put("name", name);
        facts.put("bytes", stored == null ? null : stored.bytes());
        facts.put("sha256", stored == null ? null : stored.sha256());
        return facts;
    }
}
