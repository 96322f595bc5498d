package io.scapula.merge;

import io.scapula.format.EventUnifier;
import io.scapula.format.EventView;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessEntry;
import io.scapula.format.block.ProcessList;
import io.scapula.state.ExitStatus;
import io.scapula.state.StandardStreams;
import io.scapula.state.StateEngine;
import io.scapula.state.StateListener;
import io.scapula.state.ThreadFlags;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known in a section of the merged capture, and what it was told of threads. */
final class SectionReplay implements StateListener {
    private final StateEngine state;
    private final EventUnifier unifier;
    private final ToldNotices notices;
    private final Map<Long, ProcessEntry> entries = new HashMap<>();
    /** Threads of the section's first lists. */
    private final Set<Long> listed = new HashSet<>();
    /** Threads that came to be, ended or executed a program in the section. */
    private final Set<Long> changed = new HashSet<>();

    SectionReplay(MergeOptions options) {
        state = new StateEngine(options.limits(), this);
        unifier = new EventUnifier(options.reading().limits());
        notices = new ToldNotices(options);
    }

    StateEngine state() {
        return state;
    }

    ToldNotices notices() {
        return notices;
    }

    /** Takes a block of the section's start. */
    void apply(MetadataBlock block) {
        state.apply(block);
        if (block instanceof ProcessList list) {
            for (ProcessEntry entry : list.entries()) {
                listed.add(entry.tid());
                entries.put(entry.tid(), entry);
            }
        }
    }

    void apply(EventView event) {
        EventView unified = unifier.unify(event);
        state.apply(unified == null ? event : unified);
        notices.tell(event);
    }

    /** What a list of this section told of the thread last; {@code null} if none did. */
    @Nullable
    ProcessEntry entry(long tid) {
        return entries.get(tid);
    }

    /** Threads that lists of this section told of. */
    Set<Long> toldThreads() {
        return entries.keySet();
    }

    /** Remembers an entry that has been told and added nothing. */
    void told(ProcessEntry entry) {
        entries.put(entry.tid(), entry);
    }

    boolean isListed(long tid) {
        return listed.contains(tid);
    }

    /** Whether the section tells that a thread of the number came to be, ended or executed a program. */
    boolean hasChanged(long tid) {
        return changed.contains(tid);
    }

    /** The threads that are alive and of which more than their number is known, by their number. */
    List<ThreadVersion> livingThreads() {
        List<ThreadVersion> threads = new ArrayList<>();
        state.forEachThread(thread -> {
            if (isKnown(thread) && !thread.has(ThreadFlags.CLOSED)) {
                threads.add(thread);
            }
        });
        threads.sort(Comparator.comparingLong(ThreadVersion::tid));
        return threads;
    }

    /** Whether more than a thread's number is known. */
    static boolean isKnown(@Nullable ThreadVersion thread) {
        return thread != null && !thread.isPlaceholder() && !isUnnamed(thread.comm());
    }

    /** What recorders call a thread that they know nothing of. */
    static boolean isUnnamed(String comm) {
        return comm.equals("<NA>");
    }

    @Override
    public void threadStarted(ThreadVersion thread, @Nullable ThreadVersion parent, EventView event) {
        changed.add(thread.tid());
    }

    @Override
    public void programStarted(
            ThreadVersion thread,
            ThreadVersion before,
            @Nullable ThreadVersion parent,
            StandardStreams streams,
            EventView event) {
        changed.add(thread.tid());
    }

    @Override
    public void threadEnded(ThreadVersion thread, @Nullable ExitStatus status, boolean lastOfAll, EventView event) {
        changed.add(thread.tid());
    }

    @Override
    public void threadLost(ThreadVersion thread, EventView event) {
        changed.add(thread.tid());
    }
}
