package io.scapula.format;

/** How a capture is compressed; told by its first bytes, never by its name. */
public enum Compression {
    NONE("none"),
    /** RFC 1952; several members make one stream. */
    GZIP("gzip"),
    /** RFC 8878; several frames, skippable ones among them, make one stream. */
    ZSTD("zstd");

    private final String label;

    Compression(String label) {
        this.label = label;
    }

    /** The name in lower case. */
    @Override
    public String toString() {
        return label;
    }
}
