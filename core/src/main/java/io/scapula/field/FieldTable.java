package io.scapula.field;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The facts about fields, from {@code fields.tsv}: name, group, type, multiplicity, whether an argument is taken, what it
 * may be, whether it follows a dot, number format, flags, description.
 */
final class FieldTable {
    private FieldTable() {}

    static List<Field> load() {
        List<Field> fields = new ArrayList<>();
        forEachRow("fields.tsv", row -> fields.add(field(row)));
        return List.copyOf(fields);
    }

    private static Field field(List<String> row) {
        Set<FieldFlag> flags = EnumSet.noneOf(FieldFlag.class);
        if (!row.get(8).isEmpty()) {
            for (String flag : row.get(8).split(" ")) {
                flags.add(FieldFlag.valueOf(flag));
            }
        }
        return new Field(
                row.get(0),
                row.get(1),
                FieldType.valueOf(row.get(2)),
                Multiplicity.valueOf(row.get(3)),
                new ArgumentForm(
                        ArgumentForm.Presence.valueOf(row.get(4)),
                        row.get(5),
                        row.get(6).equals("dotted")),
                NumberFormat.valueOf(row.get(7)),
                flags,
                row.get(9));
    }

    /** Reads a table of facts that ships beside these classes: tab-separated rows, {@code #} starts a comment line. */
    static void forEachRow(String resource, Consumer<List<String>> row) {
        try (InputStream stream = FieldTable.class.getResourceAsStream(resource)) {
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
