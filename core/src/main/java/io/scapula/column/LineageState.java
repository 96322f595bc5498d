package io.scapula.column;

import io.scapula.format.event.IpAddress;
import io.scapula.state.ContainerVersion;
import io.scapula.state.Environment;
import io.scapula.state.FdVersion;
import io.scapula.state.Lineage;
import io.scapula.state.NotInLineageException;
import io.scapula.state.SystemState;
import io.scapula.state.ThreadResources;
import io.scapula.state.ThreadVersion;
import io.scapula.state.UserTable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** As much of the state as of a past event as its lineage holds; whatever goes beyond must be replayed. */
final class LineageState implements SystemState {
    private @Nullable Lineage lineage;
    private @Nullable Environment environment;

    void set(@Nullable Lineage now, @Nullable Environment shared) {
        lineage = now;
        environment = shared;
    }

    private Environment environment() {
        Environment shared = environment;
        if (shared == null) {
            throw new NotInLineageException();
        }
        return shared;
    }

    @Override
    public @Nullable ThreadVersion thread(long tid) {
        Lineage now = lineage;
        if (now == null) {
            throw new NotInLineageException();
        }
        return now.find(tid);
    }

    @Override
    public @Nullable FdVersion fd(ThreadVersion thread, long number) {
        throw new NotInLineageException();
    }

    @Override
    public int openFds(ThreadVersion thread) {
        throw new NotInLineageException();
    }

    @Override
    public void forEachFd(ThreadVersion thread, Consumer<FdVersion> visitor) {
        throw new NotInLineageException();
    }

    @Override
    public int livingThreads(ThreadVersion thread) {
        throw new NotInLineageException();
    }

    @Override
    public @Nullable String nameOfVforked(long tid) {
        throw new NotInLineageException();
    }

    @Override
    public ThreadResources resources(ThreadVersion thread) {
        throw new NotInLineageException();
    }

    @Override
    public boolean orphansLeftToFirstProcess() {
        throw new NotInLineageException();
    }

    @Override
    public boolean isLocal(IpAddress address, ThreadVersion thread) {
        return environment().isLocal(address, thread);
    }

    @Override
    public @Nullable ContainerVersion container(String id) {
        return environment().container(id);
    }

    @Override
    public UserTable users() {
        return environment().users();
    }

    @Override
    public boolean isFromCurrentRecorder() {
        return environment().isFromCurrentRecorder();
    }

    @Override
    public boolean hasEnterEvents() {
        return environment().hasEnterEvents();
    }
}
