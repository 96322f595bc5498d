package io.scapula.state;

import io.scapula.format.block.FdEntry;
import io.scapula.format.block.FdList;
import io.scapula.format.block.ProcessEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes in what ran and what was open when the recording began: {@code state-engine} specification, section 3. The tree
 * is built when the lists are complete: a parent may stand behind its child, a listening port behind its connections.
 */
final class InitialState {
    private final ThreadTable threads;
    private final ThreadEvents threadEvents;
    private final ContainerTable containers;
    private final NetworkInterfaces interfaces;
    private final StateListener listener;
    private final List<LiveThread> listed = new ArrayList<>();
    private final Set<FdTable> withSockets = new HashSet<>();
    private final BitSet listeningPorts = new BitSet();

    InitialState(
            ThreadTable threads,
            ThreadEvents threadEvents,
            ContainerTable containers,
            NetworkInterfaces interfaces,
            StateListener listener) {
        this.threads = threads;
        this.threadEvents = threadEvents;
        this.containers = containers;
        this.interfaces = interfaces;
        this.listener = listener;
    }

    void clear() {
        listed.clear();
        withSockets.clear();
        listeningPorts.clear();
    }

    boolean isPending() {
        return !listed.isEmpty() || !withSockets.isEmpty();
    }

    /** What the replay knows of a thread is newer than a list that comes late, unless it only knows that it exists. */
    void found(ProcessEntry entry) {
        LiveThread known = threads.find(entry.tid());
        if (known != null && known.isInTree() && !known.version().isPlaceholder()) {
            return;
        }
        LiveThread thread = new LiveThread(ProcessEntries.version(entry, threadEvents::interned));
        ProcessEntry.Memory memory = entry.memory();
        thread.vmsizeKb = memory.vmsizeKb();
        thread.vmrssKb = memory.vmrssKb();
        thread.vmswapKb = memory.vmswapKb();
        thread.majorFaults = memory.majorFaults();
        thread.minorFaults = memory.minorFaults();
        if (known != null) {
            threads.discard(known);
        }
        if (threads.add(thread)) {
            listed.add(thread);
        }
    }

    /** Descriptors of a thread of the list; those of a thread that nobody knows, or that events told more of, are not taken. */
    void found(FdList list) {
        LiveThread thread = threads.find(list.tid());
        if (thread == null || thread.isInTree()) {
            return;
        }
        FdTable table = threads.ownFds(thread);
        for (FdEntry entry : list.entries()) {
            FdVersion fd = FdEntries.version(entry, interfaces, threadEvents::interned);
            table.put(fd);
            if (fd.type.isIpServer()) {
                listeningPorts.set(fd.destinationPort);
            }
            if (fd.type == FdType.IPV4_SOCKET) {
                withSockets.add(table);
            }
        }
    }

    /** Builds the tree and decides about clients and servers. */
    void finish() {
        for (LiveThread thread : listed) {
            if (threads.find(thread.tid) == thread) {
                ThreadVersion version = thread.edit();
                version.containerId = containers.resolve(version, null);
                threads.link(thread);
            }
        }
        Set<LiveThread> untold = new HashSet<>(listed);
        listed.forEach(thread -> tell(thread, untold));
        for (FdTable table : withSockets) {
            table.forEach(fd -> {
                FdVersion decided = FdEntries.withRole(fd, listeningPorts::get);
                if (decided != fd) {
                    table.put(decided);
                }
            });
        }
        clear();
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
}
