package io.scapula.state;

import io.scapula.format.EventView;
import io.scapula.format.block.FdList;
import io.scapula.format.block.Gap;
import io.scapula.format.block.InterfaceList;
import io.scapula.format.block.MachineInfo;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.ProcessEntry;
import io.scapula.format.block.ProcessList;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.block.UserList;
import io.scapula.format.event.EventCategory;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.EventTypeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds threads, descriptors and containers by replay: blocks and events in, in order; look-ups out, as of the last
 * event.
 *
 * <pre>{@code
 * EventUnifier unifier = new EventUnifier(ReadLimits.DEFAULT);
 * StateEngine state = new StateEngine(StateLimits.DEFAULT, listener);
 * EventCursor cursor = reader.events(state::apply);
 * while (cursor.advance()) {
 *     EventView event = unifier.unify(cursor);
 *     state.apply(event == null ? cursor : event);
 * }
 * }</pre>
 *
 * <p>Events are taken in the current schema, so one set of rules serves captures of every age. An exited thread and a
 * closed descriptor stay visible during the event that ended them and are removed before the next one. For one thread.
 */
public final class StateEngine extends LiveState {
    private static final EventTypeSet SYSCALL_ENTERS =
            EventTable.current().where(type -> !type.isExit() && type.has(EventCategory.SYSCALL));
    private static final EventTypeSet FORMER_ENTERS =
            EventTable.current().where(type -> !type.isExit() && type.has(EventCategory.SYSCALL) && type.obsolete());
    private static final EventTypeSet EXITS = EventTable.current().where(type -> type.isExit());
    private static final EventTypeSet EXECVE_EXITS = EventTable.current().exitsOf("execve");
    private static final EventTypeSet EXECVEAT_ENTERS = EventTable.current().entersOf("execveat");
    /** Event codes that sysdig 0.29.3 does not know begin here. */
    private static final int FIRST_NEWER_CODE = 336;
    /** The size of what sysdig 0.29.3 appends to an entry of the process list; newer recorders append more. */
    private static final int OLD_TAIL_BYTES = 5;

    private final StateListener listener;
    private final ThreadEvents threadEvents;
    private final InitialState initial;
    private final Identity identity;
    private final Resources resources;
    private final Descriptors descriptors;
    private final Sockets sockets;
    private final MetaEvents metaEvents;
    private final EventActions actions = new EventActions();
    private final FdParameters fdParameters = new FdParameters();
    private final CurrentEvent now = new CurrentEvent();
    private final Lineages lineages;
    private final Environments environments;

    private @Nullable LiveThread exited;
    private @Nullable FdTable closedIn;
    private long closedFd;
    private String hostname = "";
    private boolean fromCurrentRecorder;
    private boolean hasEnterEvents;

    /** Starts with no state. */
    public StateEngine(StateLimits limits, StateListener listener) {
        super(limits, listener);
        this.listener = listener;
        this.threadEvents = new ThreadEvents(threads, containers, listener);
        this.initial = new InitialState(threads, threadEvents, containers, interfaces, listener);
        this.identity = new Identity(threads);
        this.resources = new Resources(threads);
        this.descriptors = new Descriptors(threads);
        this.sockets = new Sockets(interfaces);
        this.metaEvents = new MetaEvents(containers, users);
        this.lineages = new Lineages(threads, containers);
        this.environments = new Environments(users, containers, interfaces);
    }

    /** Takes a block that is not an event. */
    public void apply(MetadataBlock block) {
        if (block instanceof SectionHeader) {
            startSection();
        } else if (block instanceof MachineInfo machine) {
            threadEvents.bootTime(machine.bootTimeNanos());
            hostname = machine.hostname();
            environments.machineChanged();
        } else if (block instanceof ProcessList list) {
            for (ProcessEntry entry : list.entries()) {
                fromCurrentRecorder |= entry.tail().lengthBytes() > OLD_TAIL_BYTES;
                initial.found(entry);
            }
        } else if (block instanceof FdList list) {
            initial.found(list);
        } else if (block instanceof InterfaceList list) {
            interfaces.replace(list);
        } else if (block instanceof UserList list) {
            users.replaceHost(list);
        } else if (block instanceof Gap) {
            // What returns next need not be what was called last.
            threads.forEach(StateEngine::endEnter);
        }
    }

