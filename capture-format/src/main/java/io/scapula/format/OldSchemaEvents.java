package io.scapula.format;

import io.scapula.format.event.EventCategory;
import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.EventTypeSet;
import io.scapula.format.event.FlagTables;
import io.scapula.format.event.OldSchemaRule;
import io.scapula.format.event.ParameterSpec;
import io.scapula.format.event.ParameterType;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings events to the schema of sysdig 0.29.3, one after the other: the opposite of {@link EventUnifier}.
 *
 * <ul>
 *   <li>Current recorders write exit events that are complete in themselves. sysdig 0.29.3 wants an enter event before each,
 *       or takes the call to be about the descriptor of the thread's previous event; it is made from the parameters of the exit
 *       event, at the same time. Where the enter event was recorded, both stay as they are.
 *   <li>Events that sysdig 0.29.3 does not know become those that its recorder would have written: {@code dup2} a
 *       {@code dup}, {@code prctl} a {@code syscall} event that names the call, and descriptions of containers from plugins
 *       those of the recorder itself. What it has nothing like is handed on as it is, to be left out by who writes.
 *   <li>What it would read past the end of, or look up outside of a table, gets a form that it reads.
 * </ul>
 */
final class OldSchemaEvents implements EventRewriter {
    private static final EventTable TABLE = EventTable.current();
    private static final int CONTAINER = 324;
    private static final int ASYNC_EVENT = 402;
    private static final int ASYNC_NAME = 1;
    private static final int ASYNC_DATA = 2;
    private static final int EXECVE = 293;
    private static final int EXECVEAT_ENTER = 330;
    private static final int EXECVEAT = 331;
    private static final int EXECVE_TRUSTED_PATH = 27;
    private static final int AT_FDCWD = -100;
    private static final int CLONE3 = 335;
    private static final int CLONE_TID = 3;
    private static final int CLONE_PID = 4;
    private static final int CLONE_FLAGS = 15;
    /** What threads share with their process, by the rules of the kernel and the custom of every thread library. */
    private static final long THREAD_FLAGS = FlagTables.current()
            .get("clone_flags")
            .bits("CLONE_THREAD", "CLONE_SIGHAND", "CLONE_VM", "CLONE_FILES", "CLONE_FS");
    /** The recorder itself tells it, by looking at the namespaces. */
    private static final long IN_NAMESPACE =
            FlagTables.current().get("clone_flags").bits("CLONE_CHILD_IN_PIDNS");

    private static final EventTypeSet STARTS = TABLE.exitsOf("clone", "clone3", "fork", "vfork");

    private final PendingEnters pending = new PendingEnters(ReadLimits.DEFAULT.maxPendingEnters());
    private final OldSchemaDraft draft = new OldSchemaDraft();
    private final OldSchemaReport.Counts counts = new OldSchemaReport.Counts();
    private boolean hasEnterEvents;
    private boolean hasCompleteExits;

    @Override
    public void startSection() {
        pending.clear();
        hasEnterEvents = false;
        hasCompleteExits = false;
    }

    @Override
    public OldSchemaReport report() {
        return counts.report();
    }

    @Override
    public void rewrite(EventView recorded, int dumpFlags, Output output) throws IOException {
        int code = recorded.typeCode();
        OldSchemaRule rule = OldSchemaRule.find(code);
        EventType type = recorded.type();
        if (type == null || rule == null) {
            rewriteUnknown(recorded, dumpFlags, output);
            return;
        }
        if (!type.isExit()) {
            rememberEnter(recorded, type);
        } else {
            PendingEnter enter = pending.take(recorded.tid());
            if (isSuccessfulExecveat(recorded, enter)) {
                rewriteExecveat(recorded, enter, dumpFlags, output);
                return;
            }
            if ((enter == null || enter.code() != code - 1) && canMakeEnter(recorded, rule)) {
                draft.begin(recorded, rule.type().code() - 1);
                draft.append(recorded, rule.enter());
                output.event(draft.made(), dumpFlags);
                counts.entered(code);
            }
        }
        if (rule.form() == OldSchemaRule.Form.AS_IT_IS) {
            output.event(readable(recorded, type), dumpFlags);
        } else {
            draft.begin(recorded, rule.type().code());
            draft.append(recorded, rule.parameters());
            draft.made().copyOptions(recorded);
            output.event(draft.made(), dumpFlags);
        }
        counts.written(code, rule);
    }

    private void rememberEnter(EventView enter, EventType type) {
        if (type.code() == EXECVEAT_ENTER) {
            pending.forThread(enter.tid()).set(enter, EXECVEAT_ENTER);
        } else if (type.has(EventCategory.SYSCALL)) {
            pending.forThread(enter.tid()).remember(type.code());
        }
        hasEnterEvents |= type.obsolete() && type.has(EventCategory.SYSCALL);
    }

    /** Some recorders write the exit of execveat, others that of execve, as the kernel has it. */
    private static boolean isSuccessfulExecveat(EventView exit, @Nullable PendingEnter enter) {
        boolean isExecveat = exit.typeCode() == EXECVEAT
                || exit.typeCode() == EXECVE && enter != null && enter.code() == EXECVEAT_ENTER;
        return isExecveat && exit.integer(0, -1) >= 0;
    }

