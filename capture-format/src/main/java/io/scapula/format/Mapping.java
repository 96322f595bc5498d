package io.scapula.format;

/** How an uncompressed file is brought into memory. */
public enum Mapping {
    /** {@link #CHRONICLE} for files larger than one window when the JVM was started for it, {@link #NIO} otherwise. */
    AUTOMATIC,
    /** The JDK's mapped buffers, in windows; needs no JVM option. Memory is given back when the collector runs. */
    NIO,
    /**
     * Chronicle Bytes; gives memory back at once. Needs {@code --add-opens=java.base/sun.nio.ch=ALL-UNNAMED} and
     * {@code --add-opens=java.base/java.lang.reflect=ALL-UNNAMED}.
     */
    CHRONICLE
}
