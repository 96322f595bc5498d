package io.scapula.analyzers.container.watch;

import java.util.Locale;

/** Something that a process printed: a write, and those that went on with its last line. */
public final class Output {
    /** No more text than this is kept of adjoining writes. */
    static final int MOST_CHARACTERS = 1024;

    private static final String CUT = "…";

    /** Where it went. */
    public enum Destination {
        /** To a pipe, a terminal or a stream socket: the container's log, or another of its processes. */
        STREAM,
        /** To a log file, or to a file that stands for the standard error. */
        FILE,
        /** To {@code /dev/null}: nobody was to read it. */
        NOWHERE
    }

    private final long event;
    private final long descriptor;
    private final long inode;
    private final Destination destination;
    private final StringBuilder text = new StringBuilder();
    private long lastEvent;
    private long lastNanos;

    Output(long event, long descriptor, long inode, Destination destination) {
        this.event = event;
        this.lastEvent = event;
        this.descriptor = descriptor;
        this.inode = inode;
        this.destination = destination;
    }

    boolean continues(long nextDescriptor, long nextInode) {
        boolean lineIsOpen = text.length() > 0 && text.charAt(text.length() - 1) != '\n';
        return lineIsOpen && descriptor == nextDescriptor && inode == nextInode && text.length() < MOST_CHARACTERS;
    }

    void append(String more, boolean cut, long atEvent, long nanos) {
        text.append(more);
        if (cut) {
            // What is missing ended with the line as often as not; what comes next is another line.
            text.append(CUT).append('\n');
        }
        lastEvent = atEvent;
        lastNanos = nanos;
    }

    /** Number of the first write. */
    public long event() {
        return event;
    }

    /** Number of the last write. */
    public long lastEvent() {
        return lastEvent;
    }

    /** Time of the last write. */
    public long lastNanos() {
        return lastNanos;
    }

    /** Inode of what was written to, 0 if not recorded. */
    public long inode() {
        return inode;
    }

    public Destination destination() {
        return destination;
    }

    /** The text, with {@code …} where the recorder cut a buffer. */
    public String text() {
        return text.toString();
    }

    /** The text in lower case, to be searched. */
    public String searchable() {
        return text.toString().toLowerCase(Locale.ROOT);
    }
}
