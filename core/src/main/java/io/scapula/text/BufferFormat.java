package io.scapula.text;

/** How the bytes of data buffers are shown. */
public enum BufferFormat {
    /** Printable ASCII characters, a dot for every other byte. */
    PRINTABLE,
    /** Printable ASCII characters and line feeds only, from a line of its own: sysdig's {@code -A}. */
    ASCII,
    /** Hexadecimal, from a line of its own: {@code -x}. */
    HEX,
    /** Hexadecimal with a column of printable characters: {@code -X}. */
    HEX_ASCII,
    /** Base64 with padding: {@code -b}. */
    BASE64
}
