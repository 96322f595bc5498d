package io.scapula.sql;

import io.scapula.Capture;
import io.scapula.relation.Relation;
import io.scapula.relation.RelationTables;
import io.scapula.table.Column;
import io.scapula.table.Table;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/**
 * The tables of one or several captures in an embedded DuckDB: {@code events}, {@code threads}, {@code fds},
 * {@code containers}, {@code users}, {@code groups}, {@code interfaces} and {@code captures}, and the view
 * {@code event_details}, which joins them. The columns {@code capture} count the captures from 1.
 *
 * <p>Rows are read from the captures' indexes whenever a statement is run; nothing is copied in advance. The database is in
 * memory and gone when it is closed. Statements see the captures and nothing else: no file, no extension, no network.
 *
 * <p>The same statement gives the same rows in the same order every time, unless it asks what time it is; that takes one
 * thread.
 *
 * <p>The captures must stay open as long as the database, and are not closed by it. May be used by several threads, but
 * statements run one after the other.
 */
public final class SqlDatabase implements Closeable {
    private static final String CAPTURE = "capture";

    private final Connection connection;

    private SqlDatabase(Connection connection) {
        this.connection = connection;
    }

    /**
     * Offers the tables of captures, which are {@linkplain Capture#index indexed} if they have not been.
     *
     * @throws IOException if a capture cannot be read
     */
    public static SqlDatabase of(List<Capture> captures) throws IOException {
        Map<String, List<Relation>> byName = new LinkedHashMap<>();
        for (Capture capture : captures) {
            for (Relation relation : capture.relations()) {
                byName.computeIfAbsent(relation.name(), name -> new ArrayList<>())
                        .add(relation);
            }
        }
        try {
            Connection connection = connect();
            try {
                create(connection, byName);
                return new SqlDatabase(connection);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IOException("the SQL database could not be made: " + e.getMessage(), e);
        }
    }

    /** An empty database in memory that loads no extension by itself. */
    static Connection connect() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        // Several threads give rows without an ORDER BY, and sums of decimals, in another order each time.
        settings.setProperty("threads", "1");
        // Made when a statement needs more than memory, and deleted by DuckDB.
        Path spilled = Path.of(System.getProperty("java.io.tmpdir"), "scapula-sql-" + UUID.randomUUID());
        settings.setProperty("temp_directory", spilled.toString());
        return DriverManager.getConnection("jdbc:duckdb:", settings);
    }

    private static void create(Connection connection, Map<String, List<Relation>> byName) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, List<Relation>> entry : byName.entrySet()) {
                List<String> parts = new ArrayList<>();
                for (Relation relation : entry.getValue()) {
                    int number = parts.size() + 1;
                    String source = RelationFunction.register(
                            connection, "scapula_" + entry.getKey() + "_" + number, relation, false);
                    parts.add("SELECT *, " + number + " AS " + CAPTURE + " FROM " + source);
                }
                statement.execute(
                        "CREATE VIEW " + Names.quoted(entry.getKey()) + " AS " + String.join(" UNION ALL ", parts));
            }
            statement.execute(joined(byName));
            describe(statement, byName);
            statement.execute("SET TimeZone = 'UTC'");
            // So that samples are the same every time.
            statement.execute("SELECT setseed(0)");
            // Statements reach neither files nor the network, nor what would: extensions, installed by whomever.
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
        }
    }

    private static void describe(Statement statement, Map<String, List<Relation>> byName) throws SQLException {
        for (Map.Entry<String, List<Relation>> entry : byName.entrySet()) {
            for (Column column : entry.getValue().get(0).columns()) {
                statement.execute("COMMENT ON COLUMN " + Names.quoted(entry.getKey()) + "."
                        + Names.quoted(column.name()) + " IS " + Names.literal(column.description()));
            }
        }
    }

    /** Every column of threads, descriptors and containers beside its events. */
    private static String joined(Map<String, List<Relation>> byName) {
        List<String> known = names(byName, "events");
        StringBuilder columns = new StringBuilder("e.*");
        for (String table : List.of("threads", "fds", "containers")) {
            for (String column : names(byName, table)) {
                boolean own = List.of("row", "first_event", "last_event", "event_count")
                        .contains(column);
                if (!own && !known.contains(column)) {
                    known.add(column);
                    columns.append(", ").append(table.charAt(0)).append('.').append(Names.quoted(column));
                }
            }
        }
        return "CREATE VIEW event_details AS SELECT " + columns + " FROM events e"
                + " LEFT JOIN threads t ON t.row = e.thread_row AND t.capture = e.capture"
                + " LEFT JOIN fds f ON f.row = e.fd_row AND f.capture = e.capture"
                + " LEFT JOIN (SELECT * FROM containers QUALIFY row_number()"
                + " OVER (PARTITION BY capture, container_id ORDER BY described DESC) = 1) c"
                + " ON c.container_id = e.container_id AND c.capture = e.capture";
    }

    private static List<String> names(Map<String, List<Relation>> byName, String table) {
        List<String> names = new ArrayList<>();
        byName.getOrDefault(table, List.of()).stream()
                .limit(1)
                .flatMap(relation -> relation.columns().stream())
                .forEach(column -> names.add(column.name()));
        return names;
    }

    /**
     * Runs a statement and keeps all rows that it gives.
     *
     * @throws SQLException if the statement is wrong, or reading fails; the message says what and where
     */
    public Table query(String sql) throws SQLException {
        try (SqlResult result = stream(sql)) {
            return RelationTables.table(result);
        } catch (IOException e) {
            throw sqlException(e);
        }
    }

    private static SQLException sqlException(IOException e) {
        return e.getCause() instanceof SQLException cause ? cause : new SQLException(e.getMessage(), e);
    }

    /**
     * Runs a statement whose rows are read once, one after the other, and never all in memory.
     *
     * @throws SQLException if the statement is wrong
     */
    public SqlResult stream(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            return SqlResult.of(statement);
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    /** The connection, for everything else that JDBC offers; closed with the database. */
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException("the SQL database could not be closed: " + e.getMessage(), e);
        }
    }
}
