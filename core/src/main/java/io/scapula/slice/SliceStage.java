package io.scapula.slice;

import io.scapula.format.CaptureSink;
import io.scapula.format.EventView;
import io.scapula.format.block.FdList;
import io.scapula.format.block.InterfaceList;
import io.scapula.format.block.MachineInfo;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessList;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.block.UserList;
import io.scapula.state.FdVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last pass: hands on what belongs to the slice of a capture that passes by, with the state that it begins with in
 * place of the capture's. Sections of which nothing is kept are left out.
 */
final class SliceStage implements CaptureSink {
    private static final int STATE_ONLY = 1;
    private static final int LATEST_PROCESS_LIST = 9;
    private static final int LATEST_LIST = 2;

    private final CaptureSink next;
    private final EventBits kept;
    private final EventBits carried;
    private final List<SectionNeeds> needs;
    private final List<SectionState> states;
    private int section = -1;
    private boolean present;
    private boolean listed;
    private @Nullable UserList users;
    private long position;

    SliceStage(CaptureSink next, SelectionPass selection, StatePass state) {
        this.next = next;
        this.kept = selection.kept();
        this.carried = state.carried();
        this.needs = selection.sections();
        this.states = state.sections();
    }

    @Override
    public void section(SectionHeader header) throws IOException {
        section++;
        present = needs.get(section).lastKept > 0;
        listed = false;
        users = null;
        if (present) {
            next.section(header);
        }
    }

    @Override
    public void metadata(MetadataBlock block) throws IOException {
        if (block instanceof UserList list) {
            users = list;
        } else if (present && (block instanceof MachineInfo || block instanceof InterfaceList)) {
            next.metadata(block);
        }
        // Lists of processes and descriptors are the slice's own; nobody knows what an unknown block tells of.
    }

    @Override
    public void event(EventView event, int dumpFlags) throws IOException {
        position++;
        boolean keep = kept.contains(position);
        if (keep || carried.contains(position)) {
            if (!listed) {
                listed = true;
                lists();
            }
            next.event(event, keep ? dumpFlags : dumpFlags | STATE_ONLY);
        }
    }

    private void lists() throws IOException {
        UserList all = users;
        if (all != null) {
            next.metadata(needed(all));
        }
        SectionState state = states.get(section);
        if (!state.threads.isEmpty()) {
            next.metadata(new ProcessList(LATEST_PROCESS_LIST, new ArrayList<>(state.threads.values())));
        }
        ListedDescriptors descriptors = new ListedDescriptors(state.descriptors.values());
        for (Map.Entry<Long, List<FdVersion>> table : state.descriptors.entrySet()) {
            next.metadata(new FdList(LATEST_LIST, table.getKey(), descriptors.entries(table.getValue())));
        }
    }

    private UserList needed(UserList all) {
        SectionNeeds wanted = needs.get(section);
        return new UserList(
                LATEST_LIST,
                all.users().stream()
                        .filter(user -> wanted.users.contains(new SectionNeeds.Account("", user.uid())))
                        .toList(),
                all.groups().stream()
                        .filter(group -> wanted.groups.contains(new SectionNeeds.Account("", group.gid())))
                        .toList());
    }

    @Override
    public void end() throws IOException {
        next.end();
    }
}
