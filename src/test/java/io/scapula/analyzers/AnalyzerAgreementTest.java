package io.scapula.analyzers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.luben.zstd.ZstdOutputStream;
import io.scapula.Capture;
import io.scapula.CaptureOptions;
import io.scapula.IndexPlace;
import io.scapula.analysis.AnalysisRequest;
import io.scapula.analysis.Analyzer;
import io.scapula.analysis.Analyzers;
import io.scapula.analysis.Option;
import io.scapula.analysis.Outcome;
import io.scapula.captures.Captures;
import io.scapula.table.render.JsonLinesRenderer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every analyzer says the same whichever way it is shown a capture. */
class AnalyzerAgreementTest {
    private static final CaptureOptions NO_SAVED_INDEX = CaptureOptions.DEFAULT.with(IndexPlace.NONE);

    @TempDir
    private Path directory;

    /** Every analyzer as it is, and with each of its switches. */
    private static List<AnalysisRequest> requests() {
        List<AnalysisRequest> requests = new ArrayList<>();
        for (Analyzer analyzer : Analyzers.load().all()) {
            requests.add(new AnalysisRequest(analyzer));
            for (Option<?> option : analyzer.options()) {
                if (option.isSwitch()) {
                    requests.add(new AnalysisRequest(analyzer, Map.of(option.name(), "true")));
                }
            }
        }
        return requests;
    }

    private static List<String> answers(Capture capture) throws IOException {
        return texts(capture.analyze(requests()));
    }

    private static List<String> texts(List<Outcome> outcomes) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Answered answered) {
                StringWriter text = new StringWriter();
                new JsonLinesRenderer().render(answered.table(), text);
                texts.add(
                        answered.table().name() + "\n" + text + answered.table().notes() + answered.gaps());
            } else {
                texts.add(outcome.toString());
            }
        }
        return texts;
    }

    @TestFactory
    Stream<DynamicTest> anIndexAnswersLikeTheCapture() {
        return Captures.each(Captures::bundled, this::compareWithIndex);
    }

    @TestFactory
    Stream<DynamicTest> anIndexOfACaptureOfOthersAnswersLikeTheCapture() {
        return Captures.each(Captures::thirdParty, this::compareWithIndex);
    }

    private void compareWithIndex(Path file) throws IOException {
        List<String> replayed;
        try (Capture capture = Capture.open(file, NO_SAVED_INDEX)) {
            replayed = answers(capture);
        }
        Path copy = Files.copy(file, directory.resolve("copy-" + file.getFileName()));
        try (Capture capture = Capture.open(copy)) {
            capture.saveIndex();
            assertThat(answers(capture)).as("index made now").containsExactlyElementsOf(replayed);
        }
        try (Capture capture = Capture.open(copy)) {
            assertThat(capture.useSavedIndex()).isTrue();
            assertThat(answers(capture)).as("saved index").containsExactlyElementsOf(replayed);
            assertThat(capture.isIndexFromFile()).isTrue();
        }
    }

    @TestFactory
    Stream<DynamicTest> compressionMakesNoDifference() {
        return Captures.each(Captures::bundled, file -> {
            List<String> expected;
            try (Capture capture = Capture.open(file, NO_SAVED_INDEX)) {
                expected = answers(capture);
            }
            Path plain = directory.resolve("plain.scap");
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                Files.copy(in, plain);
            }
            Path zstd = directory.resolve("capture.scap.zst");
            try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(zstd))) {
                Files.copy(plain, out);
            }
            for (Path other : List.of(plain, zstd)) {
                try (Capture capture = Capture.open(other, NO_SAVED_INDEX)) {
                    assertThat(answers(capture)).as(other.toString()).containsExactlyElementsOf(expected);
                }
                Files.delete(other);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> askedTogetherTheyAnswerAsAlone() {
        return Captures.each(Captures::bundled, file -> {
            List<String> alone = new ArrayList<>();
            for (AnalysisRequest request : requests()) {
                try (Capture capture = Capture.open(file, NO_SAVED_INDEX)) {
                    alone.addAll(texts(capture.analyze(List.of(request))));
                }
            }
            try (Capture capture = Capture.open(file, NO_SAVED_INDEX)) {
                assertThat(answers(capture)).containsExactlyElementsOf(alone);
            }
        });
    }

    @Test
    void everyAnalysisClosesTheFileThatItRead() throws IOException {
        Path links = Path.of("/proc/self/fd");
        assumeThat(links).as("only Linux tells which files are open").isDirectory();
        Path file = Files.copy(Captures.find("net.scap.gz"), directory.resolve("watched.scap.gz"));
        try (Capture capture = Capture.open(file, NO_SAVED_INDEX)) {
            for (int times = 0; times < 3; times++) {
                answers(capture);
            }
            assertThat(openCount(links, file)).isLessThanOrEqualTo(1);
        }
        assertThat(openCount(links, file)).isZero();
    }

    private static long openCount(Path links, Path file) throws IOException {
        long count = 0;
        try (Stream<Path> all = Files.list(links)) {
            for (Path link : all.toList()) {
                try {
                    count += Files.readSymbolicLink(link).equals(file.toRealPath()) ? 1 : 0;
                } catch (NoSuchFileException e) {
                    // It was the listing's own.
                }
            }
        }
        return count;
    }
}
