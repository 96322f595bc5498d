package io.scapula.analyzers.process;

import io.scapula.history.Process;
import io.scapula.history.Program;
import io.scapula.state.StandardStreams;
import io.scapula.state.ThreadVersion;
import org.jspecify.annotations.Nullable;

/**
 * What started a program: another program, or what a process ran already when it was first seen.
 *
 * @param process the process that ran it
 * @param program the program, {@code null} for what the process was first seen with
 */
record Origin(Process process, @Nullable Program program) {
    /** Name, user, terminal and so on as they were when it began or was first seen. */
    ThreadVersion thread() {
        return program == null ? process.first() : program.thread();
    }

    /** What it reads from and writes to. */
    StandardStreams streams() {
        return program == null ? StandardStreams.UNKNOWN : program.streams();
    }

    /** The event that it began with, 0 if that was not recorded. */
    long eventNumber() {
        return program == null ? 0 : program.eventNumber();
    }
}
