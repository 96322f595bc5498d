package io.scapula.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.Capture;
import io.scapula.CaptureOptions;
import io.scapula.Grouping;
import io.scapula.IndexMemory;
import io.scapula.Query;
import io.scapula.captures.Captures;
import io.scapula.filter.FilterException;
import io.scapula.relation.RelationTables;
import io.scapula.table.Table;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.TimeStampNanoTZVector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program does with queries, on a recording that comes with the sources. */
class QueryTest {
    private static final String RECORDING = "file-churn-exit-only.scap.gz";
    private static final String OPENS = "evt.type = openat and evt.failed = false";

    private static Capture open() throws IOException {
        return Capture.open(Captures.find(RECORDING));
    }

    @Test
    void showsEveryFieldOfTheEventsAsAReplayDoes() throws IOException {
        String[] fields = {"evt.num", "evt.time", "proc.name", "proc.pname", "fd.name", "evt.args", "proc.fdopencount"};
        try (Capture capture = open()) {
            List<String> replayed = new ArrayList<>();
            capture.events(OPENS).forEach(event -> replayed.add(line(event, fields)));
            List<String> indexed = new ArrayList<>();
            capture.query(OPENS).forEach(event -> indexed.add(line(event, fields)));

            assertThat(indexed).isNotEmpty().isEqualTo(replayed);
        }
    }

    private static String line(io.scapula.CapturedEvent event, String[] fields) {
        StringBuilder line = new StringBuilder();
        for (String field : fields) {
            line.append(event.field(field)).append('|');
        }
        return line.toString();
    }

    @Test
    void rememberingFieldsAreReplayed() throws IOException {
        try (Capture capture = open()) {
            Query query = capture.query("evt.deltatime > 1000000");

            assertThat(query.count())
                    .isPositive()
                    .isEqualTo(capture.events("evt.deltatime > 1000000").count());
            assertThat(query.explain()).singleElement().asString().contains("replay");
        }
    }

    @Test
    void tableHasTheFieldsAsTypedColumns() throws IOException {
        try (Capture capture = open()) {
            Table table = capture.query(OPENS).table("evt.num", "proc.name", "evt.rawres");

            assertThat(table.rowCount()).isEqualTo((int) capture.query(OPENS).count());
            assertThat(table.integer(0, "evt.num")).isPositive();
            assertThat(table.integer(0, "evt.rawres")).isNotNegative();
            assertThat(table.text(0, "proc.name")).isNotEmpty();
        }
    }

    @Test
    void groupsAreWhatAddingUpEventsGives() throws IOException {
        TreeMap<String, long[]> expected = new TreeMap<>();
        try (Capture capture = open()) {
            capture.events("evt.type = write").forEach(event -> {
                long[] group = expected.computeIfAbsent(String.valueOf(event.field("proc.name")), name -> new long[2]);
                group[0]++;
                group[1] += Long.parseLong(String.valueOf(event.field("evt.rawres")));
            });
            Table table = capture.query("evt.type = write").groupBy("proc.name").sum("evt.rawres");

            assertThat(table.rowCount()).isEqualTo(expected.size()).isGreaterThan(1);
            for (int row = 0; row < table.rowCount(); row++) {
                long[] group = expected.get(table.text(row, "proc.name"));
                assertThat(table.integer(row, "count")).isEqualTo(group[0]);
                assertThat(table.integer(row, "sum(evt.rawres)")).isEqualTo(group[1]);
                if (row > 0) {
                    assertThat(table.integer(row, "sum(evt.rawres)"))
                            .isLessThanOrEqualTo(table.integer(row - 1, "sum(evt.rawres)"));
                }
            }
            assertThat(capture.query("evt.type = write")
                            .groupBy("proc.name")
                            .top(1)
                            .count()
                            .rowCount())
                    .isEqualTo(1);
        }
    }

    @Test
    void aHistogramCountsEachSpanOfTime() throws IOException {
        long span = Duration.ofMillis(100).toNanos();
        TreeMap<Long, Long> expected = new TreeMap<>();
        try (Capture capture = open()) {
            capture.events("evt.type = openat").forEach(event -> {
                long nanos = event.context().event().timestampNanos();
                expected.merge(Math.floorDiv(nanos, span) * span, 1L, Long::sum);
            });
            for (long time = expected.firstKey(); time < expected.lastKey(); time += span) {
                expected.putIfAbsent(time, 0L);
            }
            Table table = capture.query("evt.type = openat").histogram(Duration.ofMillis(100));

            assertThat(table.rowCount()).isEqualTo(expected.size()).isGreaterThan(3);
            int row = 0;
            for (Map.Entry<Long, Long> entry : expected.entrySet()) {
                assertThat(table.timeNanos(row, "time")).isEqualTo(entry.getKey());
                assertThat(table.integer(row, "count")).isEqualTo(entry.getValue());
                row++;
            }
        }
    }

