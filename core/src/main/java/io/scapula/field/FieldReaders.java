package io.scapula.field;

import io.scapula.text.DisplayOptions;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The readers of all fields. Those of a group, which is what a field's name begins with, are made table by table until a field
 * that is asked for is among them: most questions are about a few fields, and making all readers takes a tenth of a second
 * in a JVM that has just started. For any number of threads.
 */
final class FieldReaders {
    private final DisplayOptions display;
    private final Map<String, Group> groups = new ConcurrentHashMap<>();

    FieldReaders(DisplayOptions display) {
        this.display = display;
    }

    /** The reader of a field, or {@code null} if no capture can answer it. */
    @Nullable
    FieldBinding find(Field field) {
        return group(field).find(field.name());
    }

    /** Which of the fields have a reader. */
    Set<String> names(Collection<Field> fields) {
        Set<String> names = new HashSet<>();
        fields.forEach(field -> names.addAll(group(field).names()));
        return names;
    }

    private Group group(Field field) {
        String name = field.name();
        return groups.computeIfAbsent(name.substring(0, name.indexOf('.')), Group::new);
    }

    /** The readers of one group, as far as they were made. */
    private final class Group {
        private final String name;
        private final ReaderTable readers = new ReaderTable();
        private int tables;

        Group(String name) {
            this.name = name;
        }

        synchronized @Nullable FieldBinding find(String field) {
            FieldBinding found = readers.find(field);
            while (found == null && addTable()) {
                found = readers.find(field);
            }
            return found;
        }

        synchronized Set<String> names() {
            boolean more = true;
            while (more) {
                more = addTable();
            }
            return readers.names();
        }

        private boolean addTable() {
            boolean added = add(name, tables, readers);
            tables += added ? 1 : 0;
            return added;
        }
    }

    /** Adds one of a group's tables, those first that are asked for most; false if there are no more. */
    private boolean add(String group, int table, ReaderTable readers) {
        return switch (group) {
            case "evt", "syscall", "util" -> addEventTable(table, readers);
            case "proc", "thread" -> addProcessTable(table, readers);
            default -> table == 0 && addAll(group, readers);
        };
    }

    private boolean addEventTable(int table, ReaderTable readers) {
        switch (table) {
            case 0 -> EventFields.addTo(readers);
            case 1 -> TimeFields.addTo(readers, display);
            case 2 -> ResultFields.addTo(readers);
            case 3 -> ArgumentFields.addTo(readers, display);
            case 4 -> BufferFields.addTo(readers);
            case 5 -> LatencyFields.addTo(readers);
            case 6 -> OpenFields.addTo(readers);
            case 7 -> PathFields.addTo(readers);
            case 8 -> SyslogFields.addTo(readers);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean addProcessTable(int table, ReaderTable readers) {
        switch (table) {
            case 0 -> CommandFields.addTo(readers);
            case 1 -> IdentityFields.addTo(readers);
            case 2 -> ExecutableFields.addTo(readers);
            case 3 -> ResourceFields.addTo(readers);
            case 4 -> CpuFields.addTo(readers);
            case 5 -> ProbeFields.addTo(readers);
            case 6 -> FdFields.addTo(readers);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean addAll(String group, ReaderTable readers) {
        switch (group) {
            case "fs" -> PathFields.addTo(readers);
            case "syslog" -> SyslogFields.addTo(readers);
            case "user", "group" -> UserFields.addTo(readers, display);
            case "fd" -> {
                FdFields.addTo(readers);
                SocketFields.addTo(readers);
            }
            case "fdlist" -> PollFields.addTo(readers);
            case "container" -> {
                ContainerFields.addTo(readers);
                MountFields.addTo(readers);
            }
            case "k8s" -> PodFields.addTo(readers);
            default -> {
                return false; // fields that no offline capture can answer
            }
        }
        return true;
    }
}
