package io.scapula.format;

import java.io.IOException;

/** Takes events one after the other, in the order of a capture. */
public interface EventSink {
    /**
     * Takes the next event.
     *
     * @param event valid until this returns
     * @throws IOException if it cannot be written where it goes
     */
    void event(EventView event) throws IOException;
}
