package io.scapula.table.render;

import io.scapula.table.Table;
import java.io.IOException;

/**
 * Prints a table. Every line ends with a line feed, whatever the platform.
 *
 * <p>A renderer prints columns and rows. A table's {@linkplain Table#notes() notes} are for a person and not part of
 * the data, so whoever calls a renderer shows them where warnings go.
 */
@FunctionalInterface
public interface TableRenderer {

    /**
     * Appends the table, row after row.
     *
     * @param out where to; neither closed nor flushed
     * @throws IOException if {@code out} throws it; what came before has been appended
     */
    void render(Table table, Appendable out) throws IOException;
}
