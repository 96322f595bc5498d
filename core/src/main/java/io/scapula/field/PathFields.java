package io.scapula.field;

import io.scapula.event.EventContext;
import io.scapula.format.EventView;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.ParameterType;
import io.scapula.state.FdType;
import io.scapula.state.FdVersion;
import io.scapula.state.Paths;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The paths that a call worked on, of calls that succeeded: {@code fs.path.*}; and those of {@code evt.abspath}. */
final class PathFields {
    private static final String UNKNOWN_DIRECTORY = "<UNKNOWN>";

    /** Stands for the name of the descriptor that the call got or made, where a rule names a parameter. */
    private static final String DESCRIPTOR = "<fd>";

    /** Parameters by what they mean and call; the calls are those that {@code fs.path.*} is documented for. */
    private static final Map<String, String> NAMES = new HashMap<>();

    private static final Map<String, String> SOURCES = new HashMap<>();
    private static final Map<String, String> TARGETS = new HashMap<>();
    private static final Set<String> OPENS = Set.of("open", "openat", "openat2");
    private static final Set<String> WITH_DIRECTORY = Set.of(
            "renameat",
            "renameat2",
            "linkat",
            "symlinkat",
            "openat",
            "openat2",
            "unlinkat",
            "mkdirat",
            "fchmodat",
            "fchownat");

    static {
        for (String call : "mkdir mkdirat rmdir unlink chown lchown mknod mknodat".split(" ")) {
            NAMES.put(call, "path");
        }
        for (String call : "unlinkat open openat openat2 umount umount2".split(" ")) {
            NAMES.put(call, "name");
        }
        NAMES.put("chmod", "filename");
        NAMES.put("fchmodat", "filename");
        NAMES.put("fchmod", DESCRIPTOR);
        NAMES.put("fchown", DESCRIPTOR);
        NAMES.put("fchownat", "pathname");
        NAMES.put("quotactl", "special");
        for (String call : "rename renameat renameat2".split(" ")) {
            SOURCES.put(call, "oldpath");
            TARGETS.put(call, "newpath");
        }
        for (String call : "link linkat".split(" ")) {
            SOURCES.put(call, "newpath");
            TARGETS.put(call, "oldpath");
        }
        for (String call : "symlink symlinkat".split(" ")) {
            SOURCES.put(call, "linkpath");
            TARGETS.put(call, "target");
        }
        SOURCES.put("mount", "dev");
        TARGETS.put("mount", "dir");
    }

    private static final int NONE = -1;
    private static final int OF_DESCRIPTOR = -2;

    private PathFields() {}

    static void addTo(ReaderTable readers) {
        addTo(readers, "fs.path.name", NAMES);
        addTo(readers, "fs.path.source", SOURCES);
        addTo(readers, "fs.path.target", TARGETS);
        readers.binding("evt.abspath", (field, argument) -> FieldBinding.plain(field, argument, absolute(argument)));
    }

    private static void addTo(ReaderTable readers, String field, Map<String, String> parameters) {
        int[] indexes = indexes(parameters);
        readers.put(field, (event, value) -> value.add(path(event, indexes, false)));
        readers.put(field + "raw", (event, value) -> value.add(path(event, indexes, true)));
    }

    private static int[] indexes(Map<String, String> parameters) {
        EventTable table = EventTable.current();
        int[] indexes = new int[table.size()];
        Arrays.fill(indexes, NONE);
        for (EventType type : table.all()) {
            String parameter = parameters.get(type.name());
            if (type.isExit() && parameter != null) {
                indexes[type.code()] = parameter.equals(DESCRIPTOR) ? OF_DESCRIPTOR : type.indexOf(parameter);
            }
        }
        return indexes;
    }

    private static @Nullable String path(EventContext event, int[] indexes, boolean raw) {
        EventView view = EventTraits.complete(event);
        int index = EventTraits.at(indexes, view);
        if (index == NONE || !event.hasResult() || !hasSucceeded(event)) {
            return null;
        }
        FdVersion fd = event.fd();
        if (index == OF_DESCRIPTOR) {
            return fd == null ? null : fd.name();
        }
        String path = view.text(index);
        if (path == null || raw) {
            return path;
        }
        if (path.startsWith("/")) {
            return Paths.join("", path);
        }
        // The name on record is the path that the call followed, whatever became of its directory since.
        return fd != null && OPENS.contains(event.typeName())
                ? fd.name()
                : Paths.join(FdNames.directory(event, view, index, PathFields::isDirectory, UNKNOWN_DIRECTORY), path);
    }

    private static boolean isDirectory(FdVersion fd) {
        return fd.type() == FdType.DIRECTORY;
    }

    private static boolean hasSucceeded(EventContext event) {
        long result = event.result();
        return OPENS.contains(event.typeName()) ? result >= 0 : result == 0;
    }

    /** The first path of a call that names a directory besides, or the second: {@code src} and {@code dst}. */
    private static FieldReader absolute(@Nullable String argument) throws FieldException {
        int position = argument == null || argument.equals("src") ? 0 : 1;
        if (argument != null && position == 1 && !argument.equals("dst")) {
            throw new FieldException("evt.abspath takes .src or .dst or nothing; not '" + argument + "'");
        }
        int[] indexes = new int[EventTable.current().size()];
        Arrays.fill(indexes, NONE);
        EventTable.current().all().stream()
                .filter(type -> WITH_DIRECTORY.contains(type.name()))
                .forEach(type -> indexes[type.code()] = relativePath(type, position));
        return (event, value) -> {
            EventView view = EventTraits.complete(event);
            int index = EventTraits.at(indexes, view);
            return index >= 0
                    && event.thread() != null
                    && value.add(FdNames.absolutePath(event, view, index, UNKNOWN_DIRECTORY + "/"));
        };
    }

    /** The index of the parameter that holds the first or second path that a directory parameter belongs to. */
    private static int relativePath(EventType type, int position) {
        int found = 0;
        for (int index = 0; index < type.parameters().size(); index++) {
            if (type.parameters().get(index).type() == ParameterType.FSRELPATH && found++ == position) {
                return index;
            }
        }
        return NONE;
    }
}
