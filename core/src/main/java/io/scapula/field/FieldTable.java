package io.scapula.field;

import io.scapula.format.event.TableResource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The facts about fields, from {@code fields.tsv}: name, group, type, multiplicity, whether an argument is taken, what it
 * may be, whether it follows a dot, number format, flags, what it is read from, description.
 */
final class FieldTable {
    private static final class Holder {
        static final List<Field> ALL = load();
    }

    private FieldTable() {}

    /** Every field, in the order in which they are listed; loaded once. */
    static List<Field> all() {
        return Holder.ALL;
    }

    private static List<Field> load() {
        List<Field> fields = new ArrayList<>();
        TableResource.forEachRow(FieldTable.class, "fields.tsv", row -> fields.add(field(row)));
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
                Reads.valueOf(row.get(9)),
                row.get(10));
    }
}
