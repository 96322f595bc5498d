package io.scapula.cli;

import io.scapula.arrow.ArrowTables;
import io.scapula.relation.Relation;
import io.scapula.sql.ParquetFiles;
import io.scapula.table.render.TextRenderer;
import io.scapula.table.render.TimeFormat;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** In what form a table is printed, and where. */
class OutputOptions extends DestinationOptions {
    enum Format {
        text,
        csv,
        jsonl,
        arrow,
        parquet;

        boolean isBinary() {
            return this == arrow || this == parquet;
        }
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}. Arrow is a file with -o, a stream without",
            defaultValue = "text")
    Format format = Format.text;

    @Option(names = "--wide", description = "text: all columns, and times to the nanosecond")
    boolean wide;

    TextRenderer textRenderer() {
        TimeFormat times = new TimeFormat(zone, wide ? TimeFormat.Precision.NANOS : TimeFormat.Precision.MILLIS);
        return new TextRenderer(columnsOfText(), times);
    }

    @Override
    void checkAgainst(String capture) throws IOException {
        super.checkAgainst(capture);
        if (format.isBinary() && isTerminal()) {
            throw wrong("--format " + format + " is nothing to look at; choose a file with -o, or a pipe");
        }
    }

    /** Writes a table as Arrow or Parquet. */
    void writeBinary(Relation relation) throws IOException {
        if (format == Format.arrow) {
            try (WritableByteChannel channel = Channels.newChannel(new BufferedOutputStream(stream(), 1 << 16))) {
                if (file == null) {
                    ArrowTables.writeStream(relation, channel);
                } else {
                    ArrowTables.writeFile(relation, channel);
                }
            }
            return;
        }
        Path target = file;
        if (target == null) {
            Path temporary = Files.createTempDirectory("scapula");
            Path parquet = temporary.resolve("table.parquet");
            try (OutputStream out = stream()) {
                ParquetFiles.write(relation, parquet);
                Files.copy(parquet, out);
            } finally {
                Files.deleteIfExists(parquet);
                Files.delete(temporary);
            }
            return;
        }
        stream().close(); // tells in the usual words if it cannot be written
        ParquetFiles.write(relation, custody().file(target));
    }

    /** Opens the file or standard output, as UTF-8; closing it flushes. */
    Writer writer() throws IOException {
        return new BufferedWriter(new OutputStreamWriter(stream(), StandardCharsets.UTF_8), 1 << 16);
    }
}
