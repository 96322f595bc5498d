package io.scapula.state;

import io.scapula.format.EventView;
import io.scapula.format.block.MachineInfo;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessEntry;
import io.scapula.format.block.ProcessList;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.block.UserList;
import io.scapula.format.event.EventType;
import io.scapula.format.event.IpAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds threads and containers by replay: blocks and events in, in order; look-ups out, as of the last event.
 *
 * <pre>{@code
 * EventUnifier unifier = new EventUnifier(ReadLimits.DEFAULT);
 * StateEngine state = new StateEngine(StateLimits.DEFAULT, listener);
 * EventCursor cursor = reader.events(state::apply);
 * while (cursor.advance()) {
 *     EventView event = unifier.unify(cursor);
 *     state.apply(event == null ? cursor : event);
 * }
 * }</pre>
 *
 * <p>Events are taken in the current schema, so one set of rules serves captures of every age. An exited thread stays
 * visible during the event that ended it and is reaped before the next one. For one thread.
 */
public final class StateEngine {
    private final ThreadTable threads;
    private final ContainerTable containers;
    private final UserTable users = new UserTable();
    private final StateListener listener;
    private final ThreadEvents threadEvents;
    private final Identity identity;
    private final EventActions actions = new EventActions();
    private final List<LiveThread> listed = new ArrayList<>();

    private @Nullable LiveThread exited;

    /** Starts with no state. */
    public StateEngine(StateLimits limits, StateListener listener) {
        this.listener = listener;
        this.threads = new ThreadTable(limits.maxThreads(), limits.maxThreadVersions());
        this.containers = new ContainerTable(limits, listener);
        this.threadEvents = new ThreadEvents(threads, containers, listener);
        this.identity = new Identity(threads);
    }

    /** Takes a block that is not an event. */
    public void apply(MetadataBlock block) {
        if (block instanceof SectionHeader) {
            startSection();
        } else if (block instanceof MachineInfo machine) {
            threadEvents.bootTime(machine.bootTimeNanos());
        } else if (block instanceof ProcessList list) {
            list.entries().forEach(this::found);
        } else if (block instanceof UserList list) {
            users.replaceHost(list);
        }
    }

    /** Takes an event, in the current schema if that has it, as recorded otherwise. */
    public void apply(EventView event) {
        finishProcessList();
        reap();
        EventAction action = actions.of(event.typeCode());
        if (action == EventAction.NO_THREAD) {
            withoutThread(event);
            return;
        }
        if (action == EventAction.CLONE || action == EventAction.VFORK) {
            threadEvents.clone(event, action == EventAction.VFORK);
            return;
        }
        LiveThread thread = threads.find(event.tid());
        if (thread == null) {
            if (action == EventAction.LOOK_UP || action == EventAction.EXIT || event.tid() < 0) {
                return;
            }
            thread = threadEvents.placeholder(event.tid());
            if (thread == null) {
                return;
            }
        }
        switch (action) {
            case EXECVE -> threadEvents.execve(event, thread);
            case EXIT -> {
                threadEvents.exit(event, thread);
                exited = thread;
            }
            case IDENTITY -> identity.apply(event, thread);
            default -> {
                // Nothing else changes threads or containers.
            }
        }
    }

    /** Tells that no event follows: what was put off until the next one is done. */
    public void finish() {
        finishProcessList();
        reap();
    }

    /** The thread of the last event; {@code null} if it belongs to none. */
    public @Nullable ThreadVersion eventThread() {
        return null;
    }

    /** The leader of that thread's process, or {@code null}. */
    public @Nullable ThreadVersion eventLeader() {
        return null;
    }

    /** Number of the descriptor that the last event is about, -1 for none. */
    public long eventFdNumber() {
        return -1;
    }

    /** The descriptor that the last event is about, {@code null} if it is not known. */
    public @Nullable FdVersion eventFd() {
        return null;
    }

    /** Whether the last event gave its descriptor another name. */
    public boolean eventChangedFdName() {
        return false;
    }

    /** Container of the last event's thread, or the one that the event describes; {@code null} on the host. */
    public @Nullable ContainerVersion eventContainer() {
        return null;
    }

    /** Time of the enter event that the last event is the exit of, or -1. */
    public long eventEnterNanos() {
        return -1;
    }

    /** Name of the machine, empty if not recorded. */
    public String hostname() {
        return "";
    }

    /** Whether the section was recorded by a newer program than sysdig 0.29.3. */
    public boolean isFromCurrentRecorder() {
        return false;
    }

    /** The thread as of the last event, or {@code null}; the version may be kept. */
    public @Nullable ThreadVersion thread(long tid) {
        LiveThread thread = threads.find(tid);
        return thread == null ? null : threads.publish(thread);
    }

    /** The leader of the thread's process as of the last event, or {@code null}. */
    public @Nullable ThreadVersion leader(ThreadVersion thread) {
        return thread(thread.pid());
    }

    /** The leader of the process above the thread's, or {@code null} if that is not known. */
    public @Nullable ThreadVersion parentProcess(ThreadVersion thread) {
        ThreadVersion leader = leader(thread);
        ThreadVersion parent = leader == null ? null : thread(leader.ptid());
        return parent == null ? null : leader(parent);
    }

