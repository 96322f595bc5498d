package io.scapula.analyzers.container.watch;

/**
 * A connection that a process outside of containers opened to a port of this machine or another: perhaps a probe.
 *
 * <p>Times are nanoseconds since the epoch.
 */
public final class Probe {
    private static final int FIRST_ERROR_STATUS = 400;

    private final int port;
    private final String client;
    private final long event;
    private final long nanos;
    private boolean asked;
    private boolean refused;
    private boolean answered;
    private int status;

    Probe(int port, String client, long event, long nanos) {
        this.port = port;
        this.client = client;
        this.event = event;
        this.nanos = nanos;
    }

    void answered(int httpStatus) {
        answered = true;
        if (status == 0) {
            status = httpStatus;
        }
    }

    void asked() {
        asked = true;
    }

    void refused() {
        refused = true;
    }

    public int port() {
        return port;
    }

    /** Name of the program that connected. */
    public String client() {
        return client;
    }

    public long event() {
        return event;
    }

    public long nanos() {
        return nanos;
    }

    /**
     * Whether the connection was refused, a question got no answer, or the HTTP status says no. Who only connects, as TCP
     * probes do, is content with that.
     */
    public boolean failed() {
        return refused || asked && !answered || status >= FIRST_ERROR_STATUS;
    }

    /** Status of the HTTP answer, 0 if there was none. */
    public int status() {
        return status;
    }
}
