package io.scapula.slice;

import io.scapula.format.EventView;
import io.scapula.format.event.EventType;
import java.util.HashMap;
import java.util.Map;

/**
 * Which event gave a process outside the directory that it works in. If threads of it are kept before it comes in itself,
 * its entry in a list would tell them a directory that it went to later.
 */
final class Moves {
    /** Position of the parameter that tells the directory. */
    private static final int PATH = 1;

    private record Since(String directory, long position) {}

    /** By index of the life, which replays count alike. */
    private final Map<Integer, Since> last = new HashMap<>();

    void clear() {
        last.clear();
    }

    /**
     * A process may have gone to a directory.
     *
     * @param directory where it is after the event
     */
    void moved(Life process, String directory, EventView event, long position) {
        Since before = last.get(process.index);
        if (before == null || !before.directory.equals(directory)) {
            last.put(process.index, new Since(directory, tellsAll(event) ? position : 0));
        }
    }

    /** A path that does not begin at the root says nothing to whoever does not know where it began. */
    private static boolean tellsAll(EventView event) {
        EventType type = event.type();
        String path = type == null || type.name().equals("fchdir") ? null : event.text(PATH);
        return path != null && path.startsWith("/");
    }

    /** The position of the event that tells in full where the process works; 0 if there is none. */
    long of(Life process) {
        Since since = last.get(process.index);
        return since == null ? 0 : since.position;
    }
}
