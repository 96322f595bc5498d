package io.scapula.cli;

import io.scapula.Capture;
import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Option;
import io.scapula.analysis.Outcome;
import io.scapula.history.CaptureHistory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Runs one analyzer on a capture and prints its table. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
final class AnalyzerCommand implements Callable<Integer> {
    private final Analyzer analyzer;
    private final Map<String, String> chosen = new LinkedHashMap<>();

    @Mixin
    private CaptureArgument argument = new CaptureArgument();

    @Mixin
    private TableOptions output = new TableOptions();

    private AnalyzerCommand(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    /** The subcommand, with the analyzer's own options. */
    static CommandLine of(Analyzer analyzer) {
        AnalyzerCommand command = new AnalyzerCommand(analyzer);
        CommandLine line = new CommandLine(command);
        CommandSpec spec = line.getCommandSpec();
        spec.name(analyzer.id());
        spec.usageMessage().description(sentence(analyzer.description()));
        for (Option<?> option : analyzer.options()) {
            spec.addOption(command.option(option));
        }
        return line;
    }

    private OptionSpec option(Option<?> option) {
        return OptionSpec.builder("--" + option.name())
                .type(String.class)
                .arity(option.isSwitch() ? "0" : "1")
                .description(option.description())
                .setter(new CommandLine.Model.ISetter() {
                    @Override
                    public <T> @Nullable T set(T value) {
                        if (value != null) {
                            chosen.put(option.name(), option.isSwitch() ? "true" : value.toString());
                        }
                        return null;
                    }
                })
                .build();
    }

    private static String sentence(String clause) {
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }

    private Outcome asked(Capture capture) throws IOException {
        try {
            return capture.analyze(analyzer, chosen);
        } catch (IllegalArgumentException e) {
            throw output.wrong(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Integer call() throws IOException {
        output.checkAgainst(argument.name());
        try (Capture capture = argument.open()) {
            CaptureHistory history = argument.history(capture);
            Outcome outcome = asked(capture);
            if (outcome instanceof Outcome.Answered answered) {
                output.print(answered.table());
            } else if (outcome instanceof Outcome.NotApplicable notApplicable) {
                Messages.note(capture.name() + ": " + analyzer.id() + " is not applicable: " + notApplicable.reason());
            } else if (outcome instanceof Outcome.Failed failed) {
                throw failed.cause(); // explained as a defect
            }
            return CaptureArgument.exitStatus(history);
        }
    }
}
