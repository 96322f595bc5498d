package io.scapula.table;

import java.util.Objects;

/**
 * Name, type and meaning of one column of a {@link Table}.
 *
 * @param name        the field's name where there is such a field ({@code proc.name}), otherwise words joined by
 *                    underscores ({@code exit_code}); never blank
 * @param type        what its cells hold
 * @param description one line for people: what a value says, with its unit; may be empty
 */
public record Column(String name, ColumnType type, String description) {

    public Column {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(description, "description");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a column needs a name that is not blank");
        }
    }
}
