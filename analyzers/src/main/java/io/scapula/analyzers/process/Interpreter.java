package io.scapula.analyzers.process;

import io.scapula.state.ThreadVersion;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Programs that run scripts, and how their command lines name them. What is in no family here runs none that can be told. */
@SuppressWarnings("ImmutableEnumChecker") // the sets are made with Set.of
enum Interpreter {
    SHELL(
            Set.of("sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "fish", "csh", "tcsh"),
            "c",
            Set.of("-o", "+o", "-O", "+O", "--rcfile", "--init-file")),
    PYTHON(Set.of("python", "pypy"), "cm", Set.of("-W", "-X")),
    PERL(Set.of("perl"), "eE", Set.of("-I")),
    RUBY(Set.of("ruby", "jruby"), "e", Set.of("-I", "-r", "-C")),
    NODE(Set.of("node", "nodejs"), "ep", Set.of("-r", "--require", "--import", "-C", "--loader")),
    PHP(Set.of("php"), "rf", Set.of("-c", "-d", "-z")),
    LUA(Set.of("lua", "luajit"), "e", Set.of("-l")),
    TCL(Set.of("tclsh", "wish", "expect"), "c", Set.of()),
    R(Set.of("Rscript"), "e", Set.of()),
    JAVA(
            Set.of("java"),
            "",
            Set.of(
                    "-cp",
                    "-classpath",
                    "--class-path",
                    "-p",
                    "--module-path",
                    "--add-opens",
                    "--add-exports",
                    "--add-modules"));

    private static final String MULTI_CALL = "busybox";

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> names;

    private final String textOptions;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> optionsWithValue;

    /**
     * @param textOptions      letters of options whose value is the script
     * @param optionsWithValue other options whose value is the argument after them
     */
    Interpreter(Set<String> names, String textOptions, Set<String> optionsWithValue) {
        this.names = names;
        this.textOptions = textOptions;
        this.optionsWithValue = optionsWithValue;
    }

    /**
     * The family of a program; {@code null} for none.
     *
     * @param calledAs   the last part of the name that it was called by; login shells have a dash before it
     * @param executable the last part of its path
     */
    static @Nullable Interpreter named(String calledAs, String executable) {
        String name = calledAs.startsWith("-") ? calledAs.substring(1) : calledAs;
        for (Interpreter interpreter : values()) {
            if (interpreter.is(name) || (!executable.equals(MULTI_CALL) && interpreter.is(executable))) {
                return interpreter;
            }
        }
        return null;
    }

    /** Whether the thread runs a shell of a well-known name. */
    static boolean isShell(ThreadVersion thread) {
        return named(Scripts.lastPart(thread.exe()), Scripts.lastPart(thread.exepath())) == SHELL;
    }

    /** With or without a version: {@code python3.11}. */
    private boolean is(String name) {
        return names.contains(name) || names.contains(name.replaceFirst("-?[0-9][0-9.]*$", ""));
    }

    /** What the arguments name as the script; {@code null} for none: it reads its input. */
    @Nullable
    String script(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            String next = i + 1 < args.size() ? args.get(i + 1) : null;
            if (this == JAVA && (arg.equals("-jar") || arg.equals("-m") || arg.equals("--module"))) {
                return next;
            }
            if (arg.equals("--")) {
                return next;
            }
            if (!isOption(arg)) {
                return arg;
            }
            if (this == SHELL && arg.equals("-s")) {
                return null;
            }
            String text = text(arg, next);
            if (text != null) {
                return text;
            }
            if (optionsWithValue.contains(arg)) {
                i++;
            }
        }
        return null;
    }

    private static boolean isOption(String arg) {
        return arg.length() > 1 && (arg.startsWith("-") || arg.startsWith("+"));
    }

    /** {@code -c text}, also with other letters before it: {@code -lc text}. Shown with the option, as it is no file. */
    private @Nullable String text(String option, @Nullable String next) {
        if (option.startsWith("--") || option.startsWith("+")) {
            return null;
        }
        if (this == SHELL) {
            return option.indexOf('c') > 0 ? shown('c', next) : null;
        }
        char first = option.charAt(1);
        char last = option.charAt(option.length() - 1);
        if (option.length() > 2 && textOptions.indexOf(first) >= 0) {
            return shown(first, option.substring(2));
        }
        return textOptions.indexOf(last) >= 0 ? shown(last, next) : null;
    }

    private @Nullable String shown(char option, @Nullable String text) {
        boolean isFile = this == PHP && option == 'f';
        return text == null || isFile ? text : "-" + option + " " + text;
    }
}