    /** The descriptor with this number in the table that the thread uses, or {@code null}. */
    public @Nullable FdVersion fd(ThreadVersion thread, long number) {
        return null;
    }

    /** Descriptors open in the process of the thread. */
    public int openFds(ThreadVersion thread) {
        return 0;
    }

    /** Offers every descriptor that is open in the process of the thread, by number. */
    public void forEachFd(ThreadVersion thread, Consumer<FdVersion> visitor) {
        // No descriptor is known.
    }

    /** Threads alive in the process of the thread. */
    public int livingThreads(ThreadVersion thread) {
        LiveThread live = threads.find(thread.tid());
        return live == null ? 0 : live.group.alive;
    }

    /** Memory and page faults of the thread as of the last event. */
    public ThreadResources resources(ThreadVersion thread) {
        return ThreadResources.UNKNOWN;
    }

    /** Whether the address belongs to the machine, or to the container that the thread is in. */
    public boolean isLocal(IpAddress address, ThreadVersion thread) {
        return false;
    }

    /** The container as last described, or {@code null}. */
    public @Nullable ContainerVersion container(String id) {
        return containers.find(id);
    }

    /** Every container that was described or seen in cgroups in this section, in the order in which they turned up. */
    public List<ContainerVersion> containers() {
        return containers.all();
    }

    /** Users and groups as of the last event. */
    public UserTable users() {
        return users;
    }

    /** Threads alive as of the last event. */
    public int threadCount() {
        return threads.size();
    }

    /** Every version of every thread that was referred to so far. */
    public List<ThreadVersion> threadVersions() {
        return List.copyOf(threads.versions());
    }

    /** Container descriptions that could not be read so far. */
    public long unreadableContainers() {
        return containers.unreadable();
    }

    /** Whether a {@link StateLimits} value left something out so far. */
    public boolean limitReached() {
        return threads.limitReached() || containers.limitReached() || users.limitReached();
    }

    private void startSection() {
        exited = null;
        listed.clear();
        threads.clear();
        containers.clear();
        users.clear();
        threadEvents.startSection();
        listener.sectionStarted();
    }

    /** What the replay knows of a thread is newer than a list that comes late, unless it only knows that it exists. */
    private void found(ProcessEntry entry) {
        LiveThread known = threads.find(entry.tid());
        if (known != null && known.isInTree() && !known.version().isPlaceholder()) {
            return;
        }
        LiveThread thread = new LiveThread(ProcessEntries.version(entry, threadEvents::interned));
        if (known != null) {
            threads.discard(known);
        }
        if (threads.add(thread)) {
            listed.add(thread);
        }
    }

    /** The tree is built when the whole list is known: a parent may stand behind its child. */
    private void finishProcessList() {
        if (listed.isEmpty()) {
            return;
        }
        for (LiveThread thread : listed) {
            if (threads.find(thread.tid) == thread) {
                ThreadVersion version = thread.edit();
                version.containerId = containers.resolve(version, null);
                threads.link(thread);
            }
        }
        Set<LiveThread> untold = new HashSet<>(listed);
        listed.forEach(thread -> tell(thread, untold));
        listed.clear();
    }

    /** Tells of a parent before its children and of a leader before its other threads, in the list's order otherwise. */
    private void tell(LiveThread thread, Set<LiveThread> untold) {
        Deque<LiveThread> upwards = new ArrayDeque<>();
        LiveThread next = thread;
        while (next != null && untold.remove(next)) {
            upwards.push(next);
            next = threads.find(next.isLeader() ? next.version().ptid : next.version().pid);
        }
        for (LiveThread found : upwards) {
            if (threads.find(found.tid) == found) {
                listener.threadFound(threads.publish(found));
            }
        }
    }

    private void reap() {
        LiveThread thread = exited;
        if (thread != null) {
            exited = null;
            threads.remove(thread);
        }
    }

    private void withoutThread(EventView event) {
        EventType type = event.type();
        if (type == null) {
            return;
        }
        switch (type.name()) {
            case "container" -> describe(event.text(0), event);
            case "asyncevent" -> {
                String what = orEmpty(event.text(1));
                if (what.equals("container")) {
                    describe(event.text(2), event);
                } else if (what.equals("container_removed")) {
                    containers.remove(orEmpty(event.text(2)));
                }
            }
            case "useradded" ->
                users.put(
                        orEmpty(event.text(5)),
                        new UserList.User(
                                event.integer(0, ThreadVersion.NO_ID),
                                event.integer(1, ThreadVersion.NO_ID),
                                orEmpty(event.text(2)),
                                orEmpty(event.text(3)),
                                orEmpty(event.text(4))));
            case "userdeleted" -> users.removeUser(orEmpty(event.text(5)), event.integer(0, ThreadVersion.NO_ID));
            case "groupadded" ->
                users.put(
                        orEmpty(event.text(2)),
                        new UserList.Group(event.integer(0, ThreadVersion.NO_ID), orEmpty(event.text(1))));
            case "groupdeleted" -> users.removeGroup(orEmpty(event.text(2)), event.integer(0, ThreadVersion.NO_ID));
            default -> {
                // Plugin data, notices: no state.
            }
        }
    }

    private void describe(@Nullable String text, EventView event) {
        containers.describe(orEmpty(text), event);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
