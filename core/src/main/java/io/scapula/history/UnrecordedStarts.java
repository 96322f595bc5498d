package io.scapula.history;

import io.scapula.format.EventView;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds programs whose execve was not recorded: a process that clones another one tells its name and command line, and these
 * are none that it was known by.
 *
 * <p>A program can change either at will: the name with {@code prctl}, the command line by writing over it. Only an execve
 * changes both, and makes the name the last part of the command line's first or second word.
 */
final class UnrecordedStarts {
    /** A kernel's thread name is that long at most. */
    private static final int LONGEST_COMM = 15;

    /** So many programs back, what a process ran is compared. */
    private static final int LATELY = 8;

    private final List<Program> programs = new ArrayList<>();
    private final Map<Process, Program> latest = new HashMap<>();

    /** All of them, in order of the events that tell of them. */
    List<Program> programs() {
        return programs;
    }

    /**
     * Looks at a clone.
     *
     * @param creator the process that cloned
     * @param child   the new process; it runs what its creator runs
     * @param known   the creator as it was known
     * @return whether a program was found
     */
    boolean see(Process creator, ThreadVersion child, ThreadVersion known, EventView event) {
        boolean isUnlisted = creator.startEvent() == event.number();
        if (!isStarted(child) || (!isUnlisted && isKnown(creator, child, known))) {
            return false;
        }
        end(creator, Program.Ending.REPLACED, Process.UNKNOWN_TIME);
        Program program =
                Program.inferred(creator, event.number(), event.timestampNanos(), known, known.running(child));
        programs.add(program);
        latest.put(creator, program);
        return true;
    }

    /** A process executed another program, or ended. */
    void end(Process process, Program.Ending ending, long nanos) {
        Program program = latest.remove(process);
        if (program != null) {
            program.end(ending, nanos);
        }
    }

    private boolean isKnown(Process creator, ThreadVersion image, ThreadVersion known) {
        Program inferred = latest.get(creator);
        return looksLike(image, known)
                || looksLike(image, creator.first())
                || (inferred != null && looksLike(image, inferred.thread()))
                || lately(creator.programs()).stream().anyMatch(program -> looksLike(image, program.thread()));
    }

    /** The child may be heard of only when its creator has executed something else. */
    private static List<Program> lately(List<Program> programs) {
        return programs.subList(Math.max(0, programs.size() - LATELY), programs.size());
    }

    private static boolean looksLike(ThreadVersion image, ThreadVersion known) {
        return image.comm().equals(known.comm()) || image.exe().equals(known.exe());
    }

    private static boolean isStarted(ThreadVersion image) {
        return isNameOf(image.comm(), image.exe())
                || (!image.args().isEmpty()
                        && isNameOf(image.comm(), image.args().get(0)));
    }

    private static boolean isNameOf(String comm, String word) {
        String name = word.substring(word.lastIndexOf('/') + 1);
        String bare = name.startsWith("-") ? name.substring(1) : name;
        return !comm.isEmpty() && (bare.equals(comm) || (comm.length() == LONGEST_COMM && bare.startsWith(comm)));
    }
}
