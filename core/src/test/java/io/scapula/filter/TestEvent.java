package io.scapula.filter;

import io.scapula.event.EventContext;
import io.scapula.format.Event;
import io.scapula.format.EventNames;
import io.scapula.format.EventView;
import io.scapula.state.ContainerVersion;
import io.scapula.state.FdVersion;
import io.scapula.state.StateEngine;
import io.scapula.state.ThreadVersion;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event that is nothing but the values of its fields, and perhaps the recorded event they were taken from. */
final class TestEvent implements EventContext {
    private final Map<String, List<Object>> values = new HashMap<>();
    private final @Nullable Event recorded;

    private TestEvent(@Nullable Event recorded) {
        this.recorded = recorded;
    }

    static TestEvent fresh() {
        return new TestEvent(null);
    }

    static TestEvent of(Event recorded) {
        return new TestEvent(recorded);
    }

    /** Gives a field, by its name with argument, its values. */
    TestEvent with(String field, Object... of) {
        values.put(field, Arrays.asList(of));
        return this;
    }

    /** The values of the field; {@code null} if the event has none, which is not an empty list. */
    @Nullable
    List<Object> values(String field) {
        return values.get(field);
    }

    @Override
    public String toString() {
        return values.toString();
    }

    @Override
    public EventView event() {
        if (recorded == null) {
            throw new UnsupportedOperationException("the test gave no recorded event");
        }
        return recorded;
    }

    @Override
    public EventView recorded() {
        return event();
    }

    @Override
    public EventView unified() {
        return event();
    }

    @Override
    public String typeName() {
        return EventNames.of(event());
    }

    @Override
    public StateEngine state() {
        throw new UnsupportedOperationException("a test event has no state: test what needs it with a capture");
    }

    @Override
    public @Nullable ThreadVersion thread() {
        return null;
    }

    @Override
    public @Nullable ThreadVersion leader() {
        return null;
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
        return null;
    }

    @Override
    public long enterNanos() {
        return -1;
    }

    @Override
    public long captureStartNanos() {
        return 0;
    }

    @Override
    public String hostname() {
        return "";
    }

    @Override
    public boolean hasEnterEvents() {
        return false;
    }

    @Override
    public boolean isFromCurrentRecorder() {
        return true;
    }
}
