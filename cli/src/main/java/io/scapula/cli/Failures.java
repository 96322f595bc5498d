package io.scapula.cli;

import io.scapula.analysis.Analyzer;
import io.scapula.format.MalformedCaptureException;
import io.scapula.format.UnsupportedCaptureException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong, and which exit status that is. */
final class Failures {
    private static final String OWN_ANALYZERS = "io.scapula.analyzers";

    private Failures() {}

    /** A request that makes no sense. */
    static int explain(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        String message = exception instanceof UnmatchedArgumentException unmatched
                ? unmatched(command, unmatched)
                : String.valueOf(exception.getMessage());
        // A filter's mistake is shown on lines of its own.
        message.lines().forEach(Messages::error);
        Messages.error("try '" + command.getCommandSpec().qualifiedName() + " --help'");
        return ExitStatusCode.WRONG_REQUEST;
    }

    private static String unmatched(CommandLine command, UnmatchedArgumentException exception) {
        String first = exception.getUnmatched().get(0);
        if (exception.isUnknownOption()) {
            return "there is no option " + first;
        }
        if (command.getParent() != null) {
            return "'" + first + "' is one argument too many; " + command.getCommandName() + " takes one capture";
        }
        List<String> similar = exception.getSuggestions();
        return "there is no command '" + first + "'; "
                + (similar.isEmpty()
                        ? "the commands are "
                                + String.join(", ", command.getSubcommands().keySet())
                        : "did you mean " + String.join(" or ", similar) + "?");
    }

    /** Something that went wrong on the way. */
    static int explain(Exception exception) {
        String message = String.valueOf(exception.getMessage());
        if (exception instanceof OutputException output) {
            if (output.isBrokenPipe()) {
                return ExitStatusCode.DONE;
            }
            Messages.error(message);
            return ExitStatusCode.WRONG_REQUEST;
        }
        if (exception instanceof InvalidPathException) {
            Messages.error("not a path: " + message);
            return ExitStatusCode.WRONG_REQUEST;
        }
        if (exception instanceof IOException reading) {
            Messages.error(reading(reading, message));
            return ExitStatusCode.NOTHING_READ;
        }
        return defect("scapula", exception);
    }

    /** An analyzer that failed, which may be somebody else's. */
    static int explain(Analyzer analyzer, RuntimeException exception) {
        boolean own = analyzer.getClass().getPackageName().startsWith(OWN_ANALYZERS);
        return defect(
                own
                        ? "scapula"
                        : "the analyzer " + analyzer.id() + " ("
                                + analyzer.getClass().getName() + ")",
                exception);
    }

    private static int defect(String whose, Exception exception) {
        Messages.error("a defect of " + whose + ", not of the capture; please report what follows");
        StringWriter trace = new StringWriter();
        exception.printStackTrace(new PrintWriter(trace));
        trace.toString().lines().forEach(Messages::error);
        return ExitStatusCode.NOTHING_READ;
    }

    private static String reading(IOException exception, String message) {
        if (exception instanceof MalformedCaptureException || exception instanceof UnsupportedCaptureException) {
            return message;
        }
        if (exception instanceof NoSuchFileException) {
            return message + ": no such file";
        }
        return exception instanceof AccessDeniedException ? message + ": permission denied" : message;
    }

    /** Memory ran out. */
    static int explain(OutOfMemoryError error) {
        Messages.error("not enough memory (" + error.getMessage() + "); SCAPULA_JAVA_OPTS=-Xmx8g gives it 8 GB");
        return ExitStatusCode.NOTHING_READ;
    }
}
