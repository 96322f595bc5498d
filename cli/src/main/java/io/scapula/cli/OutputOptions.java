package io.scapula.cli;

import io.scapula.table.render.TextRenderer;
import io.scapula.table.render.TimeFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** In what form a table is printed, and where. */
class OutputOptions extends DestinationOptions {
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

    @Option(names = "--wide", description = "text: all columns, and times to the nanosecond")
    boolean wide;

    TextRenderer textRenderer() {
        TimeFormat times = new TimeFormat(zone, wide ? TimeFormat.Precision.NANOS : TimeFormat.Precision.MILLIS);
        return new TextRenderer(file == null ? TerminalWidth.detect() : TextRenderer.UNLIMITED, times);
    }

    /** Opens the file or standard output, as UTF-8; closing it flushes. */
    Writer writer() throws IOException {
        return new BufferedWriter(new OutputStreamWriter(stream(), StandardCharsets.UTF_8), 1 << 16);
    }
}
