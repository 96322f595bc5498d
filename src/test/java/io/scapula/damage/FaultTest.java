package io.scapula.damage;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.Capture;
import io.scapula.analysis.AnalysisRequest;
import io.scapula.analysis.Analyzers;
import io.scapula.analysis.Outcome;
import io.scapula.captures.Captures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

/**
 * Captures with one fault each, at random places from a fixed seed. Nothing but what was recorded is delivered, nearly all
 * of it is, and neither the reader nor what builds on it throws anything but the reader's own exceptions.
 *
 * <p>The system property {@code scapula.faults} tells how many faults of each kind are tried, {@code scapula.seed} the seed.
 */
class FaultTest {
    private static final int FAULTS = Integer.getInteger("scapula.faults", 60);
    private static final long SEED = Long.getLong("scapula.seed", 20_231_115);
    private static final int MOST_EVENT_BYTES = 1 << 20;
    /** Of small captures, the events around the fault are more than one in a hundred. */
    private static final double MOST_EVENTS_LOST_BESIDE = 2;

    /** Larger stored captures take too long to read so often. */
    private static final int MOST_STORED_BYTES = 1 << 20;
    /** Reading them whole takes as long as reading so many of the others. */
    private static final int ROUNDS_PER_STORED_CAPTURE = 6;

    private static final int ANALYZED = 20;
    /** By which it is told how a capture is compressed. */
    private static final int MAGIC_BYTES = 4;

    @TempDir
    private Path folder;

