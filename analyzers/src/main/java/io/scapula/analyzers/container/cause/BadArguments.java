package io.scapula.analyzers.container.cause;

import io.scapula.analyzers.container.watch.Output;
import io.scapula.history.Process;
import io.scapula.history.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A program that did not understand its arguments: it says so, or how it is to be called, and exits at once. */
final class BadArguments implements CauseFinder {
    /** Who looks at arguments does it first. */
    private static final double SOON_SECONDS = 15;

    /** {@code EX_USAGE} of sysexits.h, and what shells and many option parsers use. */
    private static final int USAGE_ERROR = 64;

    private static final int BUILTIN_USAGE = 2;

    private static final List<String> USAGE = List.of("usage:", "usage of ", "try '", "try \"", "--help");
    private static final List<String> COMPLAINTS = List.of(
            "invalid option",
            "unrecognized option",
            "unrecognised option",
            "unknown option",
            "illegal option",
            "bad option",
            "unsupported option",
            "no such option",
            "unrecognized argument",
            "unknown argument",
            "unexpected argument",
            "unknown flag",
            "unknown shorthand flag",
            "flag provided but not defined",
            "unknown command",
            "unrecognized command",
            "unknown subcommand",
            "requires an argument",
            "requires a value",
            "requires parameter",
            "requires at least",
            "expected one argument",
            "missing operand",
            "missing argument",
            "missing required",
            "required option",
            "required flag",
            "too many arguments",
            "too few arguments",
            "arguments are required",
            "arguments were not provided",
            "unrecognized configuration parameter",
            "unrecognized vm option",
            "invalid choice",
            "bad argument",
            "wrong number of arguments",
            "bad directive",
            "invalid command",
            "unrecognized switch",
            "unrecognized operand",
            "unknown predicate",
            "unknown variable",
            "couldn't find match for argument",
            "which wasn't expected",
            "invalid number",
            "invalid time interval",
            "is unknown");

    @Override
    public List<Suspicion> find(Death death) {
        List<Suspicion> found = new ArrayList<>();
        Output complaint = null;
        Output usage = null;
        for (Output output : death.printedAfter(0)) {
            if (output.destination() == Output.Destination.NOWHERE) {
                continue;
            }
            complaint = complaint == null && Errors.containsAny(output.searchable(), COMPLAINTS) ? output : complaint;
            usage = usage == null && Errors.containsAny(output.searchable(), USAGE) ? output : usage;
        }
        Output shown = complaint != null ? complaint : usage;
        if (shown == null) {
            return found;
        }
        double confidence = complaint == null ? 0.78 : usage == null ? 0.78 : 0.92;
        String quoted = complaint == null ? "" : quoted(death, complaint.searchable());
        boolean conventional = death.status() != null
                && (death.status().code() == USAGE_ERROR || death.status().code() == BUILTIN_USAGE);
        if (complaint == null && conventional) {
            confidence = 0.85;
        }
        if (!quoted.isEmpty()) {
            confidence = Math.max(confidence, 0.9);
        }
        Process process = death.entry();
        long began = process.startNanos() == Process.UNKNOWN_TIME ? process.endNanos() : process.startNanos();
        if (death.secondsToEnd(began) > SOON_SECONDS) {
            confidence *= 0.6;
        }
        confidence *= Recency.weight(death.secondsToEnd(shown.lastNanos()));
        String reason = quoted.isEmpty()
                ? "it did not accept its arguments, as it said"
                : "it did not accept its argument " + quoted + ", as it said";
        found.add(new Suspicion("bad_arguments", confidence, reason, List.of(shown.lastEvent())));
        return found;
    }

    /** The argument of one of its programs that the complaint repeats, empty if it repeats none. */
    private static String quoted(Death death, String text) {
        for (Death.Blamed blamed : death.blamed()) {
            for (Program program : blamed.process().programs()) {
                for (String argument : program.thread().args()) {
                    String bare = argument.replaceFirst("^-+", "").toLowerCase(Locale.ROOT);
                    String name = bare.contains("=") ? bare.substring(0, bare.indexOf('=')) : bare;
                    if (argument.length() < 80 && !name.isEmpty() && isQuoted(text, name)) {
                        return argument;
                    }
                }
            }
        }
        return "";
    }

    private static boolean isQuoted(String text, String name) {
        for (String quotes : List.of("''", "\"\"", "``", "‘’", "- ", "-\n", " \n")) {
            if (text.contains(quotes.charAt(0) + name + quotes.charAt(1))) {
                return true;
            }
        }
        return text.contains("'-" + name) || text.contains("'--" + name) || text.contains("--" + name);
    }
}
