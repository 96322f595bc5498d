package io.scapula.text;

/** What {@code evt.outputtime} shows: sysdig's {@code -t}. */
public enum EventTime {
    /** Time of day: {@code h}. */
    CLOCK('h'),
    /** Seconds since the epoch: {@code a}. */
    ABSOLUTE('a'),
    /** Seconds since the first event: {@code r}. */
    RELATIVE('r'),
    /** Seconds since the enter event of the same call: {@code d}. */
    LATENCY('d'),
    /** Seconds since the event printed before: {@code D}. */
    DELTA('D');

    private final char letter;

    EventTime(char letter) {
        this.letter = letter;
    }

    /** The letter of {@code -t}. */
    public char letter() {
        return letter;
    }
}
