package io.scapula.format.event;

/** Which half of a system call an event is; one-sided events count as enter events. */
public enum Direction {
    ENTER('>'),
    EXIT('<');

    private final char symbol;

    Direction(char symbol) {
        this.symbol = symbol;
    }

    /** {@code >} or {@code <}, as {@code evt.dir} prints it. */
    public char symbol() {
        return symbol;
    }
}
