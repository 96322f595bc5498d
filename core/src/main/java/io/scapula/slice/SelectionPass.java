package io.scapula.slice;

import io.scapula.event.EventContext;
import io.scapula.event.EventReplay;
import io.scapula.event.EventResults;
import io.scapula.event.ReplayListener;
import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import io.scapula.format.EventView;
import io.scapula.format.event.EventCategory;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventTypeSet;
import io.scapula.history.CaptureHistory;
import io.scapula.state.ContainerVersion;
import io.scapula.state.ExitStatus;
import io.scapula.state.Lineage;
import io.scapula.state.StandardStreams;
import io.scapula.state.StateEffect;
import io.scapula.state.StateEngine;
import io.scapula.state.SystemState;
import io.scapula.state.ThreadVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first pass: which events are kept, and which threads, containers and users those need. */
final class SelectionPass implements ReplayListener {
    private static final EventTypeSet INTERNAL = EventTable.current().where(type -> type.has(EventCategory.INTERNAL));
    private static final int EVENTS_PER_UPDATE = 1 << 14;
    /** Real trees are some dozens of processes high. */
    private static final int MOST_ANCESTORS = 1 << 8;

    private static final int SHORT_ID_LENGTH = 12;
    /** The parameter of procexit that tells who takes in the children. */
    private static final int REAPER = 4;

    private final SelectedEvents selected;
    private final Lives lives = new Lives();
    private final EventBits kept = new EventBits();
    private final List<SectionNeeds> sections = new ArrayList<>();
    private final ParameterIndexes threadParameters = new ParameterIndexes(ParameterIndexes.THREADS);
    private final ParameterIndexes userParameters = new ParameterIndexes(ParameterIndexes.USERS);
    private final ParameterIndexes groupParameters = new ParameterIndexes(ParameterIndexes.GROUPS);
    private final EventBits lineagesSeen = new EventBits();
    private final EventBits versionsSeen = new EventBits();
    private SectionNeeds needs = new SectionNeeds();
    private @Nullable StateEngine state;
    private long position;
    private long shownKept;

    SelectionPass(SelectedEvents selected) {
        this.selected = selected;
    }

    /**
     * Reads the capture to its end.
     *
     * @return whether a limit left something of the state out
     */
    boolean run(CaptureReader reader, EventReplay.Options options, CaptureHistory.Progress progress)
            throws IOException {
        EventReplay replay = EventReplay.open(reader, options, this);
        state = replay.state();
        int untilUpdate = EVENTS_PER_UPDATE;
        while (replay.advance()) {
            if (--untilUpdate == 0) {
                untilUpdate = EVENTS_PER_UPDATE;
                progress.update(reader.storedBytesRead(), reader.storedBytes());
            }
        }
        return replay.limitReached();
    }

    Lives lives() {
        return lives;
    }

    EventBits kept() {
        return kept;
    }

    /** By section, in file order. */
    List<SectionNeeds> sections() {
        return sections;
    }

    /** All events of the capture. */
    long events() {
        return position;
    }

    /** Kept events that are shown. */
    long shownKept() {
        return shownKept;
    }

    @Override
    public void sectionStarted() {
        lives.startSection();
        needs = new SectionNeeds();
        sections.add(needs);
    }

    @Override
    public void threadFound(ThreadVersion thread) {
        lives.found(thread);
    }

    @Override
    public void threadStarted(ThreadVersion thread, @Nullable ThreadVersion parent, EventView event) {
        StateEngine engine = state;
        lives.started(thread, parent, event, engine != null && engine.isFromCurrentRecorder());
    }

    @Override
    public void programStarted(
            ThreadVersion thread,
            ThreadVersion before,
            @Nullable ThreadVersion parent,
            StandardStreams streams,
            EventView event) {
        lives.executed(before);
    }

    @Override
    public void threadEnded(ThreadVersion thread, @Nullable ExitStatus status, boolean lastOfAll, EventView event) {
        lives.ended(thread);
        Life life = lives.of(thread.tid());
        long reaper = event.integer(REAPER, 0);
        if (life != null && reaper > 0) {
            life.reaper = lives.of(reaper);
        }
    }

    @Override
    public void threadLost(ThreadVersion thread, EventView event) {
        lives.ended(thread);
    }

    @Override
    public void recorded(EventCursor event) {
        lives.next(++position);
    }

    @Override
    public void applied(EventContext event, boolean shown) {
        Life life = lives.applied(event);
        EventView recorded = event.recorded();
        boolean hiddenByType = INTERNAL.contains(recorded.typeCode()) && !recorded.isStateOnly();
        if ((shown || hiddenByType) && selected.contain(event)) {
            kept.add(position);
            shownKept += shown ? 1 : 0;
            needs.lastKept = position;
            keep(event, life);
        }
    }

