package io.scapula.state;

/** Transport protocol of an IP socket, table {@code l4_protocols}. */
public enum L4Protocol {
    UNKNOWN(0, "<NA>", ' '),
    NOT_APPLICABLE(1, "<NA>", ' '),
    TCP(2, "tcp", 't'),
    UDP(3, "udp", 'u'),
    ICMP(4, "icmp", 'i'),
    RAW(5, "raw", 'r');

    private final int code;
    private final String label;
    private final char letter;

    L4Protocol(int code, String label, char letter) {
        this.code = code;
        this.label = label;
        this.letter = letter;
    }

    /** The number of the table. */
    public int code() {
        return code;
    }

    /** What {@code fd.l4proto} prints. */
    public String label() {
        return label;
    }

    /** The letter behind the type's in {@code <4t>}; a blank for none. */
    public char letter() {
        return letter;
    }

    /** The protocol with the number of the table; an unknown number is {@link #UNKNOWN}. */
    public static L4Protocol of(int code) {
        L4Protocol[] all = values();
        return code >= 0 && code < all.length ? all[code] : UNKNOWN;
    }
}
