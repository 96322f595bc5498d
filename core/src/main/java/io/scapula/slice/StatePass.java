package io.scapula.slice;

import io.scapula.event.EventContext;
import io.scapula.event.EventReplay;
import io.scapula.event.ReplayListener;
import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import io.scapula.format.EventView;
import io.scapula.format.event.EventType;
import io.scapula.history.CaptureHistory;
import io.scapula.state.ContainerVersion;
import io.scapula.state.ExitStatus;
import io.scapula.state.FdVersion;
import io.scapula.state.StandardStreams;
import io.scapula.state.StateEffect;
import io.scapula.state.StateEngine;
import io.scapula.state.ThreadFlags;
import io.scapula.state.ThreadVersion;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The second pass: collects the state of whom the slice lists, and finds the events that go on changing it. */
final class StatePass implements ReplayListener {
    private static final int EVENTS_PER_UPDATE = 1 << 14;

    private final SlicePlan plan;
    private final EventBits kept;
    private final List<SectionNeeds> sectionNeeds;
    private final boolean keepsAncestorNames;
    private final Lives lives = new Lives();
    private final EventBits carried = new EventBits();
    private final List<SectionState> sections = new ArrayList<>();
    private final Enters enters = new Enters();
    private final Figures figures = new Figures();
    private final Moves moves = new Moves();
    /** Listed lives in the order in which their state is due. */
    private final Deque<Life> due;

    /** Those outside whose state is told when a kept thread inherits it, or when they come in, by that position. */
    private final Map<Long, List<Life>> bequests = new HashMap<>();

    /** Those whose state is told as the event at hand leaves it. */
    private final List<Life> dueAfter = new ArrayList<>();

    /** The thread that the event at hand gave another program, as it was before. */
    private @Nullable ThreadVersion executing;

    private @Nullable StateEngine state;
    private SectionNeeds needs = new SectionNeeds();
    private SectionState section = new SectionState();
    private long position;

    StatePass(SelectionPass selection, SlicePlan plan, boolean keepsAncestorNames) {
        this.plan = plan;
        this.kept = selection.kept();
        this.sectionNeeds = selection.sections();
        this.keepsAncestorNames = keepsAncestorNames;
        due = new ArrayDeque<>(selection.lives().all().stream()
                .filter(life -> plan.of(life).entrance == Need.Entrance.LISTED)
                .sorted(Comparator.comparingLong((Life life) -> plan.of(life).from)
                        .thenComparing(life -> life.index))
                .toList());
    }

    /** Reads the capture to its end. */
    void run(CaptureReader reader, EventReplay.Options options, CaptureHistory.Progress progress) throws IOException {
        EventReplay replay = EventReplay.open(reader, options, this);
        state = replay.state();
        int untilUpdate = EVENTS_PER_UPDATE;
        while (replay.advance()) {
            if (--untilUpdate == 0) {
                untilUpdate = EVENTS_PER_UPDATE;
                progress.update(reader.storedBytesRead(), reader.storedBytes());
            }
        }
    }

    /** Events that are only there for the state. */
    EventBits carried() {
        return carried;
    }

    /** By section, in file order. */
    List<SectionState> sections() {
        return sections;
    }

    /** Threads that are listed. */
    long threads() {
        return sections.stream().mapToLong(each -> each.threads.size()).sum();
    }

    /** Threads of which only numbers are listed. */
    long bareThreads() {
        return sections.stream().mapToLong(each -> each.bare).sum();
    }

    @Override
    public void sectionStarted() {
        lives.startSection();
        enters.clear();
        figures.clear();
        moves.clear();
        section = new SectionState();
        needs = sectionNeeds.get(sections.size());
        sections.add(section);
    }

    @Override
    public void threadFound(ThreadVersion thread) {
        lives.found(thread);
    }

    @Override
    public void threadStarted(ThreadVersion thread, @Nullable ThreadVersion parent, EventView event) {
        lives.started(thread, parent, event, engine().isFromCurrentRecorder());
    }

    @Override
    public void programStarted(
            ThreadVersion thread,
            ThreadVersion before,
            @Nullable ThreadVersion parent,
            StandardStreams streams,
            EventView event) {
        lives.executed(before);
        executing = before;
    }

    @Override
    public void threadEnded(ThreadVersion thread, @Nullable ExitStatus status, boolean lastOfAll, EventView event) {
        lives.ended(thread);
    }

    @Override
    public void threadLost(ThreadVersion thread, EventView event) {
        lives.ended(thread);
    }

    @Override
    public void recorded(EventCursor event) {
        StateEngine engine = engine();
        lives.next(++position);
        executing = null;
        enters.recorded(event, position);
        boolean settled = false;
        for (Life next = due.peek(); next != null && plan.of(next).from == position; next = due.peek()) {
            if (!settled) {
                // What the event before left for now, and the lists that the section began with, count as well.
                engine.finish();
                settled = true;
            }
            list(due.remove(), engine);
        }
        List<Life> handingOn = bequests.remove(position);
        if (handingOn != null) {
            engine.finish();
            handingOn.forEach(life -> list(life, engine));
        }
    }

    private StateEngine engine() {
        StateEngine engine = state;
        if (engine == null) {
            throw new IllegalStateException("the pass has not begun");
        }
        return engine;
    }

