package io.scapula.cli;

import io.scapula.Capture;
import io.scapula.sql.SqlDatabase;
import io.scapula.sql.SqlResult;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers SQL over captures. */
@Command(
        name = "sql",
        customSynopsis = {"scapula sql [OPTIONS] CAPTURE... [STATEMENT]"},
        description = {
            "Answers SQL (DuckDB's) over captures. Tables: events, threads, fds, containers,",
            "users, groups, interfaces, captures; the view event_details joins them. Without",
            "a statement, lists their columns."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "  scapula sql crash.scap.gz \"SELECT proc_name, count(*) FROM events GROUP BY ALL\"",
            "",
            "events has the fields that are asked for most under their names with underscores",
            "(evt_type, proc_name, fd_name…). Of several captures, the column capture counts",
            "from 1."
        })
final class SqlCommand implements Callable<Integer>, Repeatable {
    /** event_details has the columns of the others. */
    private static final String COLUMNS =
            "SELECT table_name AS \"table\", column_name AS \"column\", data_type AS type,"
                    + " comment AS description FROM duckdb_columns()"
                    + " WHERE NOT internal AND table_name <> 'event_details' ORDER BY table_oid, column_index";

    @Parameters(
            arity = "1..*",
            paramLabel = "CAPTURE",
            description = "a .scap file, plain or compressed; - for standard input")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--strict",
            description = "stop at the first damage and use what comes before it; otherwise, what can be read behind"
                    + " damage is used as well")
    private boolean strict;

    @Mixin
    private IndexOptions index = new IndexOptions();

    @Mixin
    private TableOptions output = new TableOptions();

    @Override
    public Integer call() throws IOException {
        String last = words.get(words.size() - 1);
        boolean statement = words.size() > 1 && !isCapture(last);
        List<String> names = statement ? words.subList(0, words.size() - 1) : words;
        if (index.isGiven() && !index.isNone() && names.size() > 1) {
            throw output.wrong("--index names the folder of one capture; there are " + names.size());
        }
        for (String name : names) {
            output.checkAgainst(name);
        }
        List<CaptureArgument> arguments = names.stream()
                .map(name -> new CaptureArgument(name, strict, output.custody()))
                .toList();
        List<Capture> captures = new ArrayList<>();
        try {
            for (CaptureArgument argument : arguments) {
                Capture capture = argument.open(index.captureOptions());
                captures.add(capture);
                argument.index(capture);
            }
            answer(captures, statement ? last : COLUMNS);
            int status = ExitStatusCode.DONE;
            for (int place = 0; place < captures.size(); place++) {
                status = Math.max(status, arguments.get(place).exitStatus(captures.get(place)));
            }
            return status;
        } finally {
            for (Capture capture : captures) {
                capture.close();
            }
        }
    }

    /** A statement is no file's name. */
    private boolean isCapture(String word) {
        return word.equals(CaptureArgument.STANDARD_INPUT)
                || (!word.contains("\n")
                        && word.length() < 1024
                        && output.custody().places().isInput(word));
    }

    private void answer(List<Capture> captures, String statement) throws IOException {
        try (SqlDatabase sql = SqlDatabase.of(captures);
                SqlResult rows = sql.stream(statement)) {
            output.print(rows);
        } catch (SQLException e) {
            throw output.wrong(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            if (e.getCause() instanceof SQLException) {
                throw output.wrong(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }
}
