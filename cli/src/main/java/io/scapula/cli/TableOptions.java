package io.scapula.cli;

import io.scapula.relation.Relation;
import io.scapula.relation.RelationTables;
import io.scapula.relation.TableRelation;
import io.scapula.table.Table;
import io.scapula.table.render.CsvRenderer;
import io.scapula.table.render.JsonLinesRenderer;
import io.scapula.table.render.TableRenderer;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a command that prints a table offers besides: a choice of its columns. */
final class TableOptions extends OutputOptions {
    @Option(names = "--columns", paramLabel = "NAME", split = ",", description = "only these columns, in this order")
    @Nullable
    List<String> columns;

    /**
     * Prints a table.
     *
     * @throws ParameterException if a chosen column does not exist
     */
    void print(Table table) throws IOException {
        Table chosen = chosen(table);
        if (format.isBinary()) {
            writeBinary(new TableRelation(chosen));
        } else {
            try (Writer out = writer()) {
                renderer(true).render(chosen, out);
            }
        }
        table.notes().forEach(Messages::note);
        boolean someLeftOut =
                columns == null && chosen.columns().size() < table.columns().size();
        if (someLeftOut && isTerminal()) {
            Messages.note("Further columns: --wide, --columns, or --format csv|jsonl|arrow|parquet.");
        }
    }

    /**
     * Prints a table that need not fit into memory, unless it is printed as text.
     *
     * @throws ParameterException if a chosen column does not exist
     */
    void print(Relation relation) throws IOException {
        if (format == Format.text) {
            print(RelationTables.table(relation));
            return;
        }
        Relation chosen = chosen(relation);
        if (format.isBinary()) {
            writeBinary(chosen);
            return;
        }
        boolean[] first = {true};
        try (Writer out = writer()) {
            RelationTables.forEachBatch(chosen, rows -> {
                renderer(first[0]).render(rows, out);
                first[0] = false;
            });
        }
    }

    private Relation chosen(Relation relation) {
        if (columns == null) {
            return relation;
        }
        try {
            return relation.select(columns.stream().map(String::strip).toList());
        } catch (IllegalArgumentException e) {
            throw wrong("--columns: " + e.getMessage());
        }
    }

    private Table chosen(Table table) {
        if (columns != null) {
            List<String> names = columns.stream().map(String::strip).toList();
            if (names.contains("")) {
                throw wrong("--columns needs names between its commas, such as --columns "
                        + String.join(",", table.summary().subList(0, 2)));
            }
            try {
                return table.select(names);
            } catch (IllegalArgumentException e) {
                throw wrong("--columns: " + e.getMessage());
            }
        }
        if (format != Format.text || wide) {
            return table;
        }
        return table.select(table.summary());
    }

    private TableRenderer renderer(boolean header) {
        return switch (format) {
            case text -> textRenderer();
            case csv -> new CsvRenderer(header);
            case jsonl -> new JsonLinesRenderer();
            case arrow, parquet -> throw new AssertionError(format);
        };
    }
}
