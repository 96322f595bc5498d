package io.scapula.analyzers.terminal;

import java.util.HashMap;
import java.util.Map;

/**
 * Whether the kernel shows keys, as far as can be told from when programs change the terminal's mode. What they change is
 * not recorded. A program that never does leaves editing and echo to the kernel. One that did before it read a line and
 * again after that has restored what was.
 */
final class EchoModes {
    private static final class Reader {
        int changes;
        boolean readBefore;
    }

    private final Map<Long, Reader> readers = new HashMap<>();
    private boolean silent;

    void changed(ModeChange change) {
        readers.computeIfAbsent(change.pid(), pid -> new Reader()).changes++;
        silent = change.silent();
    }

    /** The process has read a line. */
    void lineRead(long pid) {
        Reader reader = readers.get(pid);
        if (reader != null) {
            reader.changes = 0;
            reader.readBefore = true;
        }
    }

    boolean showsKeys(long pid) {
        Reader reader = readers.get(pid);
        int own = reader == null ? 0 : reader.readBefore ? reader.changes - 1 : reader.changes;
        return own <= 0 && !silent;
    }
}