    /** Takes an event, in the current schema if that has it, as recorded otherwise. */
    public void apply(EventView event) {
        removeEnded();
        if (initial.isPending()) {
            initial.finish();
        }
        now.clear();
        int code = event.typeCode();
        fromCurrentRecorder |= event.recordedTypeCode() >= FIRST_NEWER_CODE;
        EventAction action = actions.of(code);
        if (action == EventAction.NO_THREAD) {
            metaEvents.apply(event, now);
            return;
        }
        if (action == EventAction.CLONE || action == EventAction.VFORK) {
            LiveThread caller = threads.find(event.tid());
            if (caller != null && caller.enterCode + 1 == event.recordedTypeCode()) {
                now.enterNanos = caller.enterNanos;
                now.enterNumber = caller.enterNumber;
            }
            now.thread = threadEvents.clone(event, action == EventAction.VFORK);
            endEnter(now.thread);
            return;
        }
        LiveThread thread = threads.find(event.tid());
        if (thread == null) {
            boolean creates = action != EventAction.LOOK_UP
                    && action != EventAction.SWITCH
                    && action != EventAction.EXIT
                    && event.tid() >= 0;
            thread = creates ? threadEvents.placeholder(event.tid()) : null;
            if (thread == null) {
                return;
            }
        }
        now.thread = thread;
        if (EXITS.contains(code)) {
            exit(event, action, thread);
        } else {
            enter(event, action, thread);
        }
    }

    /** An enter event, or one without halves such as a scheduler's. */
    private void enter(EventView event, EventAction action, LiveThread thread) {
        int code = event.typeCode();
        if (SYSCALL_ENTERS.contains(code)) {
            hasEnterEvents |= FORMER_ENTERS.contains(code);
            thread.enterCode = event.recordedTypeCode();
            thread.enterNanos = event.timestampNanos();
            thread.enterNumber = event.number();
            int position = fdParameters.position(code);
            boolean asArgument = !fromCurrentRecorder && fdParameters.isMapping(code);
            now.concernsFd = fdParameters.isConcerned(code) && !asArgument;
            thread.enterFd = -1;
            if (position >= 0 && !asArgument) {
                thread.enterFd = event.integer(position, -1);
                lookUpFd(thread, thread.enterFd);
            }
        }
        switch (action) {
            case ENTER_WITH_PATH -> descriptors.enter(event, thread);
            case ENTER_WITH_ADDRESS -> {
                sockets.enter(event, thread);
                if (fromCurrentRecorder) {
                    Sockets.announce(now, thread);
                }
            }
            case SWITCH -> resources.schedule(event, thread);
            case EXIT -> {
                threadEvents.exit(event, thread);
                exited = thread;
            }
            default -> {
                // Nothing else changes the state before it returns.
            }
        }
    }

    private void exit(EventView event, EventAction action, LiveThread thread) {
        int code = event.typeCode();
        int recordedCode = event.recordedTypeCode();
        boolean paired = thread.enterCode + 1 == recordedCode
                || (EXECVE_EXITS.contains(recordedCode) && EXECVEAT_ENTERS.contains(thread.enterCode));
        now.enterNanos = paired ? thread.enterNanos : -1;
        now.enterNumber = paired ? thread.enterNumber : 0;
        thread.enterCode = LiveThread.NO_ENTER;
        boolean asArgument =
                paired && fdParameters.isSinceExitOnly(code) || !fromCurrentRecorder && fdParameters.isMapping(code);
        now.concernsFd = fdParameters.isConcerned(code) && (!asArgument || fdParameters.isSocketOption(code));
        int position = fdParameters.position(code);
        if (position >= 0 && (!asArgument || action == EventAction.SEND || action == EventAction.RECEIVE)) {
            lookUpFd(thread, event.integer(position, paired ? thread.enterFd : -1));
        } else {
            now.fds = threads.fds(thread);
        }
        switch (action) {
            case OPEN -> descriptors.open(event, now, thread);
            case CLOSE -> {
                // What is not known may stand in the table's truth.
                if (now.fdNumber >= 0 && event.integer(0, -1) >= 0) {
                    closedIn = now.fds;
                    closedFd = now.fdNumber;
                }
            }
            case DESCRIPTOR -> descriptors.apply(event, now, thread);
            case SOCKET -> sockets.apply(event, now, thread);
            case SEND -> sockets.converse(event, now, false, fromCurrentRecorder);
            case RECEIVE -> sockets.converse(event, now, true, fromCurrentRecorder);
            case READ_OR_WRITE -> {
                if (event.integer(0, -1) >= 0) {
                    Sockets.moved(now);
                }
            }
            case MEMORY -> Resources.memory(event, thread);
            case LIMIT -> resources.limit(event, thread);
            case IDENTITY -> identity.apply(event, now, thread);
            case EXECVE -> {
                threadEvents.execve(event, thread);
                now.thread = threads.find(event.tid());
            }
            default -> {
                // Nothing else changes the state.
            }
        }
    }

    private void lookUpFd(LiveThread thread, long number) {
        FdTable fds = threads.fds(thread);
        now.fds = fds;
        now.fdNumber = number;
        now.fd = fds == null || number < 0 ? null : fds.get(number);
        now.fdBefore = now.fd;
    }

    private static void endEnter(@Nullable LiveThread thread) {
        if (thread != null) {
            thread.enterCode = LiveThread.NO_ENTER;
        }
    }

