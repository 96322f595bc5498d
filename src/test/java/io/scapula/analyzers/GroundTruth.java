package io.scapula.analyzers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scapula.captures.Captures;
import io.scapula.state.ExitStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was written down about a recording while it was made, by whoever started the programs. */
final class GroundTruth {
    private static final Pattern PROCESS = Pattern.compile("proc (?<pid>\\d+) rc (?<code>-?\\d+)");

    private GroundTruth() {}

    /**
     * One run of a container.
     *
     * @param exitCode   what the runtime reported, {@code null} if it ran until the end
     * @param signal     name of the signal that ended it, {@code null} if none did
     * @param startNanos when the runtime says that it started
     * @param endNanos   when the runtime says that it ended, {@code null} if it ran until the end
     */
    record Run(
            String pod,
            String podUid,
            String namespace,
            String container,
            String containerId,
            long attempt,
            @Nullable Long exitCode,
            @Nullable String signal,
            long startNanos,
            @Nullable Long endNanos,
            String cause) {
        @Override
        public String toString() {
            return pod + " " + container + " " + attempt;
        }
    }

    /**
     * One process.
     *
     * @param code what its parent's wait returned, negative for a signal
     */
    record ProcessEnd(long pid, int code) {}

    /** The containers of {@code zoo-a}. */
    static List<Run> runsOfTheZoo() throws IOException {
        List<Run> runs = new ArrayList<>();
        ObjectMapper mapper = new ObjectMapper();
        for (String line : Files.readAllLines(Captures.find("zoo-a.ground-truth.jsonl"))) {
            JsonNode row = mapper.readTree(line);
            runs.add(new Run(
                    row.get("pod").asText(),
                    row.get("pod_uid").asText(),
                    row.get("namespace").asText(),
                    row.get("container").asText(),
                    row.get("container_id").asText(),
                    row.get("attempt").asLong(),
                    number(row, "exit_code"),
                    row.get("signal").isNull()
                            ? null
                            : new ExitStatus(0, row.get("signal").asInt(), false).signalName(),
                    row.get("start_ns").asLong(),
                    number(row, "end_ns"),
                    row.get("cause").asText()));
        }
        return runs;
    }

    private static @Nullable Long number(JsonNode row, String key) {
        return row.get(key).isNull() ? null : row.get(key).asLong();
    }

    /** The processes of {@code short-lived}. */
    static List<ProcessEnd> shortLivedProcesses() throws IOException {
        return lines(
                "short-lived",
                PROCESS,
                found -> new ProcessEnd(Long.parseLong(found.group(1)), Integer.parseInt(found.group(2))));
    }

    /** What a pattern finds in the notes to a recording, line by line. */
    static <T> List<T> lines(String recording, Pattern pattern, Function<MatchResult, T> taken) throws IOException {
        List<T> found = new ArrayList<>();
        for (String line : Files.readAllLines(Captures.find(recording + ".ground-truth.txt"))) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                found.add(taken.apply(matcher.toMatchResult()));
            }
        }
        return found;
    }

    /** Nanoseconds of a time such as {@code 1795438755.445284}. */
    static long nanos(String seconds) {
        return new BigDecimal(seconds).movePointRight(9).longValueExact();
    }
}
