package io.scapula.analyzers.session;

import io.scapula.state.ThreadVersion;

/** How programs are told to people. */
final class Programs {
    private Programs() {}

    /** The command line, with the path where it was started by one: the name alone would hide where it lies. */
    static String told(ThreadVersion thread) {
        String line = thread.commandLine();
        boolean byPath = thread.exe().indexOf('/') >= 0 && !thread.exe().startsWith("/proc/");
        boolean sameName = Shells.program(thread.exe()).startsWith(thread.comm());
        return byPath && sameName && line.startsWith(thread.comm())
                ? thread.exe() + line.substring(thread.comm().length())
                : line;
    }
}
