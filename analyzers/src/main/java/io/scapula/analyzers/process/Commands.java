package io.scapula.analyzers.process;

import io.scapula.analysis.Analysis;
import io.scapula.analysis.AnalysisContext;
import io.scapula.analysis.Analyzer;
import io.scapula.analysis.EventFilter;
import io.scapula.analysis.Option;
import io.scapula.analysis.Requirements;
import io.scapula.table.Column;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lists every program that was started, how it ended and how long it ran: one by one, as a tree, by pipelines, or as a shell's
 * history would have shown them.
 */
public final class Commands implements Analyzer {
    private static final Option<Boolean> TREE = Option.flag("tree", "as a tree: below each program what it started");
    private static final Option<Boolean> PIPELINES =
            Option.flag("pipelines", "one row for programs that pipes connect");
    private static final Option<Boolean> HISTORY =
            Option.flag("as-shell-history", "what the shells' histories would have shown, by session and user");
    private static final Option<Boolean> FAILED = Option.flag("failed", "programs that could not be started, and why");
    private static final Option<EventFilter> FILTER =
            Option.filter("only programs whose execve it selects, such as 'proc.name = curl and user.name = root'");

    @Override
    public String id() {
        return "commands";
    }

    @Override
    public String description() {
        return "every program that was started, how it ended and how long it ran";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(TREE, PIPELINES, HISTORY, FAILED, FILTER);
    }

    @Override
    public Requirements requirements() {
        return Requirements.anyEventOf(CommandsAnalysis.STARTS.toArray(String[]::new));
    }

    @Override
    public List<Column> columns() {
        return CommandRows.COLUMNS;
    }

    @Override
    public Analysis begin(AnalysisContext context) {
        List<CommandView> chosen = Stream.of(
                        context.option(TREE) ? new CommandTree() : null,
                        context.option(PIPELINES) ? new PipelineList() : null,
                        context.option(HISTORY) ? new ShellHistory() : null,
                        context.option(FAILED) ? new FailedCommands() : null)
                .flatMap(Stream::ofNullable)
                .toList();
        if (chosen.size() > 1) {
            throw new IllegalArgumentException(
                    "--tree, --pipelines, --as-shell-history and --failed exclude each other");
        }
        return new CommandsAnalysis(context.option(FILTER), chosen.isEmpty() ? new CommandList() : chosen.get(0));
    }
}