    private void keep(EventContext event, @Nullable Life life) {
        ThreadVersion thread = event.thread();
        ContainerVersion container = event.container();
        if (container != null && !selected.isFromOutside(event)) {
            describe(container);
        }
        if (life == null || thread == null) {
            return;
        }
        if (selected.isFromOutside(event)) {
            // What it did to the kept ones says nothing of it but its number.
            need(life);
            return;
        }
        needs.keptContainers.add(thread.containerId());
        life.actsItself = Math.min(life.actsItself, position);
        act(life);
        act(life.process);
        above(event, thread);
        named(event, thread);
        accounts(event, thread);
    }

    private void describe(ContainerVersion container) {
        if (needs.describedContainers.add(container.id())
                || !container.podSandboxId().isEmpty()) {
            String sandbox = container.podSandboxId();
            if (!sandbox.isEmpty()) {
                needs.describedContainers.add(sandbox.substring(0, Math.min(SHORT_ID_LENGTH, sandbox.length())));
            }
        }
    }

    private void act(Life life) {
        need(life);
        life.acts = Math.min(life.acts, position);
        life.actsLast = position;
    }

    private void need(@Nullable Life life) {
        if (life != null) {
            life.need(position);
        }
    }

    /** The processes above the event's, and the leaders of its session and groups. */
    private void above(EventContext event, ThreadVersion thread) {
        StateEngine engine = state;
        Lineage lineage = engine == null ? null : engine.eventLineage();
        if (lineage != null) {
            if (!lineagesSeen.contains(lineage.row())) {
                lineagesSeen.add(lineage.row());
                walk(event.state(), thread);
            }
        } else {
            walk(event.state(), thread);
        }
    }

    private void walk(SystemState now, ThreadVersion thread) {
        ThreadVersion above = thread;
        for (int step = 0; above != null && step < MOST_ANCESTORS; step++) {
            Life life = lives.of(above.tid());
            need(life);
            if (life != null) {
                life.above = true;
            }
            need(lives.of(above.sid()));
            need(lives.of(above.vpgid()));
            need(lives.of(above.pgid()));
            ThreadVersion leader = now.leader(above);
            ThreadVersion from = leader == null ? above : leader;
            above = from.ptid() <= 0 || from.ptid() == from.tid() ? null : now.thread(from.ptid());
        }
    }

    /** Threads that the event's parameters name. */
    private void named(EventContext event, ThreadVersion thread) {
        named(event.recorded(), event.state());
        EventView unified = event.unified();
        StateEngine engine = state;
        if (unified != null && engine != null) {
            named(unified, event.state());
            if (engine.effectOf(unified) == StateEffect.CLONE) {
                long child = EventResults.of(unified);
                // In a pid namespace the parent is told another number than the child's.
                boolean known = child == 0 || !thread.isInPidNamespace();
                tellAgain(known ? lives.of(child == 0 ? thread.tid() : child) : null);
            }
        }
    }

    private void tellAgain(@Nullable Life born) {
        if (born != null && !born.ended && born.born != position) {
            born.toldAgain = Math.min(born.toldAgain, position);
        }
    }

    private void named(EventView event, SystemState now) {
        for (int index : threadParameters.of(event.typeCode())) {
            long tid = event.integer(index, -1);
            Life life = tid <= 0 ? null : lives.of(tid);
            if (life != null && now.thread(tid) != null) {
                need(life);
            }
        }
    }

    private void accounts(EventContext event, ThreadVersion thread) {
        String own = thread.containerId();
        if (!versionsSeen.contains(thread.row())) {
            versionsSeen.add(thread.row());
            for (String container : List.of(own, event.isFromCurrentRecorder() ? own : "")) {
                needs.users.add(new SectionNeeds.Account(container, thread.uid()));
                needs.users.add(new SectionNeeds.Account(container, thread.loginUid()));
                needs.groups.add(new SectionNeeds.Account(container, thread.gid()));
            }
        }
        accounts(event.recorded(), own);
        EventView unified = event.unified();
        if (unified != null) {
            accounts(unified, own);
        }
    }

    private void accounts(EventView event, String container) {
        for (int index : userParameters.of(event.typeCode())) {
            needs.users.add(new SectionNeeds.Account(container, event.integer(index, -1)));
        }
        for (int index : groupParameters.of(event.typeCode())) {
            needs.groups.add(new SectionNeeds.Account(container, event.integer(index, -1)));
        }
    }
}
