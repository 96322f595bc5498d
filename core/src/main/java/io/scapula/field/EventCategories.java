package io.scapula.field;

import io.scapula.format.event.EventCategory;
import io.scapula.format.event.EventType;
import io.scapula.format.event.TableResource;
import io.scapula.state.FdVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code evt.category} says of events and system calls. */
final class EventCategories {
    /** Categories of the system calls that have no events of their own, by name. */
    private static final Map<String, String> OF_SYSCALLS = load();

    private EventCategories() {}

    /** The category of a type, {@code null} if the descriptor decides. */
    static @Nullable String nameOf(EventType type) {
        List<EventCategory> categories = type.categories();
        EventCategory category = categories.isEmpty() ? EventCategory.UNKNOWN : categories.get(0);
        if (category == EventCategory.UNKNOWN && categories.size() > 1) {
            category = switch (categories.get(1)) {
                case WAIT, SCHEDULER, INTERNAL -> categories.get(1);
                default -> category;
            };
        }
        return switch (category) {
            case IO_READ, IO_WRITE, IO_OTHER -> null;
            // Events that are about this and nothing else print it in capitals, descriptors of this kind do not.
            case IPC -> "IPC";
            default -> category.name().toLowerCase(Locale.ROOT);
        };
    }

    /** The category of a system call that has no events of its own. */
    static String nameOfSyscall(String name) {
        return OF_SYSCALLS.getOrDefault(name, "unknown");
    }

    /** The category of what is done with a descriptor. */
    static String nameOf(@Nullable FdVersion fd) {
        if (fd == null) {
            return "unknown";
        }
        return switch (fd.type()) {
            case FILE, FILE_V2, DIRECTORY -> "file";
            case IPV4_SOCKET, IPV6_SOCKET, IPV4_SERVER, IPV6_SERVER -> "net";
            case FIFO, UNIX_SOCKET, EVENT, SIGNALFD, INOTIFY, USERFAULTFD -> "ipc";
            case UNKNOWN, UNSUPPORTED, EVENTPOLL, TIMERFD, NETLINK, BPF, IO_URING, MEMFD, PIDFD -> "unknown";
        };
    }

    private static Map<String, String> load() {
        Map<String, String> categories = new HashMap<>();
        TableResource.forEachRow(EventCategories.class, "syscall-categories.tsv", row -> {
            for (String name : row.get(1).split(" ")) {
                categories.put(name, row.get(0));
            }
        });
        return Map.copyOf(categories);
    }
}
