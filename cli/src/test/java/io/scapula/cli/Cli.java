package io.scapula.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A run of the command within the test.
 *
 * @param status its exit status
 * @param out    standard output
 * @param err    standard error
 */
record Cli(int status, String out, String err) {
    static Cli run(Object... arguments) {
        return run(InputStream.nullInputStream(), arguments);
    }

    static Cli runWithInput(byte[] input, Object... arguments) {
        return run(new ByteArrayInputStream(input), arguments);
    }

    private static Cli run(InputStream input, Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Cli run = runInto(out, input, arguments);
        return new Cli(run.status, out.toString(StandardCharsets.UTF_8), run.err);
    }

    /** With an output of the test's own; {@link #out()} is empty. */
    static Cli runInto(OutputStream out, InputStream input, Object... arguments) {
        String[] words = new String[arguments.length];
        for (int index = 0; index < arguments.length; index++) {
            words[index] = arguments[index] instanceof Path path ? path.toString() : (String) arguments[index];
        }
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InputStream inBefore = System.in;
        PrintStream errBefore = System.err;
        System.setIn(input);
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            return new Cli(Main.run(out, words), "", err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setIn(inBefore);
            System.setErr(errBefore);
        }
    }

    List<String> outLines() {
        return out.lines().toList();
    }

    List<String> errLines() {
        return err.lines().toList();
    }
}
