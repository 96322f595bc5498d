package io.scapula.analyzers.container.watch;

/** Finds what can be read of TLS in the first bytes of a buffer: its beginning, and alerts before encryption. */
final class Tls {
    private static final int ALERT = 0x15;
    private static final int HANDSHAKE = 0x16;
    private static final int MAJOR_VERSION = 3;
    private static final int ALERT_BYTES = 7;
    private static final int LENGTH = 4;
    private static final int LEVEL = 5;
    private static final int DESCRIPTION = 6;
    private static final int ALERT_LENGTH = 2;
    private static final int FATAL = 2;

    private Tls() {}

    static void look(Conversation conversation, byte[] data, boolean sent, long event) {
        if (data.length < 2 || data[1] != MAJOR_VERSION) {
            return;
        }
        if (data[0] == HANDSHAKE && sent) {
            conversation.tls();
        }
        boolean alert = data[0] == ALERT && data.length >= ALERT_BYTES && data[LENGTH] == ALERT_LENGTH;
        if (alert && data[LEVEL] == FATAL) {
            conversation.tls();
            conversation.tlsAlert(data[DESCRIPTION], event);
        }
    }
}
