package io.scapula.field;

import io.scapula.event.EventContext;

/**
 * Reads a text that is put together anew for each event, such as a time. Who only wants to print it takes it with
 * {@link #append}, without a string in between. Holds a buffer of its own: for one thread.
 */
public abstract class ComposedText implements FieldReader {
    private final StringBuilder text = new StringBuilder();

    ComposedText() {}

    /**
     * Appends the text.
     *
     * @return false if the event has none; nothing was appended then
     */
    public abstract boolean append(EventContext event, StringBuilder out);

    @Override
    public final boolean read(EventContext event, FieldValue value) {
        text.setLength(0);
        return append(event, text) && value.add(text.toString());
    }
}