    private void list(Life life, StateEngine engine) {
        ThreadVersion thread = engine.thread(life.tid);
        long telling = Math.min(plan.of(life).inheritedAt, life.actsItself);
        if (thread != null && !needs.keeps(thread.containerId()) && telling > position && telling != Life.NEVER) {
            // Of somebody outside nothing is told but what is handed on, as it is then, or what it brings along.
            bequests.computeIfAbsent(telling, at -> new ArrayList<>()).add(life);
        } else if (thread == null || (!needs.keeps(thread.containerId()) && plan.of(life).whole)) {
            dueAfter.add(life);
        } else {
            list(life, thread, engine);
        }
    }

    private void list(Life life, ThreadVersion thread, StateEngine engine) {
        if (needs.keeps(thread.containerId())) {
            list(life, thread, engine, Detail.WHOLE);
        } else {
            section.bare += keepsAncestorNames ? 0 : 1;
            list(
                    life,
                    thread,
                    engine,
                    Detail.outside(keepsAncestorNames, plan.of(life).isInherited()));
        }
    }

    private void list(Life life, ThreadVersion thread, StateEngine engine, Detail detail) {
        boolean whole = plan.of(life).whole || plan.of(life.process).whole;
        if (section.threads.putIfAbsent(life.tid, ListedThread.entry(thread, engine, detail)) != null) {
            throw new IllegalStateException("thread " + life.tid + " is listed twice");
        }
        boolean ownTable = !thread.has(ThreadFlags.CLONE_FILES) || thread.isLeader();
        if (detail.surroundings() && whole && ownTable) {
            List<FdVersion> fds = new ArrayList<>();
            engine.forEachFd(thread, fds::add);
            section.descriptors.put(life.tid, fds);
        }
    }

    /** Lists a thread that the event at hand brought in, if it did. */
    private void listEntered(Life life, StateEngine engine) {
        ThreadVersion thread = engine.thread(life.tid);
        ThreadVersion before = executing;
        if (thread == null) {
            return;
        }
        if (before != null && before.tid() == life.tid && needs.keeps(thread.containerId())) {
            // Its descriptors are told as they are now: those that the execve closed are nobody's business.
            boolean inherited = life.process.acts < position;
            long moved = moves.of(life);
            if (moved > 0) {
                carry(moved);
            }
            list(life, before, engine, Detail.entering(before, thread, keepsAncestorNames, inherited, moved > 0));
        } else {
            list(life, thread, engine);
        }
    }

    @Override
    public void applied(EventContext event, boolean shown) {
        StateEngine engine = engine();
        Life life = lives.applied(event);
        for (Life entered : dueAfter) {
            listEntered(entered, engine);
        }
        dueAfter.clear();
        EventView applied = event.unified() == null ? event.recorded() : event.unified();
        boolean isKept = kept.contains(position);
        StateEffect effect = engine.effectOf(applied);
        if (!isKept && position < needs.lastKept && carries(effect, event, life)) {
            carried.add(position);
        }
        ThreadVersion leader = event.leader();
        if (effect == StateEffect.PROCESS && life != null && leader != null && plan.of(life.process).from <= position) {
            moves.moved(life.process, leader.cwd(), applied, position);
        }
        if (isKept && life != null) {
            figures.flush(life, this::carry);
        }
        long enter = enters.completedBy(event.recorded());
        if (enter > 0 && (isKept || carried.contains(position))) {
            carry(enter);
        }
    }

    private void carry(long earlier) {
        if (!kept.contains(earlier)) {
            carried.add(earlier);
        }
    }

    /** Whether an event that is not kept belongs into the slice for what it does to the state. */
    private boolean carries(StateEffect effect, EventContext event, @Nullable Life life) {
        if (effect == StateEffect.NONE) {
            return false;
        }
        if (effect == StateEffect.SHARED) {
            return isNeeded(event);
        }
        ThreadVersion thread = event.thread();
        if (life == null || thread == null) {
            return false;
        }
        Need own = plan.of(life);
        boolean present = own.entrance != Need.Entrance.NONE && own.from <= position;
        if (effect == StateEffect.EXIT) {
            // It holds numbers alone, and tells who takes in the children.
            return present;
        }
        if (effect == StateEffect.IDENTITY && own.entrance == Need.Entrance.LISTED && isAboutReapers(event)) {
            // No list tells it; it holds numbers alone, and may have come long before.
            return true;
        }
        if (!needs.keeps(thread.containerId())) {
            return false;
        }
        Need process = plan.of(life.process);
        boolean whole = process.whole && process.from <= position && position <= process.wholeUntil;
        return switch (effect) {
            case CLONE -> isBorn();
            case PROGRAM, IDENTITY -> present;
            case PROCESS, DESCRIPTORS -> whole;
            case MEMORY, SCHEDULED -> {
                if (whole) {
                    figures.add(life, effect == StateEffect.SCHEDULED, position);
                }
                yield false;
            }
            case NONE, EXIT, SHARED -> throw new AssertionError(effect);
        };
    }

    private static boolean isAboutReapers(EventContext event) {
        EventType type = event.recorded().type();
        return type != null && type.name().equals("prctl");
    }

    private boolean isBorn() {
        Life born = lives.bornNow();
        return born != null && plan.of(born).entrance == Need.Entrance.BORN;
    }

    private boolean isNeeded(EventContext event) {
        UserEvents.Told told = UserEvents.told(event.recorded());
        if (told != null) {
            return needs.needs(told);
        }
        ContainerVersion described = event.container();
        return described != null && needs.describedContainers.contains(described.id());
    }
}
