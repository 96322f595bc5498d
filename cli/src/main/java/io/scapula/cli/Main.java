package io.scapula.cli;

import io.scapula.analysis.Analyzers;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command's entry point. */
@Command(
        name = "scapula",
        description = "Tells from a system-call capture (.scap) what containers did.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            InfoCommand.class,
            EventsCommand.class,
            SqlCommand.class,
            IndexCommand.class,
            ConvertCommand.class,
            MergeCommand.class,
            ReplayCommand.class,
            AnalyzersCommand.class,
            FieldsCommand.class,
            VerifyCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit status: 0 done; 1 done, but the capture was damaged; 2 the request was",
            "wrong, or the result could not be written; 3 nothing could be read."
        })
public final class Main implements Callable<Integer> {
    private final Custody custody;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Option(
            names = Request.MANIFEST_OPTION,
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "write to FILE, as JSON, what was read and written, with hashes; 'verify' checks it")
    @Nullable
    private Path manifest;

    private Main(Custody custody) {
        this.custody = custody;
    }

    /** Runs the command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        try {
            OwnAnalyzers.add(System.getenv(OwnAnalyzers.VARIABLE));
        } catch (IOException e) {
            Messages.error(e.getMessage() + ": no such file");
            System.exit(ExitStatusCode.WRONG_REQUEST);
        }
        // System.out keeps errors to itself, and nobody would notice that a disk is full.
        System.exit(run(new FileOutputStream(FileDescriptor.out), arguments));
    }

    /** Runs the command and returns its exit status. */
    static int run(OutputStream standardOutput, String... arguments) {
        return run(new Custody(standardOutput, new Places.AsNamed()), arguments);
    }

    /** Runs the command with the files that it is given and returns its exit status. */
    static int run(Custody custody, String... arguments) {
        Main main = new Main(custody);
        CommandLine line = new CommandLine(main);
        try {
            OwnAnalyzers.addCommands(line, Analyzers.load().all());
        } catch (ServiceConfigurationError | IllegalArgumentException e) {
            Messages.error("an analyzer cannot be used: " + e.getMessage());
            return ExitStatusCode.WRONG_REQUEST;
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // A filter may hold a word that begins with an at sign; it is no name of a file with arguments.
        line.setExpandAtFiles(false);
        line.setOut(new PrintWriter(custody.plainStandardOutput(), true, StandardCharsets.UTF_8));
        line.setExecutionStrategy(main::execute);
        line.setExecutionExceptionHandler((exception, command, parsed) -> Failures.explain(exception));
        line.setParameterExceptionHandler((exception, words) -> Failures.explain(exception));
        int status;
        try {
            status = line.execute(arguments);
        } catch (OutOfMemoryError e) {
            status = Failures.explain(e);
        }
        return custody.finish(status);
    }

    private int execute(ParseResult parsed) {
        if (CommandLine.executeHelpRequest(parsed) == null) {
            ParseResult asked = parsed;
            while (asked.hasSubcommand()) {
                asked = asked.subcommand();
            }
            custody.begin(asked, parsed.originalArgs(), manifest);
            return new CommandLine.RunLast().execute(parsed);
        }
        return ExitStatusCode.DONE;
    }

    Custody custody() {
        return custody;
    }

    /** Without a command, tells which there are. */
    @Override
    @SuppressWarnings("SystemOut") // what is wrong goes to standard error
    public Integer call() {
        CommandSpec commands = spec;
        if (commands != null) {
            commands.commandLine().usage(System.err);
        }
        return ExitStatusCode.WRONG_REQUEST;
    }
}
