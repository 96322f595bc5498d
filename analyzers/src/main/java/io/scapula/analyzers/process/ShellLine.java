package io.scapula.analyzers.process;

import io.scapula.history.Program;
import io.scapula.state.FdType;
import io.scapula.state.FdVersion;
import io.scapula.state.StandardStreams;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline as it would be typed into a shell: {@code ps aux | grep ssh > list.txt}. A redirection is shown where a program
 * started with a file that is none of the shell's own; what the shell itself did to its words is lost: variables, patterns
 * and aliases are shown as what became of them.
 */
final class ShellLine {
    /** Bits of the open flags, table {@code file_flags}. */
    private static final int O_APPEND = 8;

    /** So many programs of a stage are shown. */
    private static final int MOST_IN_STAGE = 8;

    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./~^\\-\\u0080-\\uFFFF]+");

    private ShellLine() {}

    static String of(Pipeline pipeline, @Nullable Origin origin) {
        StandardStreams shell = origin == null ? StandardStreams.UNKNOWN : origin.streams();
        boolean isFed = isFedByShell(pipeline.stages().get(0).get(0), shell);
        return (isFed ? "… | " : "")
                + pipeline.stages().stream()
                        .map(stage -> stage(stage, origin, shell))
                        .collect(Collectors.joining(" | "));
    }

    private static String stage(List<Program> stage, @Nullable Origin origin, StandardStreams shell) {
        if (stage.size() == 1) {
            return command(stage.get(0), origin, shell);
        }
        StringJoiner group = new StringJoiner("; ", "{ ", "; }");
        stage.stream().limit(MOST_IN_STAGE).forEach(program -> group.add(command(program, origin, shell)));
        if (stage.size() > MOST_IN_STAGE) {
            group.add("… " + (stage.size() - MOST_IN_STAGE) + " more");
        }
        return group.toString();
    }

    /** Whether what it reads comes through a pipe that the shell made, from something that started no program. */
    private static boolean isFedByShell(Program first, StandardStreams shell) {
        FdVersion input = first.streams().input();
        return Pipelines.pipeInode(input) != 0
                && shell.input() != null
                && Pipelines.pipeInode(shell.input()) != Pipelines.pipeInode(input);
    }

    private static String command(Program program, @Nullable Origin origin, StandardStreams shell) {
        StringBuilder line = new StringBuilder();
        for (String word : Scripts.given(program.thread())) {
            line.append(line.isEmpty() ? "" : " ").append(quoted(word));
        }
        StandardStreams own = program.streams();
        boolean knowsShell = shell.input() != null || shell.output() != null || isOnTerminal(origin);
        if (knowsShell) {
            redirect(line, "<", own.input(), shell.input());
            redirect(line, ">", own.output(), shell.output());
            if (isSame(own.error(), own.output())
                    && !isSame(own.error(), shell.error())
                    && (isRedirected(own.error(), shell.error()) || Pipelines.pipeInode(own.error()) != 0)) {
                line.append(" 2>&1");
            } else {
                redirect(line, "2>", own.error(), shell.error());
            }
        }
        return line.toString();
    }

    /** What is on a terminal has it for all its streams unless somebody redirected them. */
    private static boolean isOnTerminal(@Nullable Origin origin) {
        return origin != null && origin.thread().tty() > 0;
    }

    private static void redirect(StringBuilder line, String sign, @Nullable FdVersion own, @Nullable FdVersion shells) {
        if (own != null && isRedirected(own, shells)) {
            boolean appends = !sign.equals("<") && (own.openFlags() & O_APPEND) != 0;
            line.append(' ').append(sign).append(appends ? ">" : "").append(' ').append(quoted(shown(own)));
        }
    }

    /** The path as it was given, unless it was opened under another one. */
    private static String shown(FdVersion file) {
        boolean isRelative = !file.rawName().isEmpty() && !file.rawName().startsWith("/");
        return isRelative ? file.rawName() : file.name();
    }

    private static boolean isRedirected(@Nullable FdVersion own, @Nullable FdVersion shells) {
        return own != null
                && (own.type().isFile() || own.type() == FdType.MEMFD)
                && !own.name().isEmpty()
                && !isTerminal(own.name())
                && !isSame(own, shells);
    }

    private static boolean isTerminal(String path) {
        return path.startsWith("/dev/pts/") || path.startsWith("/dev/tty") || path.equals("/dev/console");
    }

    private static boolean isSame(@Nullable FdVersion one, @Nullable FdVersion other) {
        return one != null
                && other != null
                && one.type() == other.type()
                && one.inode() == other.inode()
                && one.name().equals(other.name());
    }

    /** A word as a shell takes it for one word. */
    static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
