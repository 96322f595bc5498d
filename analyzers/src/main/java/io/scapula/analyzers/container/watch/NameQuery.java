package io.scapula.analyzers.container.watch;

/** What became of the questions for one name. Only the first label counts, so that search domains are one question. */
public final class NameQuery {
    private final String name;
    private final String server;
    private int asked;
    private long lastEvent;
    private long lastNanos;
    private boolean answered;
    private int refusal;
    private int error;

    NameQuery(String name, String server) {
        this.name = name;
        this.server = server;
    }

    void asked(long event, long nanos) {
        asked++;
        seen(event, nanos);
    }

    void answered(int code, int answers, long event, long nanos) {
        if (code == 0 && answers > 0) {
            answered = true;
        } else if (code != 0) {
            refusal = code;
        }
        seen(event, nanos);
    }

    void failed(int number, long event, long nanos) {
        error = number;
        seen(event, nanos);
    }

    private void seen(long event, long nanos) {
        lastEvent = event;
        lastNanos = nanos;
    }

    /** The name as it was asked for first. */
    public String name() {
        return name;
    }

    /** Who was asked. */
    public String server() {
        return server;
    }

    /** How many questions were sent. */
    public int asked() {
        return asked;
    }

    public long lastEvent() {
        return lastEvent;
    }

    public long lastNanos() {
        return lastNanos;
    }

    /** Whether any answer held an address. */
    public boolean wasAnswered() {
        return answered;
    }

    /** The last code with which a server declined, such as 3 for a name that does not exist; 0 for none. */
    public int refusal() {
        return refusal;
    }

    /** The error of the last send or receive that failed, 0 for none. */
    public int error() {
        return error;
    }
}
