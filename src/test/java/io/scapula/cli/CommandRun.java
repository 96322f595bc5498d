package io.scapula.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A run of the command within the test's JVM.
 *
 * @param status its exit status
 * @param out    the bytes on standard output, each a character
 * @param err    standard error
 */
public record CommandRun(int status, String out, String err) {
    /** Runs it; not for several threads at once, since standard error is the JVM's. */
    public static CommandRun of(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int status = Main.run(out, arguments.toArray(new String[0]));
            return new CommandRun(
                    status, out.toString(StandardCharsets.ISO_8859_1), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }
}
