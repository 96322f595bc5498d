/**
 * SQL over the tables of captures, by an embedded DuckDB that reads the columns where they are; and Parquet files.
 *
 * <pre>{@code
 * try (Capture capture = Capture.open(Path.of("crash.scap.gz"));
 *         SqlDatabase sql = SqlDatabase.of(List.of(capture))) {
 *     Table busy = sql.query("SELECT proc_name, count(*) AS n FROM events GROUP BY ALL ORDER BY n DESC LIMIT 10");
 * }
 * }</pre>
 */
@NullMarked
package io.scapula.sql;

import org.jspecify.annotations.NullMarked;
