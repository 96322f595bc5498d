package io.scapula.relation;

import io.scapula.table.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Some columns of a relation, in an order of choice. */
final class SelectedColumns implements Relation {
    private final Relation relation;
    private final int[] chosen;

    /** As {@link Relation#select}. */
    SelectedColumns(Relation relation, List<String> names) {
        List<String> known = relation.columns().stream().map(Column::name).toList();
        if (names.isEmpty() || new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException(relation.name() + ": each column can be chosen once, and one at least");
        }
        this.relation = relation;
        this.chosen = names.stream()
                .mapToInt(name -> {
                    int position = known.indexOf(name);
                    if (position < 0) {
                        throw new IllegalArgumentException(
                                relation.name() + " has no column " + name + "; it has " + String.join(", ", known));
                    }
                    return position;
                })
                .toArray();
    }

    @Override
    public String name() {
        return relation.name();
    }

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (int position : chosen) {
            columns.add(relation.columns().get(position));
        }
        return columns;
    }

    @Override
    public long estimatedRows() {
        return relation.estimatedRows();
    }

    @Override
    public int pieces() {
        return relation.pieces();
    }

    @Override
    public RelationReader reader(int... columns) {
        int[] positions = new int[columns.length];
        for (int index = 0; index < columns.length; index++) {
            positions[index] = chosen[columns[index]];
        }
        return relation.reader(positions);
    }
}
