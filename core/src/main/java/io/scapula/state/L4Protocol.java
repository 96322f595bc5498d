package io.scapula.state;

/** Transport protocol of an IP socket, table {@code l4_protocols}. */
public enum L4Protocol {
    UNKNOWN("<NA>", ' '),
    NOT_APPLICABLE("<NA>", ' '),
    TCP("tcp", 't'),
    UDP("udp", 'u'),
    ICMP("icmp", 'i'),
    RAW("raw", 'r');

    private final String label;
    private final char letter;

    L4Protocol(String label, char letter) {
        this.label = label;
        this.letter = letter;
    }

    /** The number of the table. */
    public int code() {
        return ordinal();
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
