package io.scapula.slice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides for every thread that the kept events need how it comes into the slice.
 *
 * <p>Whoever ran before the slice is listed with its state just before it is needed, be that at the slice's first event or
 * later. Whoever is born in it, of a process that the slice follows, comes with the event of its birth. Of a thread id the
 * slice can list one life alone; the others are born in it, or are only seen by their events.
 */
final class SlicePlan {
    /** Real trees are some dozens of processes high. */
    private static final int MOST_ANCESTORS = 1 << 8;

    /** Who is born for another's sake is needed again by others; in real captures that is over after the second round. */
    private static final int MOST_ROUNDS = 1 << 4;

    private final List<Need> needs;
    private final EventBits kept;
    private final Map<Long, Life> taken = new HashMap<>();
    private int onlySeen;

    private SlicePlan(List<Life> lives, EventBits kept) {
        this.kept = kept;
        this.needs = new ArrayList<>(lives.size());
        lives.forEach(life -> needs.add(new Need()));
    }

    /** Decides for all lives of all sections. */
    static SlicePlan of(SelectionPass selection) {
        List<Life> lives = selection.lives().all();
        SlicePlan plan = new SlicePlan(lives, selection.kept());
        List<SectionNeeds> sections = selection.sections();
        int first = 0;
        for (int next = 0; next <= lives.size(); next++) {
            boolean ends = next == lives.size() || lives.get(next).section != lives.get(first).section;
            if (ends && next > first) {
                plan.decide(lives.subList(first, next), sections.get(lives.get(first).section));
                first = next;
            }
        }
        return plan;
    }

    Need of(Life life) {
        return needs.get(life.index);
    }

    /** Threads that the slice cannot tell of, because their id was another's before, or because nothing told of them. */
    int onlySeen() {
        return onlySeen;
    }

    private void decide(List<Life> section, SectionNeeds shared) {
        taken.clear();
        follow(section, shared.lastKept);
        for (Life life : section) {
            if (life.process.equals(life)) {
                decideProcess(life, shared);
            }
        }
        bearChildren(section, shared);
        for (Life life : section) {
            if (!life.process.equals(life)) {
                decideThread(life, shared);
            }
        }
    }

    /** Whoever is above a needed process has others above it, and others yet that take its place when it ends. */
    private static void follow(List<Life> section, long lastKept) {
        Deque<Life> changed = new ArrayDeque<>();
        section.stream().filter(life -> life.above).forEach(changed::add);
        for (Life life = changed.poll(); life != null; life = changed.poll()) {
            putAbove(above(life, life.needed), life.needed, changed);
            if (life.endedAt < lastKept) {
                putAbove(life.reaper, life.endedAt, changed);
            }
        }
    }

    /** The thread above a process at an event: who made it, or who took it in when that one had ended. */
    private static @Nullable Life above(Life life, long position) {
        Life above = life.process.parent;
        for (int step = 0; above != null && above.endedAt < position && step < MOST_ANCESTORS; step++) {
            above = above.reaper;
        }
        return above;
    }

    private static void putAbove(@Nullable Life life, long position, Deque<Life> changed) {
        if (life != null && (!life.above || position < life.needed)) {
            life.above = true;
            life.need(position);
            changed.add(life);
        }
    }

    private void decideProcess(Life life, SectionNeeds shared) {
        if (life.needed == Life.NEVER) {
            return;
        }
        Need need = of(life);
        need.follow(life.needed);
        need.whole |= life.acts != Life.NEVER;
        need.wholeUntil = Math.max(need.wholeUntil, life.actsLast);
        if (need.entrance != Need.Entrance.NONE) {
            return;
        }
        if (life.placeholder) {
            seen(life, need);
            return;
        }
        Life maker = life.parent == null ? null : life.parent.process;
        Need makers = maker == null ? null : of(maker);
        boolean told = life.born > 0 && kept.contains(life.born);
        boolean again = life.born > 0 && life.toldAgain != Life.NEVER;
        boolean canBeTold = canBeTold(life, shared);
        boolean follows = makers != null
                && makers.whole
                && makers.isFollowedAt(life.born)
                && (need.whole || makers.entrance == Need.Entrance.BORN);
        boolean isTaken = taken.containsKey(life.tid);
        boolean madeInSlice = makers != null && makers.entrance != Need.Entrance.NONE;
        if (canBeTold && (told || again || follows || (isTaken && madeInSlice))) {
            born(life, need, maker, life.born);
        } else if (again) {
            born(life, need, maker, life.toldAgain);
        } else if (isTaken) {
            seen(life, need);
        } else {
            need.entrance = Need.Entrance.LISTED;
            taken.put(life.tid, life);
        }
    }

