package io.scapula.state;

import io.scapula.format.EventView;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * System calls that open, copy and close descriptors other than sockets: {@code state-engine} specification, section
 * 5.2. Events come in the current schema.
 */
final class Descriptors {
    static final Set<String> OPENING_EVENTS = Set.of("open", "openat", "openat2", "creat", "open_by_handle_at");
    static final Set<String> OTHER_EVENTS = Set.of(
            "close_range",
            "dup",
            "dup2",
            "dup3",
            "fcntl",
            "pipe",
            "pipe2",
            "memfd_create",
            "pidfd_open",
            "pidfd_getfd",
            "eventfd",
            "eventfd2",
            "timerfd_create",
            "signalfd",
            "signalfd4",
            "inotify_init",
            "inotify_init1",
            "epoll_create",
            "epoll_create1",
            "bpf",
            "userfaultfd",
            "io_uring_setup");

    static final int AT_FDCWD = -100;
    /** Base of a path below a directory that is not known. */
    static final String UNKNOWN_DIRECTORY = "<UNKNOWN>";

    private static final int O_DIRECTORY = 1 << 10;
    private static final int O_CLOEXEC = 1 << 12;
    private static final int O_F_CREATED = 1 << 14;
    private static final int FD_UPPER_LAYER = 1 << 15;
    private static final int FD_LOWER_LAYER = 1 << 16;
    /** What the recorder adds to the flags when the call returns. */
    private static final int ADDED_FLAGS = O_F_CREATED | FD_UPPER_LAYER | FD_LOWER_LAYER;

    private static final int F_DUPFD = 1;
    private static final int F_SETFD = 3;
    private static final int F_DUPFD_CLOEXEC = 26;
    private static final int CLOSE_RANGE_CLOEXEC = 4;
    private static final int MFD_CLOEXEC = 1;
    private static final int EPOLL_CLOEXEC = 1;

    private static final String UNREADABLE_NAME = "<NA>";

    /** Where the events of one code tell about the file they open; -1 for what they don't tell. */
    private record OpenParameters(int path, int flags, int directory, int device, int inode, int layers) {}

    private final ThreadTable threads;
    private final @Nullable OpenParameters[] openParameters;

    Descriptors(ThreadTable threads) {
        this.threads = threads;
        EventTable table = EventTable.current();
        openParameters = new @Nullable OpenParameters[table.size()];
        for (EventType type : table.all()) {
            if (OPENING_EVENTS.contains(type.name()) && !type.unused()) {
                openParameters[type.code()] = new OpenParameters(
                        Math.max(type.indexOf("name"), type.indexOf("path")),
                        type.indexOf("flags"),
                        type.indexOf("dirfd"),
                        type.indexOf("dev"),
                        type.indexOf("ino"),
                        type.indexOf("creat_flags"));
            }
        }
    }

    /** Remembers the path of an enter event: at its exit another thread may have written over it. */
    void enter(EventView event, LiveThread thread) {
        int code = event.typeCode();
        OpenParameters parameters = code < openParameters.length ? openParameters[code] : null;
        if (parameters == null) { // execve and execveat
            int path = event.parameterCount() > 1 ? 1 : 0;
            thread.enterPath = event.text(path);
            thread.enterDirectory = path == 1 ? event.integer(0, AT_FDCWD) : AT_FDCWD;
            thread.enterFlags = event.integer(2, 0);
            return;
        }
        thread.enterPath = parameters.path < 0 ? null : event.text(parameters.path);
        thread.enterDirectory = parameters.directory < 0 ? AT_FDCWD : event.integer(parameters.directory, AT_FDCWD);
        thread.enterFlags = parameters.flags < 0 ? -1 : event.integer(parameters.flags, -1);
    }

