package io.scapula.cli;

import io.scapula.Capture;
import io.scapula.analysis.AnalysisRequest;
import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Option;
import io.scapula.analysis.Outcome;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Runs one analyzer on a capture and prints its table. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
final class AnalyzerCommand implements Callable<Integer>, Repeatable {
    private final Analyzer analyzer;
    private final Map<String, String> chosen = new LinkedHashMap<>();

    @Mixin
    private CaptureArgument argument = new CaptureArgument();

    @Mixin
    private IndexOptions index = new IndexOptions();

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
            if (option.name().equals(Option.FILTER)) {
                spec.addPositional(command.filter(option));
            } else {
                spec.addOption(command.option(option));
            }
        }
        return line;
    }

    private OptionSpec option(Option<?> option) {
        return OptionSpec.builder("--" + option.name())
                // A switch of another type would take the argument behind it for its value.
                .type(option.isSwitch() ? boolean.class : String.class)
                .arity(option.isSwitch() ? "0" : "1")
                .paramLabel("VALUE")
                .description(option.description())
                // A manifest tells defaults as well.
                .getter(new CommandLine.Model.IGetter() {
                    @Override
                    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the interface is so
                    public <T> T get() {
                        return (T) chosen.getOrDefault(option.name(), String.valueOf(option.defaultValue()));
                    }
                })
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

    /** The filter stands behind the capture, in one argument or, as with sysdig, in several. */
    private PositionalParamSpec filter(Option<?> option) {
        return PositionalParamSpec.builder()
                .paramLabel("FILTER")
                .index("1..*")
                .arity("0..*")
                .type(String[].class)
                .auxiliaryTypes(String.class)
                .description(option.description())
                .setter(new CommandLine.Model.ISetter() {
                    @Override
                    public <T> @Nullable T set(T value) {
                        if (value != null) {
                            chosen.put(option.name(), String.join(" ", (String[]) value));
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
            return argument.analyze(capture, List.of(new AnalysisRequest(analyzer, chosen)))
                    .get(0);
        } catch (IllegalArgumentException e) {
            throw output.wrong(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Integer call() throws IOException {
        output.checkAgainst(argument.name());
        try (Capture capture = argument.open(index.captureOptions())) {
            capture.useSavedIndex();
            argument.sayWhyIndexWasMade(capture);
            Outcome outcome = asked(capture);
            if (outcome instanceof Outcome.Answered answered) {
                output.print(answered.table());
                answered.gaps().forEach(gap -> Messages.note(capture.name() + ": " + gap));
            } else if (outcome instanceof Outcome.NotApplicable notApplicable) {
                Messages.note(capture.name() + ": " + analyzer.id() + " is not applicable: " + notApplicable.reason());
            } else if (outcome instanceof Outcome.Failed failed) {
                return Failures.explain(analyzer, failed.cause());
            }
            return argument.exitStatus(capture.history());
        }
    }
}
