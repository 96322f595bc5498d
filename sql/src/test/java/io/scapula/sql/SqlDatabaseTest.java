package io.scapula.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.Capture;
import io.scapula.table.Column;
import io.scapula.table.ColumnType;
import io.scapula.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlDatabaseTest {
    private static final Path CAPTURES = Path.of("..", "src", "test", "resources", "captures");

    private List<Capture> captures = new ArrayList<>();
    private SqlDatabase sql;

    @BeforeEach
    void open() throws IOException {
        captures = new ArrayList<>();
        captures.add(Capture.open(CAPTURES.resolve("attack.scap.gz")));
        sql = SqlDatabase.of(captures);
    }

    @AfterEach
    void close() throws IOException {
        sql.close();
        for (Capture capture : captures) {
            capture.close();
        }
    }

    private long number(String statement) throws SQLException {
        Table table = sql.query(statement);
        assertThat(table.rowCount()).isEqualTo(1);
        return table.integer(0, 0);
    }

    @Test
    void countsWhatAQueryCounts() throws SQLException, IOException {
        Capture capture = captures.get(0);

        assertThat(number("SELECT count(*) FROM events"))
                .isEqualTo(capture.query().count())
                .isPositive();
        assertThat(number("SELECT count(*) FROM events WHERE evt_type = 'openat' AND fd_name LIKE '/etc/%'"))
                .isEqualTo(capture.query("evt.type = openat and fd.name startswith /etc/")
                        .count())
                .isPositive();
        assertThat(number("SELECT count(*) FROM events WHERE container_name IS NOT NULL"))
                .isEqualTo(capture.query("container.name exists").count())
                .isPositive();
        assertThat(number("SELECT count(*) FROM events WHERE evt_failed"))
                .isEqualTo(capture.query("evt.failed = true").count())
                .isPositive();
    }

    @Test
    void groupsAsAQueryGroups() throws SQLException, IOException {
        Table expected =
                captures.get(0).query("proc.name exists").groupBy("proc.name").count();
        Table found = sql.query("SELECT proc_name, count(*) AS n FROM events WHERE proc_name IS NOT NULL"
                + " GROUP BY ALL ORDER BY n DESC, proc_name");

        assertThat(found.rowCount()).isEqualTo(expected.rowCount()).isGreaterThan(5);
        for (int row = 0; row < found.rowCount(); row++) {
            assertThat(found.integer(row, "n")).isEqualTo(expected.integer(row, "count"));
        }
    }

    @Test
    void everyColumnOfEveryTableCanBeRead() throws SQLException {
        for (String table : List.of(
                "events",
                "threads",
                "fds",
                "containers",
                "users",
                "groups",
                "interfaces",
                "captures",
                "event_details")) {
            Table rows = sql.query("SELECT * FROM " + table + " LIMIT 3000");
            assertThat(rows.rowCount()).as(table).isPositive();
            assertThat(rows.columns()).as(table).extracting(Column::name).contains("capture");
        }
    }

    @Test
    void timesAndNumbersAreThoseOfTheEvents() throws SQLException, IOException {
        Table expected = captures.get(0).query("evt.num < 400").table("evt.num", "evt.rawtime", "evt.rawres", "fd.num");
        Table found =
                sql.query("SELECT evt_num, evt_time, evt_rawres, fd_num FROM events WHERE evt_num < 400 ORDER BY 1");

        assertThat(found.columns().get(1).type()).isEqualTo(ColumnType.TIME);
        assertThat(found.rowCount()).isEqualTo(expected.rowCount()).isPositive();
        for (int row = 0; row < found.rowCount(); row++) {
            for (int column = 0; column < 4; column++) {
                assertThat(found.value(row, column)).as("row %d", row).isEqualTo(expected.value(row, column));
            }
        }
    }

    @Test
    void joinsTablesByTheirRows() throws SQLException {
        assertThat(
                        number(
                                "SELECT count(*) FROM events e JOIN threads t ON t.row = e.thread_row"
                                        + " WHERE e.proc_name IS DISTINCT FROM t.proc_name OR e.user_name IS DISTINCT FROM t.user_name"
                                        + " OR e.proc_cmdline IS DISTINCT FROM t.proc_cmdline OR e.container_id IS DISTINCT FROM t.container_id"))
                .isZero();
        assertThat(
                        number(
                                "SELECT count(*) FROM events e JOIN fds f ON f.row = e.fd_row"
                                        + " WHERE e.fd_name IS NOT NULL AND e.fd_name IS DISTINCT FROM f.fd_name AND e.evt_type <> 'connect'"))
                .isZero();
        assertThat(number(
                        "SELECT count(*) FROM threads t JOIN (SELECT thread_row, count(*) n, min(evt_num) f, max(evt_num) l"
                                + " FROM events GROUP BY 1) e ON e.thread_row = t.row"
                                + " WHERE e.n <> t.event_count OR e.f <> t.first_event OR e.l <> t.last_event"))
                .isZero();
        assertThat(number("SELECT count(*) FROM event_details")).isEqualTo(number("SELECT count(*) FROM events"));
    }

    @Test
    void severalCapturesAreOneDatabase() throws IOException, SQLException {
        try (Capture other = Capture.open(CAPTURES.resolve("crashloop.scap.gz"));
                SqlDatabase both = SqlDatabase.of(List.of(captures.get(0), other))) {
            Table found = both.query("SELECT capture, count(*) AS n FROM events GROUP BY ALL ORDER BY 1");

            assertThat(found.rowCount()).isEqualTo(2);
            assertThat(found.integer(0, "n")).isEqualTo(captures.get(0).query().count());
            assertThat(found.integer(1, "n")).isEqualTo(other.query().count());
            assertThat(both.query("SELECT file FROM captures ORDER BY capture").text(1, "file"))
                    .endsWith("crashloop.scap.gz");
        }
    }

    @Test
    void theSameTableMayBeUsedTwiceInAStatement() throws SQLException {
        assertThat(number("SELECT count(*) FROM events a JOIN events b USING (evt_num, capture)"))
                .isEqualTo(number("SELECT count(*) FROM events"));
    }

    @Test
    void resultTypesThatNoColumnHasBecomeTexts() throws SQLException {
        Table found =
                sql.query("SELECT [1, 2] AS list, {'a': 1} AS struct, INTERVAL 1 DAY AS span, DATE '2026-01-02' AS day,"
                        + " sum(evt_num) AS big, avg(evt_num) AS mean, 1 AS x, 2 AS x FROM events");

        assertThat(found.columns()).extracting(Column::name).endsWith("x", "x_2");
        assertThat(found.text(0, "day")).isEqualTo("2026-01-02");
        assertThat(found.columns().get(4).type()).isEqualTo(ColumnType.INTEGER);
        assertThat(found.columns().get(5).type()).isEqualTo(ColumnType.DECIMAL);
    }

    @Test
    void whatDoesNotFitIsTold() {
        assertThatThrownBy(() -> sql.query("SELECT 170141183460469231731687303715884105727 AS huge"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("column huge")
                .hasMessageContaining("cast it");
    }

    @Test
    void errorsNameThePlace() {
        assertThatThrownBy(() -> sql.query("SELECT proc_nam FROM events"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("proc_nam");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSTALL httpfs",
                "INSTALL httpfs FROM community",
                "INSTALL httpfs FROM 'https://example.org'",
                "LOAD httpfs",
                "SELECT * FROM 'https://example.org/a.parquet'",
                "SELECT * FROM read_csv('/etc/passwd')",
                "COPY (SELECT 1) TO '/tmp/scapula-sql-test.csv'",
                "ATTACH '/tmp/scapula-sql-test.db' AS other"
            })
    void statementsReachNothingButTheCaptures(String statement) {
        assertThatThrownBy(() -> sql.query(statement))
                .isInstanceOf(SQLException.class)
                .message()
                .satisfiesAnyOf(
                        message -> assertThat(message).contains("disabled by configuration"),
                        message -> assertThat(message).contains("disabled through configuration"));
    }

    @Test
    void thatCannotBeChanged() {
        assertThatThrownBy(() -> sql.query("SET enable_external_access = true")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> sql.query("SET autoload_known_extensions = true"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("locked");
    }

    @Test
    void aClosedCaptureEndsAStatementWithAnError() throws IOException {
        captures.get(0).close();

        assertThatThrownBy(() -> sql.query("SELECT max(evt_num) FROM events"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void twoThreadsMayAskAtOnce() {
        Stream<Long> answers = Stream.of(1, 2, 3, 4).parallel().map(index -> {
            try {
                return number("SELECT count(*) FROM events WHERE proc_name = 'sh'");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(answers.distinct().count()).isEqualTo(1);
    }
}
