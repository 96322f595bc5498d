package io.scapula.analyzers.terminal;

import java.util.List;

/**
 * A line that was typed without echo, such as a password.
 *
 * @param line   the line; its text is shown
 * @param events numbers of the events that brought its keys to the program that read them, in order
 */
record HiddenLine(TypedLine line, List<Long> events) {
    HiddenLine {
        events = List.copyOf(events);
    }
}
