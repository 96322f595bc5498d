package io.scapula.cli;

import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Analyzers;
import io.scapula.format.MalformedCaptureException;
import io.scapula.format.UnsupportedCaptureException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command's entry point. */
@Command(
        name = "scapula",
        description = "Tells from a system-call capture (.scap) what containers did.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {InfoCommand.class, AnalyzersCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit status: 0 done; 1 done, but the capture was damaged; 2 the request was wrong;",
            "3 nothing could be read."
        })
public final class Main implements Runnable {
    private Main() {}

    /** Runs the command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs the command and returns its exit status. */
    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        for (Analyzer analyzer : Analyzers.load().all()) {
            line.addSubcommand(analyzer.id(), AnalyzerCommand.of(analyzer));
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((exception, command, parsed) -> explain(exception));
        line.setParameterExceptionHandler(Main::explain);
        return line.execute(arguments);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    private static int explain(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        Messages.error(String.valueOf(exception.getMessage()));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(exception, command.getErr())) {
            Messages.error("try '" + command.getCommandSpec().qualifiedName() + " --help'");
        }
        return ExitStatusCode.WRONG_REQUEST;
    }

    private static int explain(Exception exception) throws Exception {
        String message = String.valueOf(exception.getMessage());
        if (exception instanceof MalformedCaptureException || exception instanceof UnsupportedCaptureException) {
            Messages.error(message);
            return ExitStatusCode.NOTHING_READ;
        }
        if (exception instanceof NoSuchFileException) {
            Messages.error(message + ": no such file");
            return ExitStatusCode.NOTHING_READ;
        }
        if (exception instanceof AccessDeniedException) {
            Messages.error(message + ": permission denied");
            return ExitStatusCode.NOTHING_READ;
        }
        if (exception instanceof IllegalArgumentException) {
            Messages.error(exception instanceof InvalidPathException ? "not a path: " + message : message);
            return ExitStatusCode.WRONG_REQUEST;
        }
        if (exception instanceof IOException) {
            // Whoever read our output has seen enough.
            if (message.contains("Broken pipe")) {
                return ExitStatusCode.DONE;
            }
            Messages.error(message);
            return ExitStatusCode.NOTHING_READ;
        }
        throw exception;
    }
}
