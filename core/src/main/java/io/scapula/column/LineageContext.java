package io.scapula.column;

import io.scapula.event.EventContext;
import io.scapula.format.EventView;
import io.scapula.state.ContainerVersion;
import io.scapula.state.FdVersion;
import io.scapula.state.Lineage;
import io.scapula.state.NotInLineageException;
import io.scapula.state.SystemState;
import io.scapula.state.ThreadVersion;
import org.jspecify.annotations.Nullable;

/**
 * A version of a thread without any event: for fields that depend on nothing else
 * ({@link io.scapula.field.Reads#THREAD}). For one thread.
 */
public final class LineageContext implements EventContext {
    private final LineageState state = new LineageState();
    private @Nullable Lineage lineage;

    /** Moves to a version. */
    public void moveTo(Lineage target) {
        lineage = target;
        state.set(target, target.environment());
    }

    private Lineage lineage() {
        Lineage now = lineage;
        if (now == null) {
            throw new IllegalStateException("no version was moved to");
        }
        return now;
    }

    @Override
    public EventView event() {
        throw new NotInLineageException();
    }

    @Override
    public EventView recorded() {
        throw new NotInLineageException();
    }

    @Override
    public @Nullable EventView unified() {
        throw new NotInLineageException();
    }

    @Override
    public String typeName() {
        throw new NotInLineageException();
    }

    @Override
    public SystemState state() {
        return state;
    }

    @Override
    public @Nullable ThreadVersion thread() {
        return lineage().thread();
    }

    @Override
    public @Nullable ThreadVersion leader() {
        return lineage().leader();
    }

    @Override
    public boolean concernsFd() {
        return false;
    }

    @Override
    public long fdNumber() {
        return -1;
    }

    @Override
    public @Nullable FdVersion fd() {
        return null;
    }

    @Override
    public boolean fdNameChanged() {
        return false;
    }

    @Override
    public @Nullable ContainerVersion container() {
        return lineage().container();
    }

    @Override
    public long enterNanos() {
        return -1;
    }

    @Override
    public long captureStartNanos() {
        throw new NotInLineageException();
    }

    @Override
    public String hostname() {
        return lineage().environment().hostname();
    }

    @Override
    public boolean isFromCurrentRecorder() {
        return lineage().environment().isFromCurrentRecorder();
    }

    @Override
    public boolean hasEnterEvents() {
        return lineage().environment().hasEnterEvents();
    }
}
