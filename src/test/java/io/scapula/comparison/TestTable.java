package io.scapula.comparison;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Tables among the test resources: a row a line, tabs between the cells; lines that begin with {@code #} explain. */
public final class TestTable {
    private TestTable() {}

    /** The rows of a resource, in the order of the file. */
    public static List<List<String>> rows(String resource) {
        try (InputStream stream = Objects.requireNonNull(TestTable.class.getResourceAsStream(resource), resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a resource of which each must have so many cells. */
    public static List<List<String>> rows(String resource, int cells) {
        List<List<String>> rows = rows(resource);
        rows.stream().filter(row -> row.size() != cells).findFirst().ifPresent(row -> {
            throw new IllegalArgumentException(resource + ": " + cells + " cells expected: " + row);
        });
        return rows;
    }

    /** What a cell holds: nothing if there is a dash. */
    static String given(String cell) {
        return cell.equals("-") ? "" : cell;
    }

    /** The options in a cell, between blanks. */
    static List<String> options(String cell) {
        return given(cell).isEmpty() ? List.of() : List.of(cell.split(" "));
    }
}
