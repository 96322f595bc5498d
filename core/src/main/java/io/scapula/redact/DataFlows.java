package io.scapula.redact;

import io.scapula.format.EventUnifier;
import io.scapula.format.EventView;
import io.scapula.format.ReadLimits;
import io.scapula.format.block.MetadataBlock;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.event.EventType;
import io.scapula.state.FdType;
import io.scapula.state.FdVersion;
import io.scapula.state.StateEngine;
import io.scapula.state.StateLimits;
import io.scapula.state.StateListener;
import io.scapula.state.ThreadVersion;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells through which descriptor of which process the data of an event went. */
final class DataFlows {
    private static final Set<String> READS =
            Set.of("read", "pread", "readv", "preadv", "recv", "recvfrom", "recvmsg", "recvmmsg");
    private static final Set<String> WRITES =
            Set.of("write", "pwrite", "writev", "pwritev", "send", "sendto", "sendmsg", "sendmmsg");

    /**
     * A descriptor in one direction. Data of one flow is one text, however it was cut.
     *
     * @param pid  process, or thread whose process is not known
     * @param fd   number of the descriptor, -1 for all that have the name
     * @param name of a file; of other descriptors it may change while they are open
     */
    record Flow(long pid, long fd, String name, boolean reads) {}

    private final EventUnifier unifier;
    private final StateEngine state;
    private @Nullable Flow flow;
    private @Nullable Flow shared;
    private boolean secretFile;

    DataFlows(ReadLimits limits, StateLimits stateLimits) {
        unifier = new EventUnifier(limits);
        state = new StateEngine(stateLimits, new StateListener() {});
    }

    void block(MetadataBlock block) {
        if (block instanceof SectionHeader) {
            unifier.startSection();
        }
        state.apply(block);
    }

    /** Takes the next event. */
    void event(EventView event) {
        EventView unified = unifier.unify(event);
        state.apply(unified == null ? event : unified);
        flow = null;
        shared = null;
    }

    /**
     * Tells the flow of the event, which has data.
     *
     * @return {@code null} if the data is no part of a flow
     */
    @Nullable
    Flow flow(EventView event) {
        EventType type = event.type();
        boolean reads = type != null && READS.contains(type.name());
        boolean writes = type != null && WRITES.contains(type.name());
        long number = state.eventFdNumber();
        if (!reads && !writes || event.integer(0, -1) < 0 || number < 0) {
            return null;
        }
        ThreadVersion thread = state.eventThread();
        long pid = thread == null ? event.tid() : thread.pid();
        FdVersion fd = state.eventFd();
        boolean file = fd != null && fd.type().isFile();
        String name = fd == null ? "" : fd.name();
        secretFile = file && SecretFiles.isSecret(name);
        flow = new Flow(pid, number, file ? name : "", reads);
        boolean common = fd != null && (fd.type() == FdType.FIFO || name.startsWith("/dev/"));
        shared = name.isEmpty() ? null : new Flow(common ? -1 : pid, -1, name, reads);
        return flow;
    }

    /** After {@link #flow}: what the same data is a part of as well, if other descriptors lead to the same. */
    @Nullable
    Flow shared() {
        return shared;
    }

    /** After {@link #flow}: whether it is a file that holds nothing but a secret. */
    boolean isSecretFile() {
        return secretFile;
    }

    /** Whether more went through than was recorded. */
    static boolean isCut(EventView event, int recorded) {
        return event.integer(0, -1) > recorded;
    }
}
