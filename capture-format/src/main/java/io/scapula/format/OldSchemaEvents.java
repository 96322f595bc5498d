package io.scapula.format;

import io.scapula.format.event.EventCategory;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.EventTypeSet;
import io.scapula.format.event.OldSchemaRule;
import io.scapula.format.event.ParameterSpec;
import io.scapula.format.event.ParameterType;
import java.io.IOException;
import java.util.List;

/**
 * Brings events to the schema of sysdig 0.29.3, one after the other: the opposite of {@link EventUnifier}.
 *
 * <ul>
 *   <li>Current recorders write exit events that are complete in themselves. sysdig 0.29.3 wants an enter event before each,
 *       or takes the call to be about the descriptor of the thread's previous event; it is made from the parameters of the exit
 *       event, at the same time. Where the enter event was recorded, both stay as they are.
 *   <li>Events that sysdig 0.29.3 does not know become those that its recorder would have written: {@code dup2} a
 *       {@code dup}, {@code prctl} a {@code syscall} event that names the call, and descriptions of containers from plugins
 *       those of the recorder itself. What it has nothing like is left out. {@link #report()} counts.
 *   <li>Absent numbers and texts get the bytes that stood for "none" then: sysdig 0.29.3 reads past empty ones.
 * </ul>
 *
 * <p>Feed it every event as recorded, in order. For one thread.
 */
public final class OldSchemaEvents implements EventSink {
    private static final EventTable TABLE = EventTable.current();
    private static final int CONTAINER = 324;
    private static final int ASYNC_EVENT = 402;
    private static final int ASYNC_NAME = 1;
    private static final int ASYNC_DATA = 2;
    private static final EventTypeSet STARTS = TABLE.exitsOf("clone", "clone3", "fork", "vfork");

    private final EventSink target;
    private final PendingEnters pending;
    private final RewrittenEvent rewritten = new RewrittenEvent();
    private final OldSchemaReport.Counts counts = new OldSchemaReport.Counts();
    private boolean hasEnterEvents;
    private boolean hasCompleteExits;

    /**
     * Starts with no enter event seen.
     *
     * @param target takes the events of the old schema
     * @param limits of which the number of pending enters counts
     */
    public OldSchemaEvents(EventSink target, ReadLimits limits) {
        this.target = target;
        pending = new PendingEnters(limits.maxPendingEnters());
    }

    /** Forgets all enter events: a new section is another recording. */
    public void startSection() {
        pending.clear();
        hasEnterEvents = false;
        hasCompleteExits = false;
    }

    /** What became of the events so far. */
    public OldSchemaReport report() {
        return counts.report();
    }

    @Override
    public void event(EventView recorded) throws IOException {
        int code = recorded.typeCode();
        OldSchemaRule rule = OldSchemaRule.find(code);
        EventType type = recorded.type();
        if (type == null || rule == null) {
            withoutRule(recorded);
            return;
        }
        if (type.isExit()) {
            if (takesEnter(recorded, type, rule)) {
                enter(recorded, rule);
            }
        } else if (type.has(EventCategory.SYSCALL)) {
            hasEnterEvents |= type.obsolete();
            pending.forThread(recorded.tid()).remember(code);
        }
        List<OldSchemaRule.Source> parameters = rule.parameters();
        if (parameters != null) {
            rewritten.begin(recorded, rule.type());
            parameters.forEach(rewritten::append);
            target.event(rewritten);
        } else if (isReadable(recorded, type)) {
            target.event(recorded);
        } else {
            rewritten.begin(recorded, type);
            for (int index = 0; index < recorded.parameterCount(); index++) {
                rewritten.appendRecorded(index);
            }
            target.event(rewritten);
        }
        counts.written(code, rule);
    }

    private void withoutRule(EventView recorded) throws IOException {
        if (recorded.typeCode() == ASYNC_EVENT && "container".equals(recorded.text(ASYNC_NAME))) {
            rewritten.begin(recorded, TABLE.get(CONTAINER));
            rewritten.appendRecorded(ASYNC_DATA);
            target.event(rewritten);
            counts.converted(ASYNC_EVENT);
        } else {
            counts.leftOut(recorded.typeCode());
        }
    }

    /** Whether an enter event is to be written before this exit event, because none was recorded. */
    private boolean takesEnter(EventView recorded, EventType type, OldSchemaRule rule) {
        PendingEnter enter = pending.find(recorded.tid());
        if (enter != null) {
            pending.remove(recorded.tid());
            if (enter.code() == type.code() - 1) {
                return false;
            }
        }
        List<OldSchemaRule.Source> sources = rule.enter();
        boolean isChild = STARTS.contains(type.code()) && recorded.integer(0, 0) == 0;
        if (sources == null || isChild) {
            return false;
        }
        if (sources.isEmpty() && type.code() <= OldSchemaRule.LAST_CODE) {
            // Both old and new recorders may have written such an event; others tell which of them it was.
            return hasCompleteExits && !hasEnterEvents;
        }
        boolean isComplete = sources.stream().allMatch(source -> isRecorded(recorded, source));
        hasCompleteExits |= isComplete;
        return isComplete;
    }

    private static boolean isRecorded(EventView recorded, OldSchemaRule.Source source) {
        return switch (source.kind()) {
            case NUMBER -> true;
            case PROGRAM ->
                recorded.has(source.index())
                        || recorded.has(source.others().get(0))
                                && recorded.integer(source.others().get(1), -1) >= 0;
            case RECORDED, DESCRIPTORS, START, BPF -> source.index() < recorded.parameterCount();
        };
    }

    private void enter(EventView exit, OldSchemaRule rule) throws IOException {
        List<OldSchemaRule.Source> sources = rule.enter();
        if (sources == null) {
            throw new AssertionError(exit);
        }
        rewritten.begin(exit, TABLE.get(rule.type().code() - 1));
        sources.forEach(rewritten::append);
        target.event(rewritten);
        counts.entered(exit.typeCode());
    }

    /** Whether sysdig 0.29.3 reads every parameter for what it is. */
    private static boolean isReadable(EventView recorded, EventType type) {
        List<ParameterSpec> parameters = type.parameters();
        int count = Math.min(recorded.parameterCount(), parameters.size());
        for (int index = 0; index < count; index++) {
            ParameterType parameter = parameters.get(index).type();
            int length = recorded.parameterLength(index);
            boolean isReadable;
            if (length == 0) {
                isReadable = parameter.width() == 0
                        && !parameter.isText()
                        && parameter != ParameterType.FDLIST
                        && parameter != ParameterType.DYN;
            } else if (parameter.isText()) {
                isReadable = recorded.endsWithNul(index);
            } else if (parameter == ParameterType.SYSCALLID) {
                isReadable = recorded.integer(index, 0) <= OldSchemaRule.LAST_SYSCALL;
            } else {
                isReadable = parameter.width() == 0 || parameter.width() == length;
            }
            if (!isReadable) {
                return false;
            }
        }
        return true;
    }
}
