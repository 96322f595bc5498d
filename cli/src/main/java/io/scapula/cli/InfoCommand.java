package io.scapula.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.scapula.Capture;
import io.scapula.CaptureInfo;
import io.scapula.history.CaptureHistory;
import io.scapula.history.Process;
import io.scapula.relation.TableRelation;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import io.scapula.table.render.CsvRenderer;
import io.scapula.table.render.DurationFormat;
import io.scapula.table.render.JsonLinesRenderer;
import io.scapula.table.render.TerminalText;
import io.scapula.table.render.TextRenderer;
import io.scapula.table.render.TimeFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what is in a capture. */
@Command(
        name = "info",
        description = "Tells what is in a capture: machine, times, counts, containers, damage.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class InfoCommand implements Callable<Integer>, Repeatable {
    private static final int TOP_EVENT_TYPES = 20;

    @Mixin
    private CaptureArgument argument = new CaptureArgument();

    @Option(names = "--blind-spots", description = "list every interval in which something could not be seen, and why")
    private boolean blindSpots;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        output.checkAgainst(argument.name());
        RunInput input = argument.input();
        input.identify();
        try (Capture capture = argument.open()) {
            CaptureHistory history = argument.history(capture);
            if (blindSpots) {
                print(new CaptureInfo(history).blindSpots());
                return argument.exitStatus(history);
            }
            print(facts(capture, input.stored(), history), history);
            return argument.exitStatus(history);
        }
    }

    private static Map<String, @Nullable Object> facts(
            Capture capture, @Nullable StoredFile stored, CaptureHistory history) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("capture", capture.name());
        facts.put("bytes", stored == null ? null : stored.bytes());
        facts.put("sha256", stored == null ? null : stored.sha256());
        facts.put("compression", capture.compression().toString());
        Map<String, Long> counts = new LinkedHashMap<>(CaptureFacts.counts(history));
        for (String name : List.of("sections", "blocks", "events")) {
            facts.put(name, counts.remove(name));
        }
        CaptureFacts.times(history).forEach((name, nanos) -> facts.put(name, nanos == null ? null : new Time(nanos)));
        boolean any = history.firstEventNanos() != Process.UNKNOWN_TIME;
        facts.put("duration_ns", any ? new Duration(history.lastEventNanos() - history.firstEventNanos()) : null);
        facts.putAll(counts);
        facts.put("kernel", null);
        return facts;
    }

    private record Time(long nanos) {}

    private record Duration(long nanos) {}

    private void print(Map<String, @Nullable Object> facts, CaptureHistory history) throws IOException {
        CaptureInfo info = new CaptureInfo(history);
        if (output.format.isBinary()) {
            output.writeBinary(new TableRelation(asTable(facts, info)));
            return;
        }
        try (Writer out = output.writer()) {
            switch (output.format) {
                case text -> printText(facts, info, out);
                case csv -> new CsvRenderer().render(asTable(facts, info), out);
                case jsonl -> printJson(facts, info, out);
                case arrow, parquet -> throw new AssertionError(output.format);
            }
        }
    }

    private void print(Table table) throws IOException {
        if (output.format.isBinary()) {
            output.writeBinary(new TableRelation(table));
            return;
        }
        try (Writer out = output.writer()) {
            switch (output.format) {
                case text -> output.textRenderer().render(output.wide ? table : table.select(table.summary()), out);
                case csv -> new CsvRenderer().render(table, out);
                case jsonl -> new JsonLinesRenderer().render(table, out);
                case arrow, parquet -> throw new AssertionError(output.format);
            }
        }
    }

    private void printText(Map<String, @Nullable Object> facts, CaptureInfo info, Writer out) throws IOException {
        TimeFormat nanos = new TimeFormat(output.zone, TimeFormat.Precision.NANOS);
        int widest = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        for (Map.Entry<String, @Nullable Object> fact : facts.entrySet()) {
            String name = fact.getKey().replace("_ns", "").replace('_', ' ');
            out.append(name).append(": ").append(" ".repeat(widest - name.length()));
            Object value = fact.getValue();
            if (value instanceof Time time) {
                out.append(nanos.format(time.nanos)).append(' ').append(output.zone.getId());
            } else if (value instanceof Duration duration) {
                out.append(DurationFormat.format(duration.nanos));
            } else {
                out.append(value == null ? "not recorded" : TerminalText.escape(value.toString()));
            }
            out.append('\n');
        }
        TextRenderer renderer = output.textRenderer();
        printText("machines", info.sections(), renderer, out);
        Table types = info.eventTypes();
        boolean cut = types.rowCount() > TOP_EVENT_TYPES && !output.wide;
        String further = " (the " + TOP_EVENT_TYPES + " most frequent of " + types.rowCount() + "; --wide lists all)";
        printText("events by type" + (cut ? further : ""), cut ? top(types) : types, renderer, out);
        printText("containers", info.containers(), renderer, out);
        printText("damage", info.damage(), renderer, out);
    }

    private static Table top(Table types) {
        Table.Builder top = Table.builder(types.name(), types.columns());
        for (int row = 0; row < TOP_EVENT_TYPES; row++) {
            top.addRow(types.value(row, 0), types.value(row, 1), types.value(row, 2));
        }
        return top.build();
    }

    private static void printText(String title, Table table, TextRenderer renderer, Writer out) throws IOException {
        out.append('\n').append(title).append('\n');
        renderer.render(table, out);
    }

    /** One row a fact, and one row a cell of the tables, named by table, row and column. */
    private static Table asTable(Map<String, @Nullable Object> facts, CaptureInfo info) {
        Table.Builder table = Table.builder(
                "info", new Column("key", ColumnType.TEXT, "what"), new Column("value", ColumnType.TEXT, "its value"));
        facts.forEach((key, value) -> table.addRow(key, plain(value)));
        tables(info).forEach((name, rows) -> {
            for (int row = 0; row < rows.rowCount(); row++) {
                for (int column = 0; column < rows.columns().size(); column++) {
                    Column described = rows.columns().get(column);
                    Object value = rows.value(row, column);
                    boolean time = value != null && described.type() == ColumnType.TIME;
                    table.addRow(
                            name + "." + row + "." + described.name(),
                            time ? TimeFormat.iso(rows.timeNanos(row, column)) : plain(value));
                }
            }
        });
        return table.build();
    }

    private static @Nullable String plain(@Nullable Object value) {
        if (value instanceof Time time) {
            return TimeFormat.iso(time.nanos);
        }
        return value instanceof Duration duration
                ? Long.toString(duration.nanos)
                : value == null ? null : value.toString();
    }

    private static Map<String, Table> tables(CaptureInfo info) {
        Map<String, Table> tables = new LinkedHashMap<>();
        tables.put("machines", info.sections());
        tables.put("events_by_type", info.eventTypes());
        tables.put("container_list", info.containers());
        tables.put("damage", info.damage());
        return tables;
    }

    /** One object; the tables are lists of objects in it. */
    private static void printJson(Map<String, @Nullable Object> facts, CaptureInfo info, Writer out)
            throws IOException {
        JsonFactory factory = new JsonFactory();
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            for (Map.Entry<String, @Nullable Object> fact : facts.entrySet()) {
                json.writeFieldName(fact.getKey());
                Object value = fact.getValue();
                if (value instanceof Long number) {
                    json.writeNumber(number);
                } else if (value instanceof Duration duration) {
                    json.writeNumber(duration.nanos);
                } else {
                    json.writeString(plain(value));
                }
            }
            for (Map.Entry<String, Table> table : tables(info).entrySet()) {
                json.writeFieldName(table.getKey());
                json.writeRawValue("[" + String.join(",", lines(table.getValue())) + "]");
            }
            json.writeEndObject();
        }
        out.append('\n');
    }

    private static List<String> lines(Table table) throws IOException {
        StringWriter rows = new StringWriter();
        new JsonLinesRenderer().render(table, rows);
        return rows.toString().lines().toList();
    }
}
