package io.scapula.analyzers.session;

import io.scapula.state.ThreadVersion;
import java.util.List;
import java.util.Set;

/** Tells command interpreters, and whether one waits for commands rather than runs a script. */
final class Shells {
    private static final Set<String> NAMES = Set.of(
            "sh", "bash", "rbash", "dash", "ash", "zsh", "ksh", "ksh93", "mksh", "oksh", "yash", "fish", "csh", "tcsh",
            "pwsh", "elvish", "nu", "xonsh");

    /** Options of shells that are followed by a value. */
    private static final Set<String> WITH_VALUE = Set.of("--rcfile", "--init-file", "-o", "+o", "-O", "+O");

    private Shells() {}

    static boolean isShell(ThreadVersion thread) {
        return NAMES.contains(program(thread.exe())) || NAMES.contains(program(thread.comm()));
    }

    /** Whether it is a shell without a command or a script to run: it reads commands from its standard input. */
    static boolean waitsForCommands(ThreadVersion thread) {
        return isShell(thread) && readsStandardInput(thread.args());
    }

    private static boolean readsStandardInput(List<String> arguments) {
        for (int index = 0; index < arguments.size(); index++) {
            String argument = arguments.get(index);
            if (WITH_VALUE.contains(argument)) {
                index++;
            } else if (argument.equals("-") || argument.equals("--")) {
                return index == arguments.size() - 1;
            } else if (argument.startsWith("--")) {
                continue;
            } else if (argument.startsWith("-")) {
                if (argument.indexOf('c') >= 0) {
                    return false;
                }
                if (argument.indexOf('s') >= 0) {
                    return true;
                }
            } else if (!argument.startsWith("+")) {
                return false;
            }
        }
        return true;
    }

    /** The last part of a path, without the dash of a login shell. */
    static String program(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.startsWith("-") ? name.substring(1) : name;
    }
}
