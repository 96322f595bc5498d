package io.scapula.event;

import io.scapula.format.EventNames;
import io.scapula.format.EventView;
import io.scapula.state.ContainerVersion;
import io.scapula.state.FdVersion;
import io.scapula.state.StateEngine;
import io.scapula.state.ThreadVersion;
import org.jspecify.annotations.Nullable;

/** The event that an {@link EventReplay} stands at; reused for one event after the other. */
final class ReplayedEvent implements EventContext {
    private final StateEngine state;
    private final EventView recorded;
    private final boolean unifiedView;
    private @Nullable EventView unified;
    private long captureStartNanos;

    ReplayedEvent(StateEngine state, EventView recorded, boolean unifiedView) {
        this.state = state;
        this.recorded = recorded;
        this.unifiedView = unifiedView;
    }

    void set(@Nullable EventView inCurrentSchema) {
        unified = inCurrentSchema;
    }

    void captureStart(long nanos) {
        captureStartNanos = nanos;
    }

    @Override
    public EventView event() {
        EventView current = unified;
        return unifiedView && current != null ? current : recorded;
    }

    @Override
    public EventView recorded() {
        return recorded;
    }

    @Override
    public @Nullable EventView unified() {
        return unified;
    }

    @Override
    public String typeName() {
        EventView event = event();
        return state.isFromCurrentRecorder() ? EventNames.of(event) : EventNames.ofSysdig(event);
    }

    @Override
    public StateEngine state() {
        return state;
    }

    @Override
    public @Nullable ThreadVersion thread() {
        return state.eventThread();
    }

    @Override
    public @Nullable ThreadVersion leader() {
        return state.eventLeader();
    }

    @Override
    public boolean concernsFd() {
        return state.eventConcernsFd();
    }

    @Override
    public long fdNumber() {
        return state.eventFdNumber();
    }

    @Override
    public @Nullable FdVersion fd() {
        return state.eventFd();
    }

    @Override
    public boolean fdNameChanged() {
        return state.eventChangedFdName();
    }

    @Override
    public @Nullable ContainerVersion container() {
        return state.eventContainer();
    }

    @Override
    public long enterNanos() {
        return state.eventEnterNanos();
    }

    @Override
    public long captureStartNanos() {
        return captureStartNanos;
    }

    @Override
    public String hostname() {
        return state.hostname();
    }

    @Override
    public boolean hasEnterEvents() {
        return state.hasEnterEvents();
    }

    @Override
    public boolean isFromCurrentRecorder() {
        return state.isFromCurrentRecorder();
    }
}