    /**
     * Writes an execveat that succeeded as the execve that the kernel makes of it: sysdig 0.29.3 takes no execve for the exit of
     * execveat, and crashes at the exit of an execveat that was told a relative path.
     */
    private void rewriteExecveat(EventView exit, @Nullable PendingEnter enter, int dumpFlags, Output output)
            throws IOException {
        String program = enter == null || enter.code() != EXECVEAT_ENTER
                ? exit.text(EXECVE_TRUSTED_PATH)
                : execveatProgram(enter);
        if (program != null) {
            draft.begin(exit, EXECVE - 1);
            draft.made().addText(program);
            output.event(draft.made(), dumpFlags);
            counts.entered(exit.typeCode());
        }
        output.event(copyAs(EXECVE, exit), dumpFlags);
        if (exit.typeCode() == EXECVE) {
            counts.kept(EXECVE);
        } else {
            counts.converted(exit.typeCode());
        }
    }

    /** What the kernel calls the program: a path below a descriptor begins with that descriptor. */
    private static @Nullable String execveatProgram(PendingEnter enter) {
        String path = enter.text(1);
        long directory = enter.integer(0);
        if (path == null || path.startsWith("/") || directory == AT_FDCWD) {
            return path;
        }
        return "/dev/fd/" + directory + (path.isEmpty() ? "" : "/" + path);
    }

    private void rewriteUnknown(EventView recorded, int dumpFlags, Output output) throws IOException {
        if (recorded.typeCode() == ASYNC_EVENT && "container".equals(recorded.text(ASYNC_NAME))) {
            draft.begin(recorded, CONTAINER);
            draft.append(recorded, ASYNC_DATA);
            output.event(draft.made(), dumpFlags);
            counts.converted(ASYNC_EVENT);
        } else {
            output.event(recorded, dumpFlags);
            counts.leftOut(recorded.typeCode());
        }
    }

    /** Whether it is known what the enter event told that was not recorded before this exit event. */
    private boolean canMakeEnter(EventView exit, OldSchemaRule rule) {
        boolean isOfChild = STARTS.contains(exit.typeCode()) && exit.integer(0, 0) == 0;
        if (!rule.hasEnter() || isOfChild) {
            return false;
        }
        if (rule.enter().isEmpty() && rule.form() == OldSchemaRule.Form.AS_IT_IS) {
            // Old recorders wrote the very same event; others of the section tell which of them it was.
            return hasCompleteExits && !hasEnterEvents;
        }
        List<OldSchemaRule.Source> sources = rule.enter();
        for (int index = 0; index < sources.size(); index++) {
            if (!isRecorded(exit, sources.get(index))) {
                return false;
            }
        }
        hasCompleteExits = true;
        return true;
    }

    private static boolean isRecorded(EventView exit, OldSchemaRule.Source source) {
        return switch (source.kind()) {
            case NUMBER -> true;
            case PROGRAM ->
                exit.has(source.index()) || exit.has(source.other(0)) && exit.integer(source.other(1), -1) >= 0;
            case RECORDED, ASKED, DESCRIPTORS, START, BPF ->
                source.index() < exit.parameterCount()
                        && (TABLE.width(exit.typeCode(), source.index()) == 0 || exit.has(source.index()));
        };
    }

    /**
     * Whether this is the exit of clone3 in a new thread, with other flags than threads have. Recorders read the flags where
     * the caller put them, and by the time that the new thread gets there its caller may have gone on and overwritten them.
     */
    private static boolean isThreadWithoutFlags(EventView recorded) {
        return recorded.typeCode() == CLONE3
                && recorded.integer(0, -1) == 0
                && recorded.integer(CLONE_TID, 0) != recorded.integer(CLONE_PID, 0)
                && (recorded.integer(CLONE_FLAGS, 0) & THREAD_FLAGS) != THREAD_FLAGS;
    }

    /** The event in a form of which sysdig 0.29.3 reads every parameter for what it is; absent ones are left to who writes. */
    private EventView readable(EventView recorded, EventType type) {
        boolean lacksFlags = isThreadWithoutFlags(recorded);
        if (!lacksFlags && isReadable(recorded, type)) {
            return recorded;
        }
        copyAs(type.code(), recorded);
        if (lacksFlags) {
            draft.setInteger(CLONE_FLAGS, recorded.integer(CLONE_FLAGS, 0) & IN_NAMESPACE | THREAD_FLAGS);
        }
        return draft.made();
    }

    private EventView copyAs(int code, EventView recorded) {
        draft.begin(recorded, code);
        for (int index = 0; index < recorded.parameterCount(); index++) {
            draft.append(recorded, index);
        }
        draft.made().copyOptions(recorded);
        return draft.made();
    }

    private static boolean isReadable(EventView recorded, EventType type) {
        List<ParameterSpec> parameters = type.parameters();
        int count = Math.min(recorded.parameterCount(), parameters.size());
        for (int index = 0; index < count; index++) {
            int length = recorded.parameterLength(index);
            ParameterType parameter = parameters.get(index).type();
            boolean isReadable = length == 0
                    || (parameter.width() == 0 || parameter.width() == length)
                            && (!parameter.isText() || recorded.endsWithNul(index))
                            && (parameter != ParameterType.SYSCALLID
                                    || recorded.integer(index, 0) <= OldSchemaRule.LAST_SYSCALL);
            if (!isReadable) {
                return false;
            }
        }
        return true;
    }
}