    /** An open of any kind that returned. */
    void open(EventView event, CurrentEvent now, LiveThread thread) {
        long number = event.integer(0, -1);
        int code = event.typeCode();
        OpenParameters parameters = code < openParameters.length ? openParameters[code] : null;
        if (number < 0 || parameters == null) {
            return;
        }
        long flags = parameters.flags < 0 ? 0 : event.integer(parameters.flags, 0);
        long directory = parameters.directory < 0 ? AT_FDCWD : event.integer(parameters.directory, AT_FDCWD);
        String path = now.isPaired() ? thread.enterPath : null;
        if (path != null && !path.isEmpty() && !path.equals(UNREADABLE_NAME)) {
            directory = thread.enterDirectory;
            flags = thread.enterFlags < 0 ? flags : thread.enterFlags | flags & ADDED_FLAGS;
        } else {
            path = parameters.path < 0 ? null : event.text(parameters.path);
            path = path == null ? UNREADABLE_NAME : path;
        }
        FdVersion fd = new FdVersion();
        fd.number = number;
        fd.rawName = path;
        fd.name = absolute(now, thread, directory, path);
        fd.type = (flags & O_DIRECTORY) != 0 ? FdType.DIRECTORY : FdType.FILE_V2;
        fd.openFlags = (int) flags;
        fd.device = parameters.device < 0 ? 0 : event.integer(parameters.device, 0);
        fd.inode = parameters.inode < 0 ? 0 : event.integer(parameters.inode, 0);
        long layers = parameters.layers < 0 ? 0 : event.integer(parameters.layers, 0);
        boolean upper = (flags & FD_UPPER_LAYER) != 0 || (layers & 1) != 0;
        boolean lower = (flags & FD_LOWER_LAYER) != 0 || (layers & 2) != 0;
        fd.flags = ((flags & O_CLOEXEC) != 0 ? FdVersion.CLOSE_ON_EXEC : 0)
                | (upper ? FdVersion.UPPER_LAYER : 0)
                | (lower ? FdVersion.LOWER_LAYER : 0);
        now.open(fd);
    }

    /** The path below the directory that the descriptor stands for. */
    private String absolute(CurrentEvent now, LiveThread thread, long directory, String path) {
        if (path.startsWith("/")) {
            return Paths.join("", path);
        }
        if (directory == AT_FDCWD) {
            return Paths.join(threads.cwd(thread), path);
        }
        FdTable fds = now.fds;
        FdVersion base = fds == null ? null : fds.get(directory);
        return Paths.join(base == null ? UNKNOWN_DIRECTORY : Paths.asDirectory(base.name), path);
    }

    /** Everything else that is no socket and no plain close. */
    void apply(EventView event, CurrentEvent now, LiveThread thread) {
        EventType type = event.type();
        FdTable fds = now.fds;
        long result = event.integer(0, -1);
        if (type == null || fds == null || result < 0) {
            return;
        }
        switch (type.name()) {
            case "close_range" -> closeRange(event, fds);
            case "dup", "dup2" -> duplicate(now, fds, event.integer(1, -1), result, 0, thread);
            case "dup3" -> {
                int flags = (event.integer(3, 0) & O_CLOEXEC) != 0 ? FdVersion.CLOSE_ON_EXEC : 0;
                duplicate(now, fds, event.integer(1, -1), result, flags, thread);
            }
            case "fcntl" -> fcntl(event, now, fds, result, thread);
            case "pipe", "pipe2" -> pipe(event, now);
            case "memfd_create" -> {
                FdVersion fd = anonymous(result, FdType.MEMFD, (event.integer(2, 0) & MFD_CLOEXEC) != 0);
                String name = event.text(1);
                fd.name = name == null ? "" : name;
                fd.rawName = fd.name;
                fd.openFlags = (int) event.integer(2, 0);
                now.open(fd);
            }
            case "pidfd_open" -> {
                FdVersion fd = anonymous(result, FdType.PIDFD, true);
                fd.pid = event.integer(1, -1);
                fd.name = "/proc/" + fd.pid;
                fd.rawName = fd.name;
                fd.openFlags = (int) event.integer(2, 0);
                now.open(fd);
            }
            case "pidfd_getfd" -> copyOfOtherProcess(event, now, fds, result);
            case "eventfd", "eventfd2" -> now.open(anonymous(result, FdType.EVENT, hasCloseOnExec(event, type)));
            case "timerfd_create" -> now.open(anonymous(result, FdType.TIMERFD, false));
            case "signalfd", "signalfd4" -> now.open(anonymous(result, FdType.SIGNALFD, hasCloseOnExec(event, type)));
            case "inotify_init", "inotify_init1" ->
                now.open(anonymous(result, FdType.INOTIFY, hasCloseOnExec(event, type)));
            case "epoll_create" -> now.open(anonymous(result, FdType.EVENTPOLL, false));
            case "epoll_create1" ->
                now.open(anonymous(result, FdType.EVENTPOLL, (event.integer(1, 0) & EPOLL_CLOEXEC) != 0));
            case "bpf" -> now.open(anonymous(result, FdType.BPF, true));
            case "userfaultfd" -> now.open(anonymous(result, FdType.USERFAULTFD, hasCloseOnExec(event, type)));
            case "io_uring_setup" -> now.open(anonymous(result, FdType.IO_URING, true));
            default -> throw new AssertionError("not in OTHER_EVENTS: " + type.name());
        }
    }