    /** Does what was put off until the next event, be there one or not; there is no last event then. */
    public void finish() {
        removeEnded();
        if (initial.isPending()) {
            initial.finish();
        }
        now.clear();
    }

    private void removeEnded() {
        LiveThread thread = exited;
        if (thread != null) {
            exited = null;
            threads.remove(thread);
        }
        FdTable table = closedIn;
        if (table != null) {
            closedIn = null;
            table.remove(closedFd);
        }
    }

    private void startSection() {
        environments.machineChanged();
        exited = null;
        closedIn = null;
        now.clear();
        initial.clear();
        threads.clear();
        containers.clear();
        users.clear();
        interfaces.clear();
        hostname = "";
        fromCurrentRecorder = false;
        hasEnterEvents = false;
        threadEvents.startSection();
        sockets.startSection();
        listener.sectionStarted();
    }

    /**
     * What the last event did to the state. An effect may be told where nothing differs, such as for a descriptor that is
     * opened as it was before; one that is there is never left out.
     *
     * @param event the last event, as it was {@linkplain #apply(EventView) taken}
     */
    public StateEffect effectOf(EventView event) {
        EventType type = event.type();
        return type == null
                ? StateEffect.NONE
                : StateEffects.of(event, type, actions.of(event.typeCode()), now.fdChanged());
    }

    /** The thread of the last event; {@code null} if it belongs to none. */
    public @Nullable ThreadVersion eventThread() {
        LiveThread thread = now.thread;
        return thread == null ? null : threads.publish(thread);
    }

    /** The leader of that thread's process, or {@code null}. */
    public @Nullable ThreadVersion eventLeader() {
        LiveThread thread = now.thread;
        LiveThread leader = thread == null ? null : threads.leader(thread);
        return leader == null ? null : threads.publish(leader);
    }

    /**
     * The lineage of the last event's thread; {@code null} if it belongs to none, or if lineages
     * {@linkplain #lineagesLimited() cannot be kept}.
     */
    public @Nullable Lineage eventLineage() {
        LiveThread thread = now.thread;
        if (thread == null) {
            return null;
        }
        Environment shared = environment();
        return lineages.of(thread, environments.stamp() + threads.changes(), shared);
    }

    /** Offers the lineages of all threads that are alive after the last event, whether events told of them or not. */
    public void forEachLivingLineage(Consumer<Lineage> visitor) {
        Environment shared = environment();
        long stamp = environments.stamp() + threads.changes();
        threads.forEach(thread -> {
            Lineage lineage = lineages.of(thread, stamp, shared);
            if (lineage != null) {
                visitor.accept(lineage);
            }
        });
    }

    /** How many lineages there are: one more than the largest {@link Lineage#row()}. */
    public int lineageCount() {
        return lineages.rows();
    }

    /** Whether the capture is one of which no lineages are kept: its process tree, or its users, are made up. */
    public boolean lineagesLimited() {
        return lineages.limitReached() || environments.limitReached();
    }

    /** What all threads share as of the last event. */
    public Environment environment() {
        return environments.current(hostname, fromCurrentRecorder, hasEnterEvents);
    }

    /** Whether the last event uses, opens or closes a descriptor, known or not. */
    public boolean eventConcernsFd() {
        return now.concernsFd;
    }

    /** Number of the descriptor that the last event is about, -1 for none. */
    public long eventFdNumber() {
        return now.fdNumber;
    }

    /** The descriptor that the last event is about, {@code null} if it is not known. */
    public @Nullable FdVersion eventFd() {
        return threads.publish(now.fd);
    }

    /** Whether the last event gave its descriptor another name. */
    public boolean eventChangedFdName() {
        FdVersion before = now.fdBefore;
        FdVersion after = now.fd;
        return after != null && after != before && !after.name.equals(before == null ? "" : before.name);
    }

    /** Container of the last event's thread, or the one that the event describes; {@code null} on the host. */
    public @Nullable ContainerVersion eventContainer() {
        LiveThread thread = now.thread;
        return thread == null ? now.described : containers.find(thread.version().containerId);
    }

    /** Time of the enter event that the last event is the exit of, or -1. */
    public long eventEnterNanos() {
        return now.enterNanos;
    }

    /** Number of the enter event that the last event is the exit of, or 0. */
    public long eventEnterNumber() {
        return now.enterNumber;
    }

    /** Name of the machine, empty if not recorded. */
    public String hostname() {
        return hostname;
    }

    @Override
    public boolean isFromCurrentRecorder() {
        return fromCurrentRecorder;
    }

    @Override
    public boolean hasEnterEvents() {
        return hasEnterEvents;
    }

    @Override
    public @Nullable String nameOfVforked(long tid) {
        return threadEvents.nameOfVforked(tid);
    }
}
