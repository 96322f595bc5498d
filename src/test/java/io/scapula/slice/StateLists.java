package io.scapula.slice;

import io.scapula.format.block.FdList;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessEntry;
import io.scapula.format.block.ProcessList;
import io.scapula.state.FdVersion;
import io.scapula.state.StateEngine;
import io.scapula.state.ThreadFlags;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lists that a recorder would write if it began now: everything that runs and everything that is open. */
public final class StateLists {
    private static final int LATEST_PROCESS_LIST = 9;
    private static final int LATEST_LIST = 2;

    private StateLists() {}

    /** The lists of a state that was told that its last event is complete. */
    public static List<MetadataBlock> of(StateEngine state) {
        List<ThreadVersion> threads = new ArrayList<>();
        state.forEachThread(threads::add);
        threads.sort(Comparator.comparingLong(ThreadVersion::tid));
        List<ProcessEntry> entries = new ArrayList<>();
        Map<Long, List<FdVersion>> open = new TreeMap<>();
        for (ThreadVersion thread : threads) {
            entries.add(ListedThread.entry(thread, state, Detail.WHOLE));
            List<FdVersion> fds = new ArrayList<>();
            if (thread.isLeader() || !thread.has(ThreadFlags.CLONE_FILES)) {
                state.forEachFd(thread, fds::add);
            }
            open.put(thread.tid(), fds);
        }
        List<MetadataBlock> blocks = new ArrayList<>();
        blocks.add(new ProcessList(LATEST_PROCESS_LIST, entries));
        ListedDescriptors descriptors = new ListedDescriptors(open.values());
        open.forEach((tid, fds) -> blocks.add(new FdList(LATEST_LIST, tid, descriptors.entries(fds))));
        return blocks;
    }
}
