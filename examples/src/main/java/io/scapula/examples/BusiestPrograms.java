package io.scapula.examples;

import io.scapula.Capture;
import io.scapula.sql.SqlDatabase;
import io.scapula.table.Table;
import io.scapula.table.render.TextRenderer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;

/** Asks SQL: which programs of which containers made the most calls, and how many of those failed. */
public final class BusiestPrograms {
    private BusiestPrograms() {}

    /** Takes the path of a capture. */
    public static void main(String[] arguments) throws IOException, SQLException {
        try (Capture capture = Capture.open(Path.of(arguments[0]));
                SqlDatabase sql = SqlDatabase.of(List.of(capture))) {
            Table busiest = sql.query("""
                    SELECT container_name, proc_name, count(*) AS calls, count(*) FILTER (evt_failed) AS failed
                    FROM events
                    WHERE evt_dir = '<' AND container_name IS NOT NULL
                    GROUP BY ALL
                    ORDER BY calls DESC, container_name, proc_name
                    LIMIT 10""");
            new TextRenderer(TextRenderer.UNLIMITED, ZoneOffset.UTC).render(busiest, System.out);
        }
    }
}