    @Test
    void topOfAHistogramIsTopOfEachSpan() throws IOException {
        try (Capture capture = open()) {
            Table table = capture.query()
                    .groupBy("proc.name")
                    .per(Duration.ofMillis(500))
                    .top(1)
                    .count();

            assertThat(table.rowCount()).isGreaterThan(1);
            for (int row = 1; row < table.rowCount(); row++) {
                assertThat(table.timeNanos(row, "time")).isGreaterThan(table.timeNanos(row - 1, "time"));
            }
            assertThatThrownBy(() -> capture.query().histogram(Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRelationHasTheRowsOfATable() throws IOException {
        try (Capture capture = open()) {
            Query query = capture.query("evt.type = openat and fd.num >= 0");
            String[] fields = {"evt.num", "evt.rawtime", "proc.name", "fd.name", "evt.failed", "proc.fdopencount"};
            Table expected = query.table(fields);
            int[] row = {0};
            RelationTables.forEachBatch(query.relation(fields), batch -> {
                for (int at = 0; at < batch.rowCount(); at++) {
                    for (int column = 0; column < fields.length; column++) {
                        assertThat(batch.value(at, column)).isEqualTo(expected.value(row[0], column));
                    }
                    row[0]++;
                }
            });
            assertThat(row[0])
                    .isEqualTo(expected.rowCount())
                    .isEqualTo((int) query.count())
                    .isPositive();
        }
    }

    @Test
    void vectorsAreTheColumnsOfTheIndexWhereTheyAre() throws IOException {
        try (BufferAllocator allocator = new RootAllocator()) {
            Capture capture = open();
            try (ArrowReader vectors = capture.eventVectors(allocator)) {
                Table expected = capture.query().table("evt.rawtime", "evt.cpu");
                int row = 0;
                assertThat(vectors.loadNextBatch()).isTrue();
                TimeStampNanoTZVector times =
                        (TimeStampNanoTZVector) vectors.getVectorSchemaRoot().getVector("time");
                UInt2Vector cpus = (UInt2Vector) vectors.getVectorSchemaRoot().getVector("cpu");
                for (; row < 1000; row++) {
                    assertThat(times.get(row)).isEqualTo(expected.timeNanos(row, 0));
                    assertThat((long) cpus.get(row)).isEqualTo(expected.integer(row, 1));
                }
                // The memory stays until nobody needs it any more.
                capture.close();
                assertThat(times.get(0)).isEqualTo(expected.timeNanos(0, 0));
                assertThatThrownBy(() -> capture.eventVectors(allocator)).isInstanceOf(IllegalStateException.class);
            }
            assertThat(allocator.getAllocatedMemory()).isZero();
        }
    }

    @Test
    void explainsHowItIsEvaluated() throws IOException {
        try (Capture capture = open()) {
            assertThat(capture.query("evt.type = openat and (proc.name = sh or evt.arg.flags contains O_CREAT)")
                            .explain())
                    .anySatisfy(line ->
                            assertThat(line).contains("evt.type = openat").contains("kinds of events"))
                    .anySatisfy(
                            line -> assertThat(line).contains("proc.name = sh").contains("versions of threads"))
                    .anySatisfy(
                            line -> assertThat(line).contains("evt.arg.flags").contains("for each event"));
        }
    }

    @Test
    void mistakesAreToldBeforeAnythingIsRead() throws IOException {
        try (Capture capture = open()) {
            assertThatThrownBy(() -> capture.query("proc.nmae = sh")).isInstanceOf(FilterException.class);
            assertThatThrownBy(() -> capture.query().groupBy("proc.nmae")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> capture.query().groupBy("proc.name").sum("proc.name"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no number");
        }
    }

    @Test
    void threadsGetTheSameAnswers() throws Exception {
        try (Capture capture = open()) {
            String[] filters = {OPENS, "proc.name contains s", "fd.name contains tmp", "evt.buffer contains a"};
            List<Long> expected = new ArrayList<>();
            for (String filter : filters) {
                expected.add(capture.events(filter).count());
            }
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Future<List<Long>>> answers = new ArrayList<>();
                for (int thread = 0; thread < 8; thread++) {
                    answers.add(threads.submit(answering(capture, filters)));
                }
                for (Future<List<Long>> answer : answers) {
                    assertThat(answer.get()).isEqualTo(expected);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static Callable<List<Long>> answering(Capture capture, String[] filters) {
        return () -> {
            List<Long> counts = new ArrayList<>();
            for (String filter : filters) {
                counts.add(capture.query(filter).count());
            }
            return counts;
        };
    }

    @Test
    void closingEndsAQuestionThatIsBeingAnswered() throws Exception {
        Capture capture = open();
        Query query = capture.query();
        ExecutorService closer = Executors.newSingleThreadExecutor();
        try {
            List<Future<?>> closing = new ArrayList<>();
            assertThatThrownBy(() -> query.forEach(event -> {
                        if (closing.isEmpty()) {
                            closing.add(closer.submit(() -> {
                                capture.close();
                                return null;
                            }));
                            askUntilItFails(query);
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
            closing.get(0).get();
            assertThatThrownBy(query::count).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> capture.query(OPENS)).isInstanceOf(IllegalStateException.class);
        } finally {
            closer.shutdownNow();
        }
    }

    @Test
    void whoWorksWithAnEventCannotCloseTheCapture() throws IOException {
        try (Capture capture = open()) {
            assertThatThrownBy(() -> capture.query().forEach(event -> closeFromWithin(capture)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot be closed");
            assertThat(capture.query().count()).isPositive();
        }
    }

    private static void closeFromWithin(Closeable capture) {
        try {
            capture.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void groupsMayBeAskedForFromSeveralThreads() throws Exception {
        try (Capture capture = open()) {
            Grouping grouping = capture.query().groupBy("proc.cmdline", "fd.name", "evt.args");
            int expected = grouping.count().rowCount();
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<Integer>> answers = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    answers.add(threads.submit(() -> grouping.count().rowCount()));
                }
                for (Future<Integer> answer : answers) {
                    assertThat(answer.get()).isEqualTo(expected);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static void askUntilItFails(Query query) {
        assertThatThrownBy(() -> {
                    while (true) {
                        query.count();
                    }
                })
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void withoutMemoryTheIndexIsATemporaryFile(@TempDir Path directory) throws IOException {
        CaptureOptions options = CaptureOptions.DEFAULT.with(new IndexMemory(0, directory));
        long expected;
        try (Capture capture = open()) {
            expected = capture.query(OPENS).count();
        }
        try (Capture capture = Capture.open(Captures.find(RECORDING), options)) {
            assertThat(capture.query(OPENS).count()).isEqualTo(expected);
        }
        try (var left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void plainFilesAndStreamsGiveTheSameAnswers(@TempDir Path directory) throws IOException {
        byte[] plain;
        try (GZIPInputStream stream = new GZIPInputStream(Files.newInputStream(Captures.find(RECORDING)))) {
            plain = stream.readAllBytes();
        }
        Path file = Files.write(directory.resolve("plain.scap"), plain);
        String filter = "evt.buffer contains a and proc.name exists";
        try (Capture compressed = open();
                Capture uncompressed = Capture.open(file);
                Capture stream =
                        Capture.open(new ByteArrayInputStream(plain), "standard input", CaptureOptions.DEFAULT)) {
            long expected = compressed.query(filter).count();

            assertThat(expected).isPositive();
            assertThat(uncompressed.query(filter).count()).isEqualTo(expected);
            assertThat(stream.query(filter).count()).isEqualTo(expected);
        }
    }

    @Test
    void damagedCapturesAreIndexedUpToTheDamage(@TempDir Path directory) throws IOException {
        byte[] whole = Files.readAllBytes(Captures.find(RECORDING));
        Path cut = Files.write(directory.resolve("cut.scap.gz"), java.util.Arrays.copyOf(whole, whole.length / 2));
        try (Capture capture = Capture.open(cut)) {
            long events = capture.events().count();

            assertThat(capture.query().count()).isEqualTo(events).isPositive();
        }
    }

    @Test
    void cancelledIndexingKeepsNothing() throws IOException {
        try (Capture capture = open()) {
            assertThatThrownBy(() -> capture.index((read, total) -> {
                        throw new CancellationException("enough");
                    }))
                    .isInstanceOf(CancellationException.class);
            assertThat(capture.query().count()).isPositive();
        }
    }
}
