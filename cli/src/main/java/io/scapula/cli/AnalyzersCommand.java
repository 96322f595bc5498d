package io.scapula.cli;

import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Analyzers;
import io.scapula.analysis.Option;
import io.scapula.table.Absence;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.io.IOException;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the analyzers on the class path. */
@Command(
        name = "analyzers",
        description = "Lists the analyzers, each of which is a command of its own.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class AnalyzersCommand implements Callable<Integer>, Repeatable {
    @Mixin
    private TableOptions output = new TableOptions();

    @Override
    public Integer call() throws IOException {
        Table.Builder table = Table.builder(
                "analyzers",
                new Column("id", ColumnType.TEXT, "the command"),
                new Column("description", ColumnType.TEXT, "what it tells"),
                new Column("options", ColumnType.TEXT, "what can be chosen"),
                new Column("needs", ColumnType.TEXT, "types of events of which the capture must hold one"),
                new Column("uses", ColumnType.TEXT, "what makes the answer better if the capture has it"));
        for (Analyzer analyzer : Analyzers.load().all()) {
            String options = analyzer.options().stream()
                    .map(Option::name)
                    .map(name -> "--" + name)
                    .collect(Collectors.joining(" "));
            table.addRow(
                    analyzer.id(),
                    analyzer.description(),
                    orNone(options),
                    orNone(String.join(
                            " ", new TreeSet<>(analyzer.requirements().eventTypes()))),
                    orNone(new TreeSet<>(analyzer.requirements().optional())
                            .stream()
                                    .map(metadata -> metadata.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(" "))));
        }
        output.print(table.build());
        return ExitStatusCode.DONE;
    }

    private static Object orNone(String text) {
        return text.isEmpty() ? Absence.NOT_APPLICABLE : text;
    }
}