    private boolean canBeTold(Life life, SectionNeeds shared) {
        return life.born > 0 && (kept.contains(life.born) || (life.parent != null && isWritable(life, shared)));
    }

    /** A list stands before all births: who is listed below a thread that is yet to be born loses it; so it is born as well. */
    private void bearChildren(List<Life> section, SectionNeeds shared) {
        boolean changed = true;
        for (int round = 0; changed && round < MOST_ROUNDS; round++) {
            changed = false;
            for (Life life : section) {
                Need need = of(life);
                boolean listed = life.process.equals(life) && need.entrance == Need.Entrance.LISTED;
                Life maker = life.parent == null ? null : life.parent.process;
                if (listed
                        && maker != null
                        && canBeTold(life, shared)
                        && of(maker).isFollowedAt(life.born)) {
                    Life above = above(life, need.from);
                    if (above != null && isBorn(above, shared)) {
                        born(life, need, maker, life.born);
                        changed = true;
                    }
                }
            }
        }
    }

    private boolean isBorn(Life life, SectionNeeds shared) {
        return life.process.equals(life) ? of(life).entrance == Need.Entrance.BORN : isBornInItsProcess(life, shared);
    }

    private boolean isBornInItsProcess(Life thread, SectionNeeds shared) {
        Need process = of(thread.process);
        return process.whole
                && process.isFollowedAt(thread.born)
                && (kept.contains(thread.born) || isWritable(thread, shared));
    }

    private void born(Life life, Need need, @Nullable Life maker, long position) {
        need.entrance = Need.Entrance.BORN;
        need.from = position;
        need.whole = true;
        taken.put(life.tid, life);
        if (maker == null || life.parent == null) {
            return;
        }
        inherit(maker, position);
        if (!life.parent.equals(maker)) {
            inherit(life.parent, position);
        }
    }

    /** Follows a thread with all that its child gets from it. */
    private void inherit(Life from, long position) {
        Need need = of(from);
        need.follow(position);
        need.whole = true;
        need.inheritedAt = Math.min(need.inheritedAt, position);
        need.wholeUntil = Math.max(need.wholeUntil, position);
        if (need.entrance == Need.Entrance.NONE && !from.placeholder) {
            if (taken.putIfAbsent(from.tid, from) == null) {
                need.entrance = Need.Entrance.LISTED;
            } else {
                seen(from, need);
            }
        }
    }

    private void seen(Life life, Need need) {
        need.entrance = Need.Entrance.SEEN;
        need.follow(life.placeholder && need.whole ? life.born : need.from);
        onlySeen += life.placeholder ? 0 : 1;
    }

    private void decideThread(Life life, SectionNeeds shared) {
        Need need = of(life);
        Need process = of(life.process);
        need.follow(life.needed);
        boolean follows = process.whole && process.entrance != Need.Entrance.NONE;
        boolean gone = life.endedAt < process.from;
        if (life.needed == Life.NEVER && (!follows || gone)) {
            return;
        }
        if (isBornInItsProcess(life, shared)) {
            need.entrance = Need.Entrance.BORN;
            need.from = life.born;
            taken.put(life.tid, life);
            return;
        }
        if (follows) {
            need.follow(Math.max(process.from, life.born));
        }
        if (need.entrance == Need.Entrance.NONE) {
            if (taken.putIfAbsent(life.tid, life) == null) {
                need.entrance = Need.Entrance.LISTED;
            } else {
                seen(life, need);
            }
        }
    }

    /** Whether the event of a birth tells of nobody but those of whom something is kept. */
    private static boolean isWritable(Life life, SectionNeeds shared) {
        return shared.keeps(life.birthContainer) && shared.keeps(life.birthCallerContainer);
    }
}
