package io.scapula.column;

import java.io.Closeable;
import java.io.IOException;

/** The files that an index is mapped from. */
interface IndexFiles extends Closeable {
    /**
     * Compares the checksums of what was too long to be compared while opening; a second time, nothing.
     *
     * @throws IOException if a file is damaged, with its name
     */
    void check() throws IOException;
}
