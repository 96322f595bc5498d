package io.scapula.comparison;

import io.scapula.state.ContainerVersion;
import io.scapula.state.StateEngine;
import io.scapula.state.ThreadVersion;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The columns that threads and containers answer, printed the way the field's programs print them. */
enum StateColumn {
    PROC_NAME("proc.name", (state, thread) -> thread.comm()),
    PROC_PID("proc.pid", (state, thread) -> Long.toString(thread.pid())),
    PROC_PPID("proc.ppid", (state, thread) -> ofParent(state, thread, parent -> Long.toString(parent.pid()))),
    PROC_PNAME("proc.pname", (state, thread) -> ofParent(state, thread, ThreadVersion::comm)),
    PROC_EXEPATH("proc.exepath", (state, thread) -> thread.exepath()),
    PROC_CMDLINE("proc.cmdline", (state, thread) -> thread.commandLine()),
    PROC_CWD("proc.cwd", StateColumn::directory),
    PROC_TTY("proc.tty", (state, thread) -> Long.toString(thread.tty())),
    PROC_SID("proc.sid", (state, thread) -> Long.toString(thread.sid())),
    USER_NAME("user.name", StateColumn::userName),
    USER_LOGINUID("user.loginuid", (state, thread) -> Integer.toString((int) thread.loginUid())),
    CONTAINER_ID("container.id", StateColumn::containerId),
    CONTAINER_NAME("container.name", (state, thread) -> ofContainer(state, thread, "host", ContainerVersion::name)),
    CONTAINER_IMAGE("container.image", (state, thread) -> ofContainer(state, thread, null, ContainerVersion::image)),
    K8S_NS_NAME("k8s.ns.name", (state, thread) -> ofContainer(state, thread, null, ContainerVersion::podNamespace)),
    K8S_POD_NAME("k8s.pod.name", (state, thread) -> ofContainer(state, thread, null, ContainerVersion::podName));

    /** What the programs print for a value that is missing. */
    static final String MISSING = "<NA>";

    private final String field;
    private final BiFunction<StateEngine, ThreadVersion, @Nullable String> value;

    StateColumn(String field, BiFunction<StateEngine, ThreadVersion, @Nullable String> value) {
        this.field = field;
        this.value = value;
    }

    /** The field's name. */
    String field() {
        return field;
    }

    /** The text for the event's thread as of now. */
    String print(StateEngine state, @Nullable ThreadVersion thread) {
        String text = thread == null ? null : value.apply(state, thread);
        return text == null ? MISSING : text;
    }

    private interface OfThread {
        String of(ThreadVersion thread);
    }

    private interface OfContainer {
        String of(ContainerVersion container);
    }

    /** The parent process is the leader of the thread that the leader's ptid names. */
    private static @Nullable String ofParent(StateEngine state, ThreadVersion thread, OfThread value) {
        ThreadVersion leader = state.leader(thread);
        ThreadVersion parent = leader == null ? null : state.thread(leader.ptid());
        ThreadVersion parentLeader = parent == null ? null : state.leader(parent);
        return parentLeader == null ? null : value.of(parentLeader);
    }

    private static String directory(StateEngine state, ThreadVersion thread) {
        ThreadVersion leader = state.leader(thread);
        return leader == null ? "./" : leader.cwd();
    }

    private static @Nullable String userName(StateEngine state, ThreadVersion thread) {
        return state.users().userName(thread.containerId(), thread.uid());
    }

    private static String containerId(StateEngine state, ThreadVersion thread) {
        return isOnHost(thread) ? "host" : thread.containerId();
    }

    private static @Nullable String ofContainer(
            StateEngine state, ThreadVersion thread, @Nullable String onHost, OfContainer value) {
        if (isOnHost(thread)) {
            return onHost;
        }
        ContainerVersion container = state.container(thread.containerId());
        String text = container == null ? "" : value.of(container);
        return text.isEmpty() ? null : text;
    }

    private static boolean isOnHost(ThreadVersion thread) {
        return thread.containerId().isEmpty() && !thread.isInPidNamespace();
    }
}
