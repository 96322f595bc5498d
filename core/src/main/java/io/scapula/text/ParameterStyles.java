package io.scapula.text;

import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.ParameterSpec;
import io.scapula.format.event.ParameterType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The styles of every parameter, for one generation of recorders; laid out when an event type is met first.
 *
 * <p>The bytes of a parameter never changed, but what they are called did: sysdig 0.29.3 knows some parameters under
 * another name or type, and has no enumerations, only flags.
 */
final class ParameterStyles {
    private static final ParameterStyle[] NONE = {};

    /**
     * Types of sysdig 0.29.3 that differ, by event constant and parameter: what {@code sysdig -L} lists, and the start of openat2, whose
     * relative path it takes from the working directory whatever the directory descriptor is.
     */
    private static final Map<String, ParameterType> FORMER_TYPES = Map.ofEntries(
            Map.entry("PPME_SYSCALL_EVENTFD_E.flags", ParameterType.FLAGS32),
            Map.entry("PPME_SYSCALL_SIGNALFD_E.flags", ParameterType.FLAGS8),
            Map.entry("PPME_SYSCALL_TIMERFD_CREATE_E.flags", ParameterType.FLAGS8),
            Map.entry("PPME_SYSCALL_INOTIFY_INIT_E.flags", ParameterType.FLAGS8),
            Map.entry("PPME_SYSCALL_MMAP_X.res", ParameterType.UINT64),
            Map.entry("PPME_SYSCALL_MMAP2_X.res", ParameterType.UINT64),
            Map.entry("PPME_SYSCALL_OPENAT2_E.name", ParameterType.FSPATH),
            Map.entry("PPME_SYSCALL_SETPGID_X.res", ParameterType.PID),
            Map.entry("PPME_SYSCALL_EXECVE_17_X.loginuid", ParameterType.INT32),
            Map.entry("PPME_SYSCALL_EXECVE_18_X.loginuid", ParameterType.INT32),
            Map.entry("PPME_SYSCALL_EXECVE_19_X.loginuid", ParameterType.INT32),
            Map.entry("PPME_SYSCALL_EXECVEAT_X.loginuid", ParameterType.INT32));

    private static final Map<String, String> FORMER_NAMES = Map.of("vpgid", "pgid", "plugin_id", "plugin ID");

    private final boolean current;
    private final ParameterStyle[] @Nullable [] byCode =
            new ParameterStyle[EventTable.current().size()][];

    /** The styles of today's library, or those of sysdig 0.29.3. */
    ParameterStyles(boolean current) {
        this.current = current;
    }

    /** Styles by the index of the parameter; none for an event of unknown type. */
    ParameterStyle[] of(@Nullable EventType type) {
        if (type == null) {
            return NONE;
        }
        ParameterStyle[] styles = byCode[type.code()];
        if (styles == null) {
            styles = type.parameters().stream().map(spec -> style(type, spec)).toArray(ParameterStyle[]::new);
            byCode[type.code()] = styles;
        }
        return styles;
    }

    private ParameterStyle style(EventType type, ParameterSpec spec) {
        if (current) {
            return ParameterStyle.of(spec, spec.name(), spec.type());
        }
        ParameterType formerType = FORMER_TYPES.getOrDefault(type.constant() + "." + spec.name(), former(spec.type()));
        return ParameterStyle.of(spec, FORMER_NAMES.getOrDefault(spec.name(), spec.name()), formerType);
    }

    private static ParameterType former(ParameterType type) {
        return switch (type) {
            case ENUMFLAGS8 -> ParameterType.FLAGS8;
            case ENUMFLAGS16 -> ParameterType.FLAGS16;
            case ENUMFLAGS32 -> ParameterType.FLAGS32;
            default -> type;
        };
    }
}
