package io.scapula.merge;

import io.scapula.format.block.FdList;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessEntry;
import io.scapula.format.block.ProcessList;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The lists of an input that begins while something is known already: what of them is news, and what they show to have
 * ended.
 *
 * <p>Recorders that rotate files do not all look again at what runs: sysdig writes the lists of the recording's beginning
 * into every file. Lists that repeat all that was told and nothing else, or repeat it of threads that have changed since, are
 * outdated and tell nothing.
 */
final class LaterLists {
    private final List<ProcessEntry> entries = new ArrayList<>();
    private final Map<Long, FdList> descriptors = new HashMap<>();
    private final Set<Long> repeated = new HashSet<>();
    private final boolean outdated;

    /**
     * Compares them with what is known.
     *
     * @param blocks the blocks before the input's first event
     */
    LaterLists(List<MetadataBlock> blocks, SectionReplay known) {
        for (MetadataBlock block : blocks) {
            if (block instanceof ProcessList list) {
                entries.addAll(list.entries());
            } else if (block instanceof FdList list && !list.entries().isEmpty()) {
                descriptors.putIfAbsent(list.tid(), list);
            }
        }
        boolean old = false;
        for (ProcessEntry entry : entries) {
            if (entry.equals(known.entry(entry.tid()))) {
                repeated.add(entry.tid());
                old |= known.hasChanged(entry.tid());
            }
        }
        boolean nothingElse = repeated.size() == entries.size();
        outdated = old || entries.isEmpty() || (nothingElse && repeated.containsAll(known.toldThreads()));
    }

    /** Whether they tell nothing new. */
    boolean isOutdated() {
        return outdated;
    }

    /** Threads of which they tell word for word what was told before. */
    Set<Long> repeated() {
        return repeated;
    }

    List<ProcessEntry> entries() {
        return entries;
    }

    /** The descriptors of these threads. */
    List<FdList> descriptors(List<ProcessEntry> of) {
        List<FdList> lists = new ArrayList<>();
        for (ProcessEntry entry : of) {
            FdList list = descriptors.get(entry.tid());
            if (list != null) {
                lists.add(list);
            }
        }
        return lists;
    }

    /** Threads that are known and that the lists do not have, by their number. */
    Set<Long> missing(SectionReplay known) {
        Set<Long> missing = new TreeSet<>();
        for (ThreadVersion thread : known.livingThreads()) {
            missing.add(thread.tid());
        }
        entries.forEach(entry -> missing.remove(entry.tid()));
        return missing;
    }

    /**
     * Threads that were there all the time without anything having told what they are, so that they can stand in the first
     * lists of the section: nothing tells that they came to be, or ended, or ran another program, and the first lists hold
     * whom they belong to.
     *
     * @param alone what the lists tell
     */
    List<ProcessEntry> unknown(SectionReplay known, SectionReplay alone) {
        List<ProcessEntry> found = new ArrayList<>();
        Set<Long> numbers = new HashSet<>();
        int before;
        do {
            before = found.size();
            for (ProcessEntry entry : entries) {
                if (!numbers.contains(entry.tid()) && isUnknown(entry, known, alone, numbers)) {
                    numbers.add(entry.tid());
                    found.add(entry);
                }
            }
        } while (found.size() > before);
        return found;
    }

    private static boolean isUnknown(ProcessEntry entry, SectionReplay known, SectionReplay alone, Set<Long> found) {
        ThreadVersion told = alone.state().thread(entry.tid());
        if (told == null
                || !SectionReplay.isKnown(told)
                || SectionReplay.isKnown(known.state().thread(entry.tid()))
                || known.hasChanged(entry.tid())) {
            return false;
        }
        boolean containerKnown = told.containerId().isEmpty() || known.state().container(told.containerId()) != null;
        return containerKnown
                && (told.isLeader() || isThere(told.pid(), known, found))
                && (told.ptid() == 0 || isThere(told.ptid(), known, found));
    }

    private static boolean isThere(long tid, SectionReplay known, Set<Long> found) {
        return found.contains(tid)
                || (known.isListed(tid) && SectionReplay.isKnown(known.state().thread(tid)));
    }
}
