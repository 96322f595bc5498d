package io.scapula.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.captures.Captures;
import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import io.scapula.format.EventNames;
import io.scapula.format.EventView;
import io.scapula.format.event.EventType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The events of the recordings beside what two reference programs print of them. They number events differently, so events
 * are found by time, thread and type, and by order where these are the same.
 */
class ExpectedEventsTest {
    private static final String SUFFIX = ".events.txt.gz";

    /** What both sides know an event by. */
    private record Key(String time, String tid, String type) {}

    /**
     * What they must agree on.
     *
     * @param direction empty for recordings of exit events only, whose references do not print it
     */
    private record Facts(String cpu, String direction) {}

    @TestFactory
    Stream<DynamicTest> agreesOnEveryEvent() {
        return Captures.each(Captures::expectedEvents, ExpectedEventsTest::assertAgrees);
    }

    private static void assertAgrees(Path file) throws IOException {
        String name = file.getFileName().toString().replace(SUFFIX, "");
        boolean withDirection = !name.endsWith("-exit-only");
        Set<String> types = new HashSet<>();
        Map<Key, Queue<Facts>> expected = expected(file, withDirection, types);
        int lines = expected.values().stream().mapToInt(Queue::size).sum();
        List<String> notExpected = new ArrayList<>();
        List<String> different = new ArrayList<>();

        try (CaptureReader reader = CaptureReader.open(Captures.find(name + ".scap.gz"))) {
            EventCursor event = reader.events();
            while (event.advance()) {
                if (!types.contains(EventNames.of(event))) {
                    continue;
                }
                Queue<Facts> waiting = expected.get(key(event));
                Facts facts = waiting == null ? null : waiting.poll();
                if (facts == null) {
                    notExpected.add(event.toEvent().toString());
                } else if (!facts.equals(facts(event, withDirection))) {
                    different.add(event.toEvent() + ", expected " + facts);
                }
            }
        }

        List<Key> notFound = expected.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        System.out.printf(
                Locale.ROOT,
                "%s: %d expected events of %d types, %.2f %% found; %d others of these types%n",
                name,
                lines,
                types.size(),
                100.0 * (lines - notFound.size()) / lines,
                notExpected.size());
        assertThat(notFound).as("expected, but not in the capture").isEmpty();
        assertThat(different).as("cpu or direction").isEmpty();
        assertThat(notExpected).as("in the capture, but not expected").isEmpty();
    }

    private static Map<Key, Queue<Facts>> expected(Path file, boolean withDirection, Set<String> types)
            throws IOException {
        Map<Key, Queue<Facts>> expected = new HashMap<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.ISO_8859_1))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] fields = line.split("\\|", 7);
                Key key = new Key(fields[1], fields[3], fields[4]);
                types.add(key.type);
                expected.computeIfAbsent(key, unused -> new ArrayDeque<>())
                        .add(new Facts(fields[2], withDirection ? fields[5] : ""));
            }
        }
        return expected;
    }

    private static Key key(EventView event) {
        return new Key(Long.toString(event.timestampNanos()), Long.toString(event.tid()), EventNames.of(event));
    }

    private static Facts facts(EventView event, boolean withDirection) {
        EventType type = Objects.requireNonNull(event.type());
        return new Facts(
                Integer.toString(event.cpu()),
                withDirection ? String.valueOf(type.direction().symbol()) : "");
    }
}
