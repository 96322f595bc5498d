package io.scapula.format.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** System calls by the architecture-neutral code that {@code syscall} events carry in their {@code ID} parameter. */
public final class SyscallTable {
    /** What a code stands for. */
    public enum Kind {
        NONE,
        SYSCALL,
        TRACEPOINT
    }

    /**
     * One system call or tracepoint.
     *
     * @param code    the architecture-neutral code
     * @param name    the name, such as {@code openat}
     * @param kind    system call, tracepoint or none
     * @param numbers the kernel's numbers by architecture, such as {@code x86_64}; absent where the architecture lacks
     *                the call
     * @param enter   constant of the enter event, if it has one of its own
     * @param exit    constant of the exit event, if it has one of its own
     */
    public record Syscall(
            int code,
            String name,
            Kind kind,
            Map<String, Integer> numbers,
            @Nullable String enter,
            @Nullable String exit) {
        public Syscall {
            numbers = Map.copyOf(numbers);
        }
    }

    private static final class Holder {
        static final SyscallTable INSTANCE = load();
    }

    private final List<Syscall> syscalls;

    private SyscallTable(List<Syscall> syscalls) {
        this.syscalls = List.copyOf(syscalls);
    }

    /** The table of the current schema; loaded once, immutable. */
    public static SyscallTable current() {
        return Holder.INSTANCE;
    }

    /** The system call with this code, or {@code null}. */
    public @Nullable Syscall find(int code) {
        return code >= 0 && code < syscalls.size() ? syscalls.get(code) : null;
    }

    public List<Syscall> all() {
        return syscalls;
    }

    private static SyscallTable load() {
        List<Syscall> syscalls = new ArrayList<>();
        TableResource.forEachRow(SyscallTable.class, "syscalls.tsv", row -> {
            Map<String, Integer> numbers = new HashMap<>();
            for (String pair : row.get(3).isEmpty() ? new String[0] : row.get(3).split(" ")) {
                int equals = pair.indexOf('=');
                numbers.put(pair.substring(0, equals), Integer.valueOf(pair.substring(equals + 1)));
            }
            syscalls.add(new Syscall(
                    Integer.parseInt(row.get(0)),
                    row.get(1),
                    Kind.valueOf(row.get(2)),
                    numbers,
                    row.get(4).isEmpty() ? null : row.get(4),
                    row.get(5).isEmpty() ? null : row.get(5)));
        });
        return new SyscallTable(syscalls);
    }
}
