package io.scapula.sql;

import io.scapula.relation.Relation;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Writes tables as Parquet: texts are UTF-8, integers and durations 64-bit numbers, times UTC with nanoseconds, evidence
 * lists of 64-bit numbers, absent cells null. Compressed with zstd.
 */
public final class ParquetFiles {
    private ParquetFiles() {}

    /**
     * Writes a file, in the order of the rows; one that is there already is replaced.
     *
     * @throws IOException if the relation cannot be read or the file cannot be written
     */
    public static void write(Relation relation, Path file) throws IOException {
        try (Connection connection = SqlDatabase.connect();
                Statement statement = connection.createStatement()) {
            String source = RelationFunction.register(connection, "scapula_rows", relation, true);
            statement.execute("COPY (SELECT * FROM " + source + ") TO "
                    + Names.literal(file.toAbsolutePath().toString())
                    + " (FORMAT parquet, COMPRESSION zstd)");
        } catch (SQLException e) {
            throw new IOException(file + " could not be written: " + e.getMessage(), e);
        }
    }
}
