package io.scapula.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.Capture;
import io.scapula.CaptureOptions;
import io.scapula.IndexPlace;
import io.scapula.Query;
import io.scapula.captures.Captures;
import io.scapula.event.EventReplay;
import io.scapula.field.Fields;
import io.scapula.filter.Filter;
import io.scapula.format.CaptureReader;
import io.scapula.text.DisplayOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every filter selects the same events from the index as it does event by event in a replay: for every field, whether it is
 * there, and comparisons with values that it has, alone and combined.
 */
class IndexAgreementTest {
    /** So few events are often all alike. */
    private static final int FEW_EVENTS = 1000;

    private static final long SEED = 20261124;

    /** Of so many filters one is also asked of a saved index. */
    private static final int SAVED_SAMPLE = 5;

    @TestFactory
    Stream<DynamicTest> ofOtherPeoplesCaptures() {
        return Captures.each(Captures::thirdParty, capture -> assertAgreement(capture, 300));
    }

    @TestFactory
    Stream<DynamicTest> ofRecordings() {
        return Stream.of("file-churn-exit-only.scap.gz", "net.scap.gz")
                .map(name -> DynamicTest.dynamicTest(name, () -> assertAgreement(Captures.find(name), 60)));
    }

    private static void assertAgreement(Path capture, int combinations) throws IOException {
        List<String> filters = FiltersOfCapture.make(capture, combinations, SEED);
        List<BitSet> expected = replayed(capture, filters);
        int someButNotAll = 0;
        long events;
        try (Capture indexed = Capture.open(capture)) {
            long all = indexed.query().count();
            events = all;
            for (int index = 0; index < filters.size(); index++) {
                Query query = indexed.query(filters.get(index));
                BitSet found = new BitSet();
                query.forEach(event -> found.set((int) event.number()));
                assertThat(found)
                        .as("%s: %s (seed %d)", capture.getFileName(), filters.get(index), SEED)
                        .isEqualTo(expected.get(index));
                assertThat(query.count()).isEqualTo(found.cardinality());
                someButNotAll += !found.isEmpty() && found.cardinality() < all ? 1 : 0;
            }
        }
        assertSavedAgrees(capture, filters, expected);
        System.out.printf(
                Locale.ROOT,
                "%s: %d filters agree, %d of them select some events but not all%n",
                capture.getFileName(),
                filters.size(),
                someButNotAll);
        if (events > FEW_EVENTS) {
            assertThat(someButNotAll).isGreaterThan(filters.size() / 4);
        }
    }

    /** The same of an index that was saved and opened again; a sample, since both use the same plan. */
    private static void assertSavedAgrees(Path capture, List<String> filters, List<BitSet> expected)
            throws IOException {
        Path directory = Files.createTempDirectory("scapula-saved");
        CaptureOptions options = CaptureOptions.DEFAULT.with(IndexPlace.at(directory.resolve("index")));
        Path folder;
        try (Capture made = Capture.open(capture, options)) {
            folder = made.saveIndex();
        }
        try (Capture opened = Capture.open(capture, options)) {
            for (int index = 0; index < filters.size(); index += SAVED_SAMPLE) {
                BitSet found = new BitSet();
                opened.query(filters.get(index)).forEach(event -> found.set((int) event.number()));
                assertThat(found)
                        .as("%s, saved: %s (seed %d)", capture.getFileName(), filters.get(index), SEED)
                        .isEqualTo(expected.get(index));
            }
            assertThat(opened.isIndexFromFile()).isTrue();
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
        Files.delete(directory);
    }

    /** Numbers of the events that each filter selects. */
    private static List<BitSet> replayed(Path capture, List<String> filters) throws IOException {
        Fields fields = new Fields(DisplayOptions.DEFAULT);
        List<Filter> compiled =
                filters.stream().map(text -> Filter.compile(text, fields)).toList();
        List<BitSet> selected = new ArrayList<>();
        filters.forEach(filter -> selected.add(new BitSet()));
        try (EventReplay replay = EventReplay.open(CaptureReader.open(capture), EventReplay.Options.DEFAULT)) {
            while (replay.advance()) {
                int number = (int) replay.event().event().number();
                for (int index = 0; index < compiled.size(); index++) {
                    if (compiled.get(index).matches(replay.event())) {
                        selected.get(index).set(number);
                    }
                }
            }
        }
        return selected;
    }
}
