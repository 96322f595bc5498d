package io.scapula.slice;

import io.scapula.event.EventContext;
import io.scapula.event.EventReplay;
import io.scapula.event.ReplayListener;
import io.scapula.format.CaptureReader;
import io.scapula.format.EventView;
import io.scapula.format.block.InterfaceList;
import io.scapula.format.block.MachineInfo;
import io.scapula.format.block.MetadataBlock;
import io.scapula.state.ContainerVersion;
import io.scapula.state.FdVersion;
import io.scapula.state.StandardStreams;
import io.scapula.state.ThreadVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every text of the state, parted into those of some containers and those of everybody else. */
final class TextsByContainer implements ReplayListener {
    private static final String HOST = "host";

    private final Set<String> containers;
    private final Set<String> others = new HashSet<>();
    private final StringBuilder own = new StringBuilder();
    private final Set<Long> versions = new HashSet<>();
    private final Set<Long> descriptors = new HashSet<>();
    private @Nullable EventReplay replay;

    private TextsByContainer(Set<String> containers) {
        this.containers = containers;
    }

    /**
     * Collects them.
     *
     * @param containers ids of the kept ones, {@code host} for the host
     */
    static TextsByContainer of(SlicedCapture sliced, Set<String> containers) throws IOException {
        TextsByContainer texts = new TextsByContainer(containers);
        try (CaptureReader reader = CaptureReader.open(sliced.capture());
                EventReplay replay = EventReplay.open(reader, EventReplay.Options.DEFAULT, texts)) {
            texts.replay = replay;
            while (replay.advance()) {
                // The listener looks at every event.
            }
        }
        texts.others.removeIf(text -> text.isEmpty() || texts.own.indexOf(text) >= 0);
        return texts;
    }

    Set<String> others() {
        return others;
    }

    String own() {
        return own.toString();
    }

    @Override
    public void block(MetadataBlock block) {
        // What the machine is called is nobody's secret in a slice.
        if (block instanceof MachineInfo machine) {
            own.append(machine.hostname()).append('\n');
        } else if (block instanceof InterfaceList list) {
            list.entries().forEach(entry -> own.append(entry.name()).append('\n'));
        }
    }

    @Override
    public void threadFound(ThreadVersion thread) {
        thread(thread);
    }

    @Override
    public void threadStarted(ThreadVersion thread, @Nullable ThreadVersion parent, EventView event) {
        thread(thread);
    }

    @Override
    public void programStarted(
            ThreadVersion thread,
            ThreadVersion before,
            @Nullable ThreadVersion parent,
            StandardStreams streams,
            EventView event) {
        thread(thread);
    }

    @Override
    public void containerChanged(ContainerVersion container, @Nullable EventView event) {
        if (event != null) {
            boolean kept = containers.contains(container.id()) || isSandbox(container);
            bytes(event, kept);
        }
    }

    /** The sandbox of a kept container is told of as well. */
    private boolean isSandbox(ContainerVersion container) {
        return container.isPodSandbox() && own.indexOf(container.fullId()) >= 0;
    }

    @Override
    public void applied(EventContext event, boolean shown) {
        ThreadVersion thread = event.thread();
        if (thread == null) {
            return;
        }
        if (isKept(thread)) {
            bytes(event.recorded(), true);
        }
        thread(thread);
        ThreadVersion leader = event.leader();
        if (leader != null) {
            thread(leader);
        }
        FdVersion fd = event.fd();
        if (fd != null) {
            descriptor(thread, fd);
        }
    }

    private boolean isKept(ThreadVersion thread) {
        return containers.contains(thread.containerId().isEmpty() ? HOST : thread.containerId());
    }

    private void bytes(EventView event, boolean kept) {
        for (int index = 0; kept && index < event.parameterCount(); index++) {
            own.append(new String(event.bytes(index), StandardCharsets.ISO_8859_1))
                    .append('\n');
        }
    }

    private void thread(ThreadVersion thread) {
        EventReplay now = replay;
        if (now == null || !versions.add(thread.row())) {
            return;
        }
        boolean kept = isKept(thread);
        text(thread.comm(), kept);
        text(thread.exe(), kept);
        text(thread.exepath(), kept);
        text(thread.commandLine(), kept);
        text(thread.cwd(), kept);
        text(thread.root(), kept);
        text(String.join("\0", thread.args()), kept);
        thread.env().forEach(variable -> text(variable, kept));
        thread.cgroups().forEach(cgroup -> text(cgroup, kept));
        String users = now.state().isFromCurrentRecorder() ? thread.containerId() : "";
        String user = now.state().users().userName(users, thread.uid());
        if (user != null) {
            text(user, kept);
            text(now.state().users().userName(thread.containerId(), thread.uid()), kept);
        }
        now.state().forEachFd(thread, fd -> descriptor(thread, fd));
    }

    private void descriptor(ThreadVersion thread, FdVersion fd) {
        boolean kept = isKept(thread);
        if (descriptors.add(kept ? fd.row() : ~fd.row()) || fd.row() < 0) {
            text(fd.name(), kept);
        }
    }

    private void text(@Nullable String text, boolean kept) {
        if (text == null || text.isEmpty()) {
            return;
        }
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        if (kept) {
            own.append(bytes).append('\n');
        } else {
            others.add(bytes);
        }
    }
}
