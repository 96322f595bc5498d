package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.EventBytes;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scapula sql}, and tables in forms that programs read. */
class SqlCommandTest {
    @TempDir
    private Path directory;

    private static byte[] bytes() {
        return Workload.start()
                .running(Task.process(10).command("/bin/cat").cwd("/srv/"))
                .call(10, "SYSCALL_OPENAT_2", 3, -100, "a.txt", 1, 0, 0, 0)
                .event(EventBytes.of("SYSCALL_READ_E").thread(10).values(3, 100))
                .event(EventBytes.of("SYSCALL_READ_X").thread(10).values(4, new byte[] {'h', 'i'}))
                .toByteArray();
    }

    private Path capture() throws IOException {
        return Files.write(directory.resolve("cat.scap"), bytes());
    }

    @Test
    void answersAStatement() throws IOException {
        Cli run = Cli.run(
                "sql",
                capture(),
                "SELECT evt_type, count(*) AS n FROM events GROUP BY ALL ORDER BY 1",
                "--format",
                "csv");

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.outLines()).containsExactly("evt_type,n", "openat,1", "read,2");
    }

    @Test
    void everyFormHasTheSameRows() throws IOException {
        Path capture = capture();
        String statement = "SELECT evt_num, evt_time, fd_name FROM events ORDER BY 1";

        assertThat(Cli.run("sql", capture, statement).outLines()).hasSize(4);
        assertThat(Cli.run("sql", capture, statement, "--format", "jsonl").outLines())
                .hasSize(3)
                .first()
                .asString()
                .isEqualTo(
                        "{\"evt_num\":1,\"evt_time\":\"2023-11-14T22:13:20.000000000Z\",\"fd_name\":\"/srv/a.txt\"}");
        assertThat(Cli.run("sql", capture, statement, "--format", "jsonl", "--columns", "fd_name,evt_num")
                        .outLines())
                .first()
                .isEqualTo("{\"fd_name\":\"/srv/a.txt\",\"evt_num\":1}");
    }

    @Test
    void severalCapturesAndStandardInput() throws IOException {
        Cli run = Cli.runWithInput(
                bytes(),
                "sql",
                capture(),
                "-",
                "SELECT capture, count(*) AS n FROM events GROUP BY ALL ORDER BY 1",
                "--format",
                "csv");

        assertThat(run.outLines()).containsExactly("capture,n", "1,3", "2,3");
    }

    @Test
    void withoutAStatementItListsTheColumns() throws IOException {
        Cli run = Cli.run("sql", capture(), "--format", "csv");

        assertThat(run.outLines())
                .contains(
                        "events,evt_time,TIMESTAMP_NS,evt.rawtime: when the event was recorded",
                        "threads,row,BIGINT,\"number of the version, as events.thread_row has it\"")
                .anyMatch(line -> line.startsWith("events,proc_name,VARCHAR,\"proc.name: "));
    }

    @Test
    void aWrongStatementIsAWrongRequest() throws IOException {
        Cli run = Cli.run("sql", capture(), "SELECT proc_nam FROM events");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("proc_nam").contains("proc_name");
    }

    @Test
    void aMissingFileIsNoStatement() {
        Cli run = Cli.run("sql", directory.resolve("missing.scap"), "SELECT 1");

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err()).contains("no such file");
    }

    @Test
    void analyzersAreTables() throws IOException {
        Cli run = Cli.run(
                "sql",
                capture(),
                "--format",
                "csv",
                "SELECT proc_name, evt_num, ended FROM commands JOIN captures USING (capture)");

        assertThat(run.err()).isEmpty();
        assertThat(run.outLines()).first().isEqualTo("proc_name,evt_num,ended");
    }

    @Test
    void tablesAndEventsBecomeParquet() throws IOException, SQLException {
        Path capture = capture();
        Path commands = directory.resolve("fields.parquet");
        Path events = directory.resolve("events.parquet");

        assertThat(Cli.run("fields", "--format", "parquet", "-o", commands).status())
                .isZero();
        assertThat(Cli.run("events", capture, "--format", "parquet", "-o", events, "evt.type=read")
                        .status())
                .isZero();

        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            assertThat(number(statement, "SELECT count(*) FROM '" + commands + "' WHERE name = 'proc.name'"))
                    .isEqualTo(1);
            assertThat(number(statement, "SELECT sum(\"evt.num\") FROM '" + events + "'"))
                    .isEqualTo(5);
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    @Test
    void arrowIsAFileWithANameAndAStreamWithout() throws IOException {
        Path file = directory.resolve("events.arrow");
        Path capture = capture();

        assertThat(Cli.run("events", capture, "--format", "arrow", "-o", file).status())
                .isZero();
        assertThat(new String(Files.readAllBytes(file), 0, 6, StandardCharsets.ISO_8859_1))
                .isEqualTo("ARROW1");
        assertThat(Cli.run("events", capture, "--format", "arrow").out())
                .doesNotStartWith("ARROW1")
                .isNotEmpty();
    }

    @Test
    void eventsAsATableHaveTheColumnsOfChoice() throws IOException {
        Path capture = capture();

        assertThat(Cli.run("events", capture, "--format", "csv", "--columns", "evt.num,proc.name,evt.arg.size")
                        .outLines())
                .containsExactly("evt.num,proc.name,evt.arg.size", "1,cat,", "2,cat,100", "3,cat,");
        assertThat(Cli.run("events", capture, "--format", "csv", "-n", "2").outLines())
                .hasSize(3);
        assertThat(Cli.run("events", capture, "--format", "csv", "--columns", "evt.nun")
                        .err())
                .contains("did you mean evt.num");
        assertThat(Cli.run("events", capture, "--format", "csv", "-p", "%evt.num")
                        .status())
                .isEqualTo(2);
        assertThat(Cli.run("events", capture, "--columns", "evt.num").status()).isEqualTo(2);
    }
}
