package io.scapula.analyzers.container.cause;

import io.scapula.analyzers.container.watch.Output;
import java.util.List;
import java.util.Locale;

/**
 * How far what was printed after a failed call tells of it.
 *
 * @param namesTarget whether a line names the path or peer
 * @param namesError  whether a line tells the error in the C library's words
 * @param hintsError  whether a line tells it in words that fit other errors, too
 * @param shruggedOff whether it tells that it does without, or only where nobody reads
 * @param overtaken   whether a line about something else, which sounds worse, came after it
 * @param event       the event of the telling output, 0 if there is none
 */
record Support(
        boolean namesTarget,
        boolean namesError,
        boolean hintsError,
        boolean shruggedOff,
        boolean overtaken,
        long event) {
    private static final int LEAST_LENGTH = 4;
    /** A plain word that is shorter stands in too many sentences. */
    private static final int TELLING_LENGTH = 10;

    private static final List<String> SHRUGS = List.of(
            "using default",
            "use default",
            "defaults",
            "default config",
            "skip",
            "ignor",
            "optional",
            "fall back",
            "fallback",
            "falling back",
            "continu",
            "warn",
            "debug",
            "retry",
            "not set, ");

    private static final List<String> WORSE =
            List.of("fatal", "panic", "critical", "exception", "error:", "[error]", "[emerg]", "unhandled", "uncaught");

    /** What a search of the lines found so far. */
    private static final class Search {
        boolean target;
        boolean exact;
        boolean hint;
        boolean shrug;
        boolean overtaken;
        long event;
    }

    /** The event that something shows, and that of the output that tells of it. */
    List<Long> with(long shown) {
        return event > 0 ? List.of(shown, event) : List.of(shown);
    }

    static Support of(List<Output> printed, List<String> targets, int error) {
        Search search = new Search();
        for (Output output : printed) {
            for (String line : output.searchable().split("\n", -1)) {
                look(search, output, line, targets, error);
            }
        }
        return new Support(search.target, search.exact, search.hint, search.shrug, search.overtaken, search.event);
    }

    private static void look(Search search, Output output, String line, List<String> targets, int error) {
        boolean target = targets.stream().anyMatch(one -> isNamed(line, one));
        boolean exact = Errors.isNamed(error, line);
        boolean hint = Errors.isHinted(error, line);
        boolean unread = output.destination() == Output.Destination.NOWHERE;
        if (target || exact || hint) {
            if (unread || target && Errors.containsAny(line, SHRUGS)) {
                search.shrug |= target;
                return;
            }
            search.shrug &= !target;
            search.target |= target;
            search.exact |= exact;
            search.hint |= hint;
            search.overtaken = false;
            search.event = output.lastEvent();
        } else if (!unread && (search.target || search.exact) && Errors.containsAny(line, WORSE)) {
            search.overtaken = true;
        }
    }

    /** Whether a line says that what is wrong does not matter. */
    static boolean isShrug(String lowerCaseText) {
        return Errors.containsAny(lowerCaseText, SHRUGS);
    }

    private static boolean isNamed(String line, String name) {
        if (name.length() < LEAST_LENGTH) {
            return false;
        }
        boolean plainWord = name.chars().allMatch(Character::isLetter);
        return (!plainWord || name.length() >= TELLING_LENGTH) && line.contains(name.toLowerCase(Locale.ROOT));
    }

    /** How sure the failed call is the reason, from this alone. */
    double confidence() {
        if (shruggedOff) {
            return 0.25;
        }
        double confidence = 0.6;
        if (namesTarget) {
            confidence = namesError ? 0.94 : hintsError ? 0.9 : 0.84;
        } else if (namesError) {
            confidence = 0.8;
        } else if (hintsError) {
            confidence = 0.65;
        }
        return overtaken ? confidence * 0.8 : confidence;
    }

    boolean isAny() {
        return namesTarget || namesError;
    }
}
