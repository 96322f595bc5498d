package io.scapula.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files are that a command line names, and what standard output is. */
interface Places {
    /** Whether a word of the command line names a file to read. */
    boolean isInput(String word);

    /** Where a file is that is to be read. */
    Path input(String name) throws IOException;

    InputStream standardInput() throws IOException;

    /** Where a file is to be written. */
    Path output(Path named) throws IOException;

    /** Whether standard output is a terminal. */
    boolean isTerminal();

    /** How many columns text on standard output may take, {@link TerminalWidth#UNLIMITED} if nothing limits it. */
    int columns();

    /**
     * Whether a recorded command is run again: nothing is to be waited for, no saved index to be believed, and nothing to
     * be written but what goes through {@link #output}.
     */
    boolean isRepetition();

    /** Everything is what and where the command line says. */
    final class AsNamed implements Places {
        @Override
        public boolean isInput(String word) {
            return Files.exists(Path.of(word));
        }

        @Override
        public Path input(String name) {
            return Path.of(name);
        }

        @Override
        public InputStream standardInput() {
            return System.in;
        }

        @Override
        public Path output(Path named) {
            return named;
        }

        @Override
        public boolean isTerminal() {
            return TerminalCheck.isStandardOutput();
        }

        @Override
        public int columns() {
            return TerminalWidth.detect();
        }

        @Override
        public boolean isRepetition() {
            return false;
        }
    }
}
