package io.scapula.analyzers.session;

import io.scapula.state.ThreadVersion;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells what removes traces of a session: its history of commands, logs, times of files. */
final class Traces {
    private static final Pattern KEPT = Pattern.compile(
            ".*/(\\.[a-z]*sh_history|\\.history|\\.histfile|\\.(python|mysql|psql|sqlite|rediscli|node_repl)_history|\\.lesshst)"
                    + "|/var/log/.*|/(var/)?run/utmp|/run/log/journal/.*");
    private static final Pattern TYPED = Pattern.compile("\\bhistory\\s+(-\\w*[cd]|\\S*clear)"
            + "|\\bunset\\s+(\\S+\\s+)*HIST\\w*"
            + "|\\bHISTFILE=(/dev/null)?(\\s|;|$|'|\")"
            + "|\\bHIST(FILE)?SIZE=-?0"
            + "|\\bset\\s+\\+o\\s+history");
    private static final List<String> REMOVING = List.of("deleted ", "overwrote ");
    private static final Set<String> TIME_OPTIONS = Set.of("-r", "-t", "-d");

    private Traces() {}

    /**
     * Whether something that was done to a file removes a trace.
     *
     * @param text  as an {@link ActivityWatcher} words it
     * @param shell whether a shell did it: shells rewrite their own history when they end
     */
    static boolean removedBy(String text, boolean shell) {
        if (text.startsWith("made ") && text.endsWith(" a link to /dev/null")) {
            return isKept(text.substring("made ".length(), text.length() - " a link to /dev/null".length()));
        }
        for (String verb : REMOVING) {
            if (text.startsWith(verb)) {
                String path = text.substring(verb.length());
                return isKept(path) && !(shell && path.contains("history"));
            }
        }
        return false;
    }

    private static boolean isKept(String path) {
        return KEPT.matcher(path).matches();
    }

    /** Whether a line that was typed removes a trace. */
    static boolean removedByTyping(String line) {
        return TYPED.matcher(line).find();
    }

    /** Whether a program gives files times that are not those of their changes, or destroys what they held. */
    static boolean removedBy(ThreadVersion program) {
        if (program.comm().equals("touch")) {
            return program.args().stream()
                    .anyMatch(argument -> TIME_OPTIONS.contains(argument)
                            || argument.startsWith("--reference")
                            || argument.startsWith("--date"));
        }
        return program.comm().equals("shred");
    }
}
