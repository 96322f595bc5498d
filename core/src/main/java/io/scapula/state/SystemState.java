package io.scapula.state;

import io.scapula.format.event.IpAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The state of the machine as of one event: what can be asked beyond the event's own thread and descriptor. */
public interface SystemState {
    /** The thread, or {@code null}; the version may be kept. */
    @Nullable
    ThreadVersion thread(long tid);

    /**
     * The name that a process was born with which ended a moment ago, before the vfork returned that made it; {@code null} for
     * any other. The recorders' programs call it by that name when its parent hears of its end.
     */
    @Nullable
    String nameOfVforked(long tid);

    /** The leader of the thread's process, or {@code null}. */
    default @Nullable ThreadVersion leader(ThreadVersion thread) {
        return thread(thread.pid());
    }

    /** The leader of the process above the thread's, or {@code null} if that is not known. */
    default @Nullable ThreadVersion parentProcess(ThreadVersion thread) {
        ThreadVersion leader = leader(thread);
        ThreadVersion parent = leader == null ? null : thread(leader.ptid());
        return parent == null ? null : leader(parent);
    }

    /** The descriptor with this number in the table that the thread uses, or {@code null}. */
    @Nullable
    FdVersion fd(ThreadVersion thread, long number);

    /** Descriptors open in the process of the thread. */
    int openFds(ThreadVersion thread);

    /** Offers every descriptor that is open in the process of the thread, by number. */
    void forEachFd(ThreadVersion thread, Consumer<FdVersion> visitor);

    /** Threads alive in the process of the thread. */
    int livingThreads(ThreadVersion thread);

    /** Memory and page faults of the thread. */
    ThreadResources resources(ThreadVersion thread);

    /**
     * Whether the address belongs to the machine, or to the container that the thread is in. Of a container whose
     * address was not recorded, the addresses of all containers are taken for local.
     */
    boolean isLocal(IpAddress address, ThreadVersion thread);

    /** The container as last described, or {@code null}. */
    @Nullable
    ContainerVersion container(String id);

    /** Users and groups. */
    UserTable users();

    /**
     * Whether a process has ended and left its children to process 1, which is how a capture tells of a process 1 that
     * its process list lacks.
     */
    boolean orphansLeftToFirstProcess();

    /** Whether the section was recorded by a newer program than sysdig 0.29.3. */
    boolean isFromCurrentRecorder();

    /** Whether the section holds enter events of system calls that today's recorders leave out. */
    boolean hasEnterEvents();
}
