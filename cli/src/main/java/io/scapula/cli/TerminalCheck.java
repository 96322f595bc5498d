package io.scapula.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Says whether standard output or standard error is a terminal. Java knows no direct way: a {@link Console} exists on
 * 17 only if input and output both are terminals, and says nothing of standard error.
 */
final class TerminalCheck {
    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;

    private TerminalCheck() {}

    /** Right wherever there is {@code /proc}; elsewhere false as well when standard input is a pipe. */
    static boolean isStandardOutput() {
        return consoleIsTerminal() || isTerminalDevice(STANDARD_OUTPUT);
    }

    /** Right wherever there is {@code /proc}; elsewhere taken to be where standard output is. */
    static boolean isStandardError() {
        return isTerminalDevice(STANDARD_ERROR)
                || (!Files.isSymbolicLink(linkOf(STANDARD_ERROR)) && consoleIsTerminal());
    }

    @SuppressWarnings("SystemConsoleNull") // It is null on 17; what it is on 22 is asked below.
    private static boolean consoleIsTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static boolean isTerminalDevice(int descriptor) {
        try {
            String device = Files.readSymbolicLink(linkOf(descriptor)).toString();
            return List.of("/dev/pts/", "/dev/tty", "/dev/console").stream().anyMatch(device::startsWith);
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return false;
        }
    }

    private static Path linkOf(int descriptor) {
        return Path.of("/proc/self/fd/" + descriptor);
    }
}
