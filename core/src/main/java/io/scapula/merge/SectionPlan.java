package io.scapula.merge;

import io.scapula.format.block.FdList;
import io.scapula.format.block.InterfaceList;
import io.scapula.format.block.MachineInfo;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessEntry;
import io.scapula.format.block.ProcessList;
import io.scapula.format.block.UserList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What stands in the first lists of a section beyond those of the input that begins it. Where several inputs tell of the
 * same user or interface, the first is right.
 */
final class SectionPlan {
    private static final int LATEST_PROCESS_LIST = 9;
    private static final int LATEST_LIST = 2;

    private final List<ProcessEntry> threads = new ArrayList<>();
    private final List<FdList> descriptors = new ArrayList<>();
    private final List<UserList.User> users = new ArrayList<>();
    private final List<UserList.Group> groups = new ArrayList<>();
    private final List<InterfaceList.Interface> interfaces = new ArrayList<>();
    /** What tells users, groups and interfaces apart. */
    private final Set<Object> shared = new HashSet<>();

    /** A section that begins with these blocks. */
    SectionPlan(List<MetadataBlock> blocks) {
        for (MetadataBlock block : blocks) {
            // Of several lists of a kind in a section, the last is valid.
            if (block instanceof UserList) {
                users.clear();
                groups.clear();
            } else if (block instanceof InterfaceList) {
                interfaces.clear();
            }
            add(block, Set.of());
        }
    }

    void addThreads(List<ProcessEntry> entries, List<FdList> fds) {
        threads.addAll(entries);
        descriptors.addAll(fds);
    }

    /** Takes threads back that were added last. */
    void removeThreads(int entries, int fds) {
        threads.subList(threads.size() - entries, threads.size()).clear();
        descriptors.subList(descriptors.size() - fds, descriptors.size()).clear();
    }

    /** Takes in which users and interfaces a later input tells of. */
    void addShared(List<MetadataBlock> blocks) {
        Set<Object> known = Set.copyOf(shared);
        blocks.forEach(block -> add(block, known));
    }

    private void add(MetadataBlock block, Set<Object> known) {
        if (block instanceof UserList list) {
            list.users().forEach(user -> add(users, user, List.of("user", user.uid()), known));
            list.groups().forEach(group -> add(groups, group, List.of("group", group.gid()), known));
        } else if (block instanceof InterfaceList list) {
            list.entries().forEach(entry -> add(interfaces, entry, List.of(entry.name(), entry.address()), known));
        }
    }

    private <T> void add(List<T> list, T element, Object key, Set<Object> known) {
        if (!known.contains(key)) {
            list.add(element);
            shared.add(key);
        }
    }

    /** The blocks of the section: those of the input that begins it, completed. */
    List<MetadataBlock> complete(List<MetadataBlock> blocks) {
        List<MetadataBlock> complete = new ArrayList<>(blocks);
        complete.removeIf(block -> block instanceof UserList || block instanceof InterfaceList);
        int place = Math.min(1, complete.size());
        while (place < complete.size() && complete.get(place) instanceof MachineInfo) {
            place++;
        }
        if (!users.isEmpty() || !groups.isEmpty()) {
            complete.add(place, new UserList(LATEST_LIST, users, groups));
        }
        if (!interfaces.isEmpty()) {
            complete.add(place, new InterfaceList(LATEST_LIST, interfaces));
        }
        if (!threads.isEmpty()) {
            complete.add(new ProcessList(LATEST_PROCESS_LIST, threads));
        }
        complete.addAll(descriptors);
        return complete;
    }
}
