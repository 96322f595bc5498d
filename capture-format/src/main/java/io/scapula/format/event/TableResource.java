package io.scapula.format.event;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Reads the tables of facts that ship beside classes: tab-separated rows, {@code #} starts a comment line. */
public final class TableResource {
    private TableResource() {}

    /**
     * Hands on the rows of a table, in their order.
     *
     * @param beside   a class of the package that holds the table
     * @param resource its name there, such as {@code errno.tsv}
     * @param row      takes the columns of a row
     * @throws IllegalStateException if there is no such table
     * @throws UncheckedIOException  if it cannot be read
     */
    public static void forEachRow(Class<?> beside, String resource, Consumer<List<String>> row) {
        try (InputStream stream = beside.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks its table " + resource);
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    row.accept(List.of(line.split("\t", -1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table " + resource, e);
        }
    }
}
