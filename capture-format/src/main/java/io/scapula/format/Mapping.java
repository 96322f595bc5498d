package io.scapula.format;

/** How an uncompressed file is brought into memory. */
public enum Mapping {
    /** Whatever reads a file from its start to its end the fastest: no mapping, but a window that the file is read into. */
    AUTOMATIC,
    /** The JDK's mapped buffers, in windows; needs no JVM option. Memory is given back when the collector runs. */
    NIO,
    /**
     * Chronicle Bytes; gives memory back at once. Needs {@code --add-opens=java.base/sun.nio.ch=ALL-UNNAMED} and
     * {@code --add-opens=java.base/java.lang.reflect=ALL-UNNAMED}.
     */
    CHRONICLE
}
