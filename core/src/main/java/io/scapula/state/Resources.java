package io.scapula.state;

import io.scapula.format.EventView;
import io.scapula.format.event.EventType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events that tell how much memory a thread uses and how much its process may open. */
final class Resources {
    static final Set<String> MEMORY_EVENTS = Set.of("brk", "mmap", "mmap2", "munmap");
    static final Set<String> LIMIT_EVENTS = Set.of("getrlimit", "setrlimit", "prlimit");

    private static final int RLIMIT_NOFILE = 7;

    private final ThreadTable threads;

    Resources(ThreadTable threads) {
        this.threads = threads;
    }

    /** Also calls that fail tell the figures. */
    static void memory(EventView event, LiveThread thread) {
        memory(event, 1, thread);
    }

    private static void memory(EventView event, int first, LiveThread thread) {
        if (event.has(first)) {
            thread.vmsizeKb = event.integer(first, 0);
            thread.vmrssKb = event.integer(first + 1, 0);
            thread.vmswapKb = event.integer(first + 2, 0);
        }
    }

    /** What a scheduler event tells of the thread that leaves the processor. */
    void schedule(EventView event, LiveThread thread) {
        if (!event.has(5)) {
            return;
        }
        thread.majorFaults = event.integer(1, 0);
        thread.minorFaults = event.integer(2, 0);
        LiveThread leader = threads.leader(thread);
        if (leader != null) {
            memory(event, 3, leader);
        }
    }

    /** What the exit of clone and execve tells of the new thread or program. */
    static void start(EventView event, LiveThread thread) {
        thread.majorFaults = event.integer(CloneParameters.MAJOR_FAULTS, 0);
        thread.minorFaults = event.integer(CloneParameters.MINOR_FAULTS, 0);
        thread.vmsizeKb = event.integer(CloneParameters.VM_SIZE, 0);
        thread.vmrssKb = event.integer(CloneParameters.VM_RSS, 0);
        thread.vmswapKb = event.integer(CloneParameters.VM_SWAP, 0);
    }

    /** getrlimit, setrlimit and prlimit that succeeded. */
    void limit(EventView event, LiveThread thread) {
        EventType type = event.type();
        if (type == null || event.integer(0, -1) < 0) {
            return;
        }
        boolean ofAnother = type.name().equals("prlimit");
        if (event.integer(ofAnother ? 6 : 3, -1) != RLIMIT_NOFILE) {
            return;
        }
        long most = event.integer(1, -1);
        LiveThread target = thread;
        if (ofAnother) {
            long pid = event.integer(5, 0);
            target = pid == 0 ? thread : threads.find(pid);
        }
        LiveThread leader = target == null ? null : threads.leader(target);
        if (leader != null && most != -1 && most != leader.version().fdLimit) {
            leader.edit().fdLimit = most;
        }
    }

    static ThreadResources of(@Nullable LiveThread thread) {
        return thread == null
                ? ThreadResources.UNKNOWN
                : new ThreadResources(
                        thread.vmsizeKb, thread.vmrssKb, thread.vmswapKb, thread.majorFaults, thread.minorFaults);
    }
}
