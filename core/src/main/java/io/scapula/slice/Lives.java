package io.scapula.slice;

import io.scapula.event.EventContext;
import io.scapula.format.EventView;
import io.scapula.state.ThreadVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows which life each thread id stands for during a replay. It is told what a replay's listener is told. */
final class Lives {
    private final List<Life> all = new ArrayList<>();
    private final Map<Long, Life> current = new LinkedHashMap<>();
    /** The life that stands for each process: its leader, or the first of its threads if nothing tells of a leader. */
    private final Map<Long, Life> processes = new HashMap<>();

    private int section = -1;
    private long position;
    private @Nullable Life bornNow;

    /** Every life so far, by its index. */
    List<Life> all() {
        return all;
    }

    /** The last life of every thread id of the section, ended or not. */
    Collection<Life> ofSection() {
        return current.values();
    }

    /** The life that the thread id stands for, or stood for last; {@code null} if it was never met. */
    @Nullable
    Life of(long tid) {
        return current.get(tid);
    }

    /** The life that the last event brought about, {@code null} if none. */
    @Nullable
    Life bornNow() {
        return bornNow;
    }

    void startSection() {
        section++;
        current.clear();
        processes.clear();
    }

    /** The next event is about to be taken by the state. */
    void next(long atPosition) {
        position = atPosition;
        bornNow = null;
    }

    void found(ThreadVersion thread) {
        add(thread, null, 0, thread.isPlaceholder());
    }

    /**
     * A thread began.
     *
     * @param fromCurrentRecorder if not, sysdig will read the slice, which knows nothing of a leader that only a thread tells of
     */
    void started(ThreadVersion thread, @Nullable ThreadVersion parent, EventView event, boolean fromCurrentRecorder) {
        if (!thread.isLeader() && living(thread.pid()) == null) {
            // A thread that returns from its clone tells what it shares with a leader that nothing else told of.
            add(thread.pid(), !fromCurrentRecorder || thread.tid() != event.tid());
        }
        Life life = add(thread, parent == null ? null : current.get(parent.tid()), position, false);
        life.bornInParent = thread.tid() != event.tid();
        life.birthContainer = thread.containerId();
        life.birthCallerContainer = life.bornInParent && parent != null ? parent.containerId() : thread.containerId();
        bornNow = life;
    }

    /** A program started; a thread that was not known before has only now become one. */
    void executed(ThreadVersion before) {
        if (before.isPlaceholder() && living(before.tid()) == null) {
            addUnknown(before.tid());
        }
    }

    void ended(ThreadVersion thread) {
        Life life = current.get(thread.tid());
        if (life != null) {
            life.ended = true;
            life.endedAt = position;
        }
    }

    /** The life of the event that the state took; {@code null} if it belongs to none. */
    @Nullable
    Life applied(EventContext event) {
        ThreadVersion thread = event.thread();
        if (thread == null) {
            return null;
        }
        Life life = current.get(thread.tid());
        boolean again = life != null && life.ended && thread.isPlaceholder() && life.born != position;
        return life == null || again ? addUnknown(thread.tid()) : life;
    }

    private @Nullable Life living(long tid) {
        Life life = current.get(tid);
        return life == null || life.ended ? null : life;
    }

    private Life addUnknown(long tid) {
        return add(tid, true);
    }

    private Life add(long tid, boolean placeholder) {
        Life life = new Life(all.size(), section, tid, null, null, position, placeholder);
        all.add(life);
        current.put(tid, life);
        return life;
    }

    private @Nullable Life processOf(ThreadVersion thread) {
        if (thread.isLeader()) {
            return null;
        }
        Life leader = current.get(thread.pid());
        return leader == null ? processes.get(thread.pid()) : leader;
    }

    private Life add(ThreadVersion thread, @Nullable Life parent, long born, boolean placeholder) {
        Life life = new Life(all.size(), section, thread.tid(), processOf(thread), parent, born, placeholder);
        if (life.process.equals(life)) {
            processes.put(thread.pid(), life);
        }
        all.add(life);
        current.put(life.tid, life);
        return life;
    }
}
