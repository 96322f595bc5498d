package io.scapula.analyzers.container.watch;

/** How a process asked for memory, and how much it had when the kernel said so. */
public final class MemoryUse {
    private static final long SECOND = 1_000_000_000L;
    private static final long LATELY_SECONDS = 5;
    private static final long BYTES_OF_KIBIBYTE = 1024;

    private long firstBytes;
    private long lastBytes;
    private long mostBytes;
    private long windowNanos;
    private long inWindow;
    private long inWindowBefore;
    private long lastEvent;
    private long largestRequest;
    private long largestNanos;

    void asked(long event, long nanos) {
        if (nanos - windowNanos > SECOND) {
            inWindowBefore = nanos - windowNanos > 2 * SECOND ? 0 : inWindow;
            inWindow = 0;
            windowNanos = nanos;
        }
        inWindow++;
        lastEvent = event;
    }

    void asksFor(long bytes, long nanos) {
        if (bytes > largestRequest || nanos - largestNanos > LATELY_SECONDS * SECOND) {
            largestRequest = bytes;
            largestNanos = nanos;
        }
    }

    void holds(long kibibytes) {
        if (kibibytes > 0) {
            lastBytes = kibibytes * BYTES_OF_KIBIBYTE;
            firstBytes = firstBytes == 0 ? lastBytes : firstBytes;
            mostBytes = Math.max(mostBytes, lastBytes);
        }
    }

    /** How often it asked for memory in the last one or two seconds in which it did. */
    public long recentRequests() {
        return inWindow + inWindowBefore;
    }

    /** Resident bytes when it was first told, 0 if never. */
    public long firstBytes() {
        return firstBytes;
    }

    /** Most resident bytes that were told, 0 if never. */
    public long mostBytes() {
        return mostBytes;
    }

    /** Most writable bytes that it asked for at once in its last seconds, 0 if none were told. */
    public long largestRequest() {
        return largestRequest;
    }

    /** Number of the last event by which it asked, 0 for none. */
    public long lastEvent() {
        return lastEvent;
    }
}
