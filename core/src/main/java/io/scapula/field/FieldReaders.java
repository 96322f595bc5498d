package io.scapula.field;

import io.scapula.text.DisplayOptions;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The readers of all fields. Those of a group, which is what a field's name begins with, are made when the first field of
 * the group is asked for: most questions are about one or two groups, and making all takes a tenth of a second in a JVM that
 * has just started. For any number of threads.
 */
final class FieldReaders {
    private final DisplayOptions display;
    private final Map<String, ReaderTable> byGroup = new ConcurrentHashMap<>();

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

    private ReaderTable group(Field field) {
        String name = field.name();
        return byGroup.computeIfAbsent(name.substring(0, name.indexOf('.')), this::make);
    }

    private ReaderTable make(String group) {
        ReaderTable readers = new ReaderTable();
        switch (group) {
            case "evt", "syscall", "util" -> {
                EventFields.addTo(readers);
                TimeFields.addTo(readers, display);
                LatencyFields.addTo(readers);
                ResultFields.addTo(readers);
                BufferFields.addTo(readers);
                OpenFields.addTo(readers);
                ArgumentFields.addTo(readers, display);
                PathFields.addTo(readers);
                SyslogFields.addTo(readers);
            }
            case "fs" -> PathFields.addTo(readers);
            case "syslog" -> SyslogFields.addTo(readers);
            case "proc", "thread" -> {
                CommandFields.addTo(readers);
                IdentityFields.addTo(readers);
                ExecutableFields.addTo(readers);
                ResourceFields.addTo(readers);
                CpuFields.addTo(readers);
                ProbeFields.addTo(readers);
                FdFields.addTo(readers);
            }
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
                // Fields that no offline capture can answer.
            }
        }
        return readers;
    }
}
