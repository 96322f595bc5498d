package io.scapula.analyzers.container.watch;

/** A socket of a process that was connected, or was to be. Times are nanoseconds since the epoch, 0 for never. */
public final class Conversation {
    private static final int ECONNREFUSED = 111;

    private final String peer;
    private final int port;
    private final boolean stream;
    private final long startEvent;
    private final long startNanos;

    private boolean pending;
    private boolean connected;
    private int error;
    private String errorCall = "";
    private long errorEvent;
    private long errorNanos;
    private long sentNanos;
    private long receivedNanos;
    private long received;
    private long endOfDataEvent;
    private long endOfDataNanos;
    private boolean spokeTls;
    private int tlsAlert = -1;
    private long tlsAlertEvent;

    Conversation(String peer, int port, boolean stream, long startEvent, long startNanos) {
        this.peer = peer;
        this.port = port;
        this.stream = stream;
        this.startEvent = startEvent;
        this.startNanos = startNanos;
    }

    void pending() {
        pending = true;
    }

    void connected() {
        pending = false;
        connected = true;
    }

    void failed(String call, int number, long event, long nanos) {
        pending = false;
        error = number;
        errorCall = call;
        errorEvent = event;
        errorNanos = nanos;
    }

    void sent(long nanos) {
        connected();
        sentNanos = nanos;
    }

    void received(long bytes, long nanos) {
        connected();
        received += bytes;
        receivedNanos = nanos;
    }

    void endOfData(long event, long nanos) {
        endOfDataEvent = event;
        endOfDataNanos = nanos;
    }

    void tls() {
        spokeTls = true;
    }

    void tlsAlert(int description, long event) {
        tlsAlert = description;
        tlsAlertEvent = event;
    }

    /** Address and port, or the path of a unix socket. */
    public String peer() {
        return peer;
    }

    /** The peer's port, 0 for unix sockets. */
    public int port() {
        return port;
    }

    /** Whether it is a connection rather than an exchange of datagrams. */
    public boolean isStream() {
        return stream;
    }

    /** Number of the connect's event. */
    public long startEvent() {
        return startEvent;
    }

    public long startNanos() {
        return startNanos;
    }

    /** Whether a connect is on its way of which nothing was heard since. */
    public boolean isPending() {
        return pending;
    }

    /** Whether it was connected at any time. */
    public boolean wasConnected() {
        return connected;
    }

    /** The last error on it, 0 if there was none. */
    public int error() {
        return error;
    }

    /** Whether nobody listens there. */
    public boolean wasRefused() {
        return error == ECONNREFUSED;
    }

    /** The call that told of the error. */
    public String errorCall() {
        return errorCall;
    }

    public long errorEvent() {
        return errorEvent;
    }

    public long errorNanos() {
        return errorNanos;
    }

    public long sentNanos() {
        return sentNanos;
    }

    public long receivedNanos() {
        return receivedNanos;
    }

    /** Bytes that came. */
    public long received() {
        return received;
    }

    /** Number of the event that told of the end of what the peer sends, 0 if it did not end. */
    public long endOfDataEvent() {
        return endOfDataEvent;
    }

    public long endOfDataNanos() {
        return endOfDataNanos;
    }

    /** Whether it began with a TLS handshake. */
    public boolean spokeTls() {
        return spokeTls;
    }

    /** Whether TLS ended with an alert, so that the end of the connection is no surprise. */
    public boolean spokeTlsInVain() {
        return tlsAlert >= 0;
    }

    /** Number of the last fatal TLS alert that was readable, -1 if there was none. */
    public int tlsAlert() {
        return tlsAlert;
    }

    public long tlsAlertEvent() {
        return tlsAlertEvent;
    }
}
