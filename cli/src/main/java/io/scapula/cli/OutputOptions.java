package io.scapula.cli;

import io.scapula.table.Table;
import io.scapula.table.render.CsvRenderer;
import io.scapula.table.render.JsonLinesRenderer;
import io.scapula.table.render.TableRenderer;
import io.scapula.table.render.TextRenderer;
import io.scapula.table.render.TimeFormat;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a result goes, and in what form. The same on every command that prints one. */
final class OutputOptions {
    enum Format {
        text,
        csv,
        jsonl
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}",
            defaultValue = "text")
    Format format = Format.text;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "write to FILE instead of standard output")
    @Nullable
    Path file;

    @Option(
            names = "--tz",
            paramLabel = "ZONE",
            description = "time zone of times in text, such as Europe/Berlin; default: UTC",
            defaultValue = "UTC")
    ZoneId zone = ZoneId.of("UTC");

    @Option(names = "--wide", description = "text: all columns, and times to the nanosecond")
    boolean wide;

    @Option(names = "--columns", paramLabel = "NAME", split = ",", description = "only these columns, in this order")
    @Nullable
    List<String> columns;

    /**
     * Prints a table.
     *
     * @throws IllegalArgumentException if a chosen column does not exist
     */
    void print(Table table) throws IOException {
        Table chosen = chosen(table);
        try (Writer out = writer()) {
            renderer().render(chosen, out);
        }
        table.notes().forEach(Messages::note);
        boolean someLeftOut =
                columns == null && chosen.columns().size() < table.columns().size();
        if (someLeftOut && file == null && TerminalCheck.isStandardOutput()) {
            Messages.note("Further columns: --wide, --columns, or --format csv|jsonl.");
        }
    }

    private Table chosen(Table table) {
        if (columns != null) {
            return table.select(columns);
        }
        if (format != Format.text || wide) {
            return table;
        }
        return table.select(table.summary());
    }

    private TableRenderer renderer() {
        return switch (format) {
            case text -> textRenderer();
            case csv -> new CsvRenderer();
            case jsonl -> new JsonLinesRenderer();
        };
    }

    TextRenderer textRenderer() {
        TimeFormat times = new TimeFormat(zone, wide ? TimeFormat.Precision.NANOS : TimeFormat.Precision.MILLIS);
        return new TextRenderer(file == null ? TerminalWidth.detect() : TextRenderer.UNLIMITED, times);
    }

    /** Opens the file or standard output, as UTF-8; closing it flushes. */
    Writer writer() throws IOException {
        OutputStream stream = file == null ? new FileOutputStream(FileDescriptor.out) : Files.newOutputStream(file);
        return new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), 1 << 16);
    }

    /**
     * Refuses to write over the evidence.
     *
     * @throws IllegalArgumentException if the output is the capture
     */
    void checkAgainst(String capture) throws IOException {
        Path output = file;
        if (output != null
                && !capture.equals("-")
                && Files.exists(output)
                && Files.exists(Path.of(capture))
                && Files.isSameFile(output, Path.of(capture))) {
            throw new IllegalArgumentException("-o names the capture itself; choose another file");
        }
    }
}
