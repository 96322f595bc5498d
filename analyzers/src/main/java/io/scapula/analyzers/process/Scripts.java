package io.scapula.analyzers.process;

import io.scapula.state.ThreadVersion;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which script a program runs. Of a script that the kernel handed to its interpreter ({@code #!}) the kernel tells: the
 * thread has the script's name, and the script stands among the first arguments of the interpreter. What was handed to an
 * interpreter by its caller, the {@link Interpreter}'s own rules tell.
 */
final class Scripts {
    /** A kernel's thread name is that long at most. */
    private static final int LONGEST_COMM = 15;

    private Scripts() {}

    /** The script, a module, or the text after {@code -c}; {@code null} if the program runs none that can be told. */
    static @Nullable String of(ThreadVersion thread) {
        String started = startedByKernel(thread);
        if (started != null) {
            return started;
        }
        Interpreter interpreter = Interpreter.named(lastPart(thread.exe()), lastPart(thread.exepath()));
        return interpreter == null ? null : interpreter.script(thread.args());
    }

    /**
     * The arguments as they were given to execve: without the interpreter that the kernel put before a script. The name comes
     * first.
     */
    static List<String> given(ThreadVersion thread) {
        List<String> args = thread.args();
        String script = startedByKernel(thread);
        if (script == null) {
            return Stream.concat(Stream.of(name(thread)), args.stream()).toList();
        }
        int at = args.indexOf(script);
        return args.subList(at, args.size());
    }

    private static String name(ThreadVersion thread) {
        return thread.exe().isEmpty() ? thread.comm() : thread.exe();
    }

    /** The first line of a script can hold one argument of the interpreter; the script's path comes after it. */
    private static @Nullable String startedByKernel(ThreadVersion thread) {
        String comm = thread.comm();
        boolean isInterpreter = thread.exe().startsWith("/") && !comm.isEmpty() && !isCut(lastPart(thread.exe()), comm);
        if (!isInterpreter || isCut(lastPart(thread.exepath()), comm)) {
            return null;
        }
        List<String> args = thread.args();
        for (String candidate : args.subList(0, Math.min(2, args.size()))) {
            if (candidate.contains("/") && isCut(lastPart(candidate), comm)) {
                return candidate;
            }
        }
        // Without a slash, only the first: a search path with an empty or relative element found it.
        return !args.isEmpty() && isCut(args.get(0), comm) ? args.get(0) : null;
    }

    private static boolean isCut(String name, String comm) {
        return name.equals(comm) || (comm.length() == LONGEST_COMM && name.startsWith(comm));
    }

    static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
