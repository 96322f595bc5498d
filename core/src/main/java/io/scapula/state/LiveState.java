package io.scapula.state;

import io.scapula.format.event.IpAddress;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tables that hold the state, and what can be asked of them between one event and the next. It knows no events: what
 * changes the tables, and what an event is about, is up to {@link StateEngine}.
 */
abstract class LiveState implements SystemState {
    final ThreadTable threads;
    final ContainerTable containers;
    final UserTable users = new UserTable();
    final NetworkInterfaces interfaces = new NetworkInterfaces();

    LiveState(StateLimits limits, StateListener listener) {
        this.threads = new ThreadTable(limits.maxThreads(), limits.maxFdSlots());
        this.containers = new ContainerTable(limits, listener);
    }

    @Override
    public boolean orphansLeftToFirstProcess() {
        return threads.orphansLeftToFirstProcess();
    }

    @Override
    public @Nullable ThreadVersion thread(long tid) {
        LiveThread thread = threads.find(tid);
        return thread == null ? null : threads.publish(thread);
    }

    @Override
    public @Nullable FdVersion fd(ThreadVersion thread, long number) {
        FdTable table = fds(thread);
        return table == null ? null : threads.publish(table.get(number));
    }

    @Override
    public int openFds(ThreadVersion thread) {
        FdTable table = fds(thread);
        return table == null ? 0 : table.size();
    }

    private @Nullable FdTable fds(ThreadVersion thread) {
        LiveThread live = threads.find(thread.tid());
        return live == null ? null : threads.fds(live);
    }

    @Override
    public void forEachFd(ThreadVersion thread, Consumer<FdVersion> visitor) {
        FdTable table = fds(thread);
        if (table != null) {
            table.forEach(visitor);
        }
    }

    @Override
    public int livingThreads(ThreadVersion thread) {
        LiveThread live = threads.find(thread.tid());
        return live == null ? 0 : live.group.alive;
    }

    @Override
    public ThreadResources resources(ThreadVersion thread) {
        return Resources.of(threads.find(thread.tid()));
    }

    @Override
    public boolean isLocal(IpAddress address, ThreadVersion thread) {
        return Environment.isLocal(address, thread, containers, interfaces);
    }

    @Override
    public @Nullable ContainerVersion container(String id) {
        return containers.find(id);
    }

    /** Every container that was described or seen in cgroups in this section, in the order in which they turned up. */
    public List<ContainerVersion> containers() {
        return containers.all();
    }

    @Override
    public UserTable users() {
        return users;
    }

    /** Threads alive as of the last event. */
    public int threadCount() {
        return threads.size();
    }

    /** How many versions of threads have been handed out so far: one more than the largest {@link ThreadVersion#row()}. */
    public long threadVersionCount() {
        return threads.versions();
    }

    /** Container descriptions that could not be read so far. */
    public long unreadableContainers() {
        return containers.unreadable();
    }

    /** Whether a {@link StateLimits} value left something out so far. */
    public boolean limitReached() {
        return threads.limitReached() || containers.limitReached() || users.limitReached();
    }

    /** Offers all threads that are alive after the last event, whether events told of them or not; in no order. */
    public void forEachThread(Consumer<ThreadVersion> visitor) {
        threads.forEach(thread -> visitor.accept(threads.publish(thread)));
    }
}