    static List<SoundCapture> captures() {
        List<Path> files = new ArrayList<>(Captures.bundled());
        try {
            files.addAll(Captures.thirdParty());
        } catch (TestAbortedException e) {
            // It has said so; the bundled ones are there.
        }
        return files.stream()
                .map(file -> SoundCapture.read(file, MOST_EVENT_BYTES))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void nothingIsInventedAndLittleIsLost(Fault.Kind kind) throws IOException {
        Random random = new Random(SEED + kind.ordinal());
        List<SoundCapture> captures = captures();
        FaultTally tally = new FaultTally(kind.toString());
        for (int round = 0; round < FAULTS; round++) {
            SoundCapture sound = captures.get(round % captures.size());
            Fault fault = Fault.of(kind, sound.bytes(), random);
            String what = sound.name() + ", round " + round + ": " + fault;

            long start = System.nanoTime();
            ReadEvents read = ReadEvents.of(fault.damaged());
            tally.took(System.nanoTime() - start);

            assertPlain(sound, fault, read, what, tally);
            if (round % ANALYZED == 0) {
                assertAnalyzersBear(fault.damaged(), what);
            }
        }
        tally.print();
    }

    private static void assertPlain(SoundCapture sound, Fault fault, ReadEvents read, String what, FaultTally tally) {
        BitSet found = new BitSet();
        for (int index = 0; index < read.count(); index++) {
            long offset = read.offset(index);
            int original = sound.events().at(fault.inSound(offset));
            if (original >= 0 && sound.events().hash(original) == read.hash(index)) {
                found.set(original);
                continue;
            }
            long end = original >= 0
                    ? offset + sound.end(original) - sound.events().offset(original)
                    : offset + Blocks.length(fault.damaged(), offset);
            assertThat(fault.touches(offset, end))
                    .as("%s: the event at byte %d was never recorded", what, offset)
                    .isTrue();
        }
        int kept = 0;
        int delivered = 0;
        for (int event = 0; event < sound.events().count(); event++) {
            if (fault.keeps(sound.events().offset(event), sound.end(event))) {
                kept++;
                delivered += found.get(event) ? 1 : 0;
            }
        }
        tally.recovered(delivered, kept, what);
        boolean cutInHeader = fault.kind() == Fault.Kind.CUT && !read.isOpened();
        if (fault.kind().isSmall() && !cutInHeader) {
            assertThat(kept - delivered)
                    .as("%s: events lost of %d that are whole", what, kept)
                    .isLessThanOrEqualTo((int) Math.max(MOST_EVENTS_LOST_BESIDE, kept / 100.0));
        }
        if (delivered < kept) {
            assertThat(read.isDamaged()).as("%s: the loss is told", what).isTrue();
            assertThat(read.isOpened() && read.losses().losses().isEmpty())
                    .as("%s: the ledger holds it", what)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void compressedPartsThatAreWholeAreRead(Parts.Form form) throws IOException {
        Random random = new Random(SEED + 100 + form.ordinal());
        List<SoundCapture> captures = captures();
        FaultTally tally = new FaultTally(form.toString());
        Path file = folder.resolve("compressed.scap");
        for (int round = 0; round < FAULTS; round++) {
            SoundCapture sound = captures.get(round % captures.size());
            Parts parts = Parts.of(form, sound.bytes(), random);
            Fault.Kind kind = round % 4 == 3 ? Fault.Kind.CUT : Fault.Kind.BIT_FLIP;
            Fault fault = Fault.of(kind, parts.stored(), random);
            String what = sound.name() + ", " + form + ", round " + round + ": " + fault;

            long start = System.nanoTime();
            ReadEvents read = ReadEvents.of(Files.write(file, fault.damaged()));
            tally.took(System.nanoTime() - start);

            assertParts(sound, parts, fault, read, what, tally);
            if (round % ANALYZED == 0) {
                assertAnalyzersBear(fault.damaged(), what);
            }
        }
        tally.print();
    }

    /** Events before the fault, and those of whole parts after it, are there; others than recorded only between them. */
    private static void assertParts(
            SoundCapture sound, Parts parts, Fault fault, ReadEvents read, String what, FaultTally tally) {
        long before = fault.kind() == Fault.Kind.CUT
                ? parts.uncompressedBefore(fault.from())
                : parts.deliveredBefore(fault.from());
        int prefix = 0;
        while (prefix < read.count()
                && prefix < sound.events().count()
                && sound.events().hash(prefix) == read.hash(prefix)) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < read.count() - prefix
                && suffix < sound.events().count() - prefix
                && sound.events().hash(sound.events().count() - 1 - suffix) == read.hash(read.count() - 1 - suffix)) {
            suffix++;
        }
        int wrong = 0;
        for (int index = prefix; index < read.count() - suffix; index++) {
            wrong += sound.holds(read.hash(index)) ? 0 : 1;
        }
        int kept = 0;
        int delivered = 0;
        for (int event = 0; event < sound.events().count(); event++) {
            long offset = sound.events().offset(event);
            if (sound.end(event) <= before) {
                kept++;
                delivered += event < prefix ? 1 : 0;
            } else if (fault.kind() == Fault.Kind.BIT_FLIP
                    && parts.isInWholePart(offset, sound.end(event), fault.from())) {
                kept++;
                delivered += event >= sound.events().count() - suffix || event < prefix ? 1 : 0;
            }
        }
        tally.recovered(delivered, kept, what);
        tally.wrong(wrong);
        boolean isRecognized = fault.kind() == Fault.Kind.BIT_FLIP && fault.from() >= MAGIC_BYTES;
        if (read.isOpened() || isRecognized) {
            assertThat(kept - delivered)
                    .as("%s: events lost of %d in whole parts", what, kept)
                    .isLessThanOrEqualTo((int) Math.max(parts.mostLostBeside(), kept / 100.0));
        }
        if (wrong > 0) {
            assertThat(parts.mayDeliverWhatWasNotRecorded())
                    .as("%s: %d events that were never recorded", what, wrong)
                    .isTrue();
            assertThat(read.losses().losses())
                    .as("%s: the ledger covers the part", what)
                    .isNotEmpty();
        }
    }

    /** The captures as they are stored, most of them gzip streams of one member. */
    @ParameterizedTest
    @EnumSource
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void storedCapturesGiveWhatWasRecorded(Fault.Kind kind) throws IOException {
        Random random = new Random(SEED + 200 + kind.ordinal());
        List<StoredCapture> captures = StoredCapture.all(MOST_STORED_BYTES);
        FaultTally tally = new FaultTally("stored, " + kind);
        Path file = folder.resolve("stored.scap");
        for (int round = 0; round < FAULTS / ROUNDS_PER_STORED_CAPTURE; round++) {
            StoredCapture sound = captures.get(round % captures.size());
            Fault fault = Fault.of(kind, sound.bytes(), random);
            String what = sound.name() + ", round " + round + ": " + fault;

            long start = System.nanoTime();
            ReadEvents read = ReadEvents.of(Files.write(file, fault.damaged()));
            tally.took(System.nanoTime() - start);

            int kept = sound.eventsBefore(fault.from());
            int prefix = sound.equalAtStart(read);
            int delivered = Math.min(prefix, kept);
            int wrong = sound.unknownIn(read);
            tally.recovered(delivered, kept, what);
            tally.wrong(wrong);
            if (read.isOpened()) {
                assertThat(kept - delivered)
                        .as("%s: events lost of %d before the damage", what, kept)
                        .isLessThanOrEqualTo((int) Math.max(MOST_EVENTS_LOST_BESIDE, kept / 100.0));
            }
            if (kind == Fault.Kind.CUT) {
                assertThat(wrong)
                        .as("%s: events that were never recorded", what)
                        .isZero();
            }
            if (wrong > 0) {
                assertThat(read.losses().losses())
                        .as("%s: the ledger covers it", what)
                        .isNotEmpty();
            }
        }
        tally.print();
    }

    private void assertAnalyzersBear(byte[] damaged, String what) throws IOException {
        Path file = Files.write(folder.resolve("faulted.scap"), damaged);
        Capture opened;
        try {
            opened = Capture.open(file);
        } catch (IOException e) {
            return; // nothing can be read of it, as the reader has said
        }
        try (Capture capture = opened) {
            List<AnalysisRequest> requests =
                    Analyzers.load().all().stream().map(AnalysisRequest::new).toList();
            for (Outcome outcome : capture.analyze(requests)) {
                if (outcome instanceof Outcome.Failed failed) {
                    throw new AssertionError(what, failed.cause());
                }
            }
        }
    }
}
