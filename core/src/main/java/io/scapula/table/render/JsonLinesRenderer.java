package io.scapula.table.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.scapula.table.Table;
import java.io.IOException;

/**
 * JSON Lines: one object a row, its keys the column names in column order. An absent cell is {@code null}, a time an
 * ISO-8601 string in UTC with nine decimals, a duration a number of nanoseconds, evidence a list of numbers.
 *
 * <p>The output is valid JSON whatever a text holds: half a surrogate pair becomes U+FFFD, and what
 * {@link TerminalText} would escape is written as a JSON escape. A table without rows gives no output.
 */
public record JsonLinesRenderer() implements TableRenderer {

    @Override
    public void render(Table table, Appendable out) throws IOException {
        // Nothing is closed or completed on its own: after a failure, silence is better than invented brackets.
        JsonFactory json = new JsonFactoryBuilder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                .characterEscapes(new JsonEscapes())
                .rootValueSeparator("\n")
                .build();
        try (JsonGenerator generator = json.createGenerator(new AppendableWriter(out))) {
            for (int row = 0; row < table.rowCount(); row++) {
                write(table, row, generator);
            }
            if (table.rowCount() > 0) {
                generator.writeRaw('\n');
            }
        }
    }

    private static void write(Table table, int row, JsonGenerator generator) throws IOException {
        generator.writeStartObject();
        for (int column = 0; column < table.columns().size(); column++) {
            generator.writeFieldName(
                    JsonEscapes.wellFormed(table.columns().get(column).name()));
            if (table.isAbsent(row, column)) {
                generator.writeNull();
            } else {
                write(table, row, column, generator);
            }
        }
        generator.writeEndObject();
    }

    private static void write(Table table, int row, int column, JsonGenerator generator) throws IOException {
        switch (table.columns().get(column).type()) {
            case TEXT -> generator.writeString(JsonEscapes.wellFormed(table.text(row, column)));
            case INTEGER -> generator.writeNumber(table.integer(row, column));
            case DECIMAL -> write(table.decimal(row, column), generator);
            case BOOLEAN -> generator.writeBoolean(table.isTrue(row, column));
            case TIME -> generator.writeString(TimeFormat.iso(table.timeNanos(row, column)));
            case DURATION -> generator.writeNumber(table.durationNanos(row, column));
            case EVENTS -> {
                long[] events = table.events(row, column);
                generator.writeArray(events, 0, events.length);
            }
        }
    }

    private static void write(double value, JsonGenerator generator) throws IOException {
        if (Double.isFinite(value)) {
            generator.writeNumber(DecimalText.exact(value));
        } else {
            generator.writeNull();
        }
    }
}