    /** The calls of one name and a 1, 2 or 4 behind it have flags with the recorder's bit for close-on-exec. */
    private static boolean hasCloseOnExec(EventView event, EventType type) {
        boolean fileFlags = switch (type.name()) {
            case "eventfd2", "signalfd4", "inotify_init1", "userfaultfd" -> true;
            default -> false;
        };
        return fileFlags && (event.integer(1, 0) & O_CLOEXEC) != 0;
    }

    private static FdVersion anonymous(long number, FdType type, boolean closeOnExec) {
        FdVersion fd = new FdVersion();
        fd.number = number;
        fd.type = type;
        fd.flags = closeOnExec ? FdVersion.CLOSE_ON_EXEC : 0;
        return fd;
    }

    private static void duplicate(CurrentEvent now, FdTable fds, long from, long to, int flags, LiveThread thread) {
        FdVersion original = fds.get(from);
        FdVersion right = fds.truth().get(from);
        if (original == null) {
            if (from >= 0 && to >= 0 && from != to) {
                fds.correct(to, right == null ? null : copy(right, to, flags));
            }
            return;
        }
        if (to == 0 || to == 1) {
            int mark = to == 0 ? ThreadFlags.PIPE_DESTINATION : ThreadFlags.PIPE_SOURCE;
            if (!thread.version().has(mark)) {
                thread.edit().flags |= mark;
            }
        }
        now.open(copy(original, to, flags));
        if (right != original) {
            fds.correct(to, right == null ? null : copy(right, to, flags));
        }
    }

    private static FdVersion copy(FdVersion original, long to, int flags) {
        FdVersion copy = original.numbered(to);
        copy.flags = copy.flags & ~FdVersion.CLOSE_ON_EXEC | flags;
        return copy;
    }

    private static void fcntl(EventView event, CurrentEvent now, FdTable fds, long result, LiveThread thread) {
        long command = event.integer(2, -1);
        long number = event.integer(1, -1);
        if (command == F_DUPFD || command == F_DUPFD_CLOEXEC) {
            int flags = command == F_DUPFD_CLOEXEC ? FdVersion.CLOSE_ON_EXEC : 0;
            duplicate(now, fds, number, result, flags, thread);
        } else if (command == F_SETFD) {
            // Old recorders leave the argument out. A descriptor that was opened with the mark needs no call to get it.
            boolean closeOnExec = (event.integer(3, 0) & 1) != 0;
            FdVersion fd = fds.get(number);
            if (fd != null && fd.isCloseOnExec() != closeOnExec) {
                now.change(closeOnExec ? fd.with(FdVersion.CLOSE_ON_EXEC) : fd.without(FdVersion.CLOSE_ON_EXEC));
            }
        }
    }

    private static void pipe(EventView event, CurrentEvent now) {
        int flags = (int) event.integer(4, 0);
        for (int end = 1; end <= 2; end++) {
            long number = event.integer(end, -1);
            if (number >= 0) {
                FdVersion fd = anonymous(number, FdType.FIFO, (flags & O_CLOEXEC) != 0);
                fd.inode = event.integer(3, 0);
                fd.openFlags = flags;
                now.open(fd);
            }
        }
    }

    private void copyOfOtherProcess(EventView event, CurrentEvent now, FdTable fds, long number) {
        FdVersion process = fds.get(event.integer(1, -1));
        LiveThread other = process == null || process.pid < 0 ? null : threads.find(process.pid);
        FdTable table = other == null ? null : threads.fds(other);
        FdVersion original = table == null ? null : table.get(event.integer(2, -1));
        if (original != null) {
            FdVersion copy = original.numbered(number);
            copy.flags |= FdVersion.CLOSE_ON_EXEC;
            now.open(copy);
        }
    }

    private static void closeRange(EventView event, FdTable fds) {
        long first = event.integer(1, Long.MAX_VALUE);
        long last = event.integer(2, -1);
        if ((event.integer(3, 0) & CLOSE_RANGE_CLOEXEC) == 0) {
            fds.removeIf(fd -> fd.number >= first && fd.number <= last);
            return;
        }
        fds.forEach(fd -> {
            if (fd.number >= first && fd.number <= last && !fd.isCloseOnExec()) {
                fds.put(fd.with(FdVersion.CLOSE_ON_EXEC));
            }
        });
    }
}
