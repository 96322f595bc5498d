package io.scapula.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import io.scapula.format.ReadOptions;
import io.scapula.testing.FieldAnswers;
import io.scapula.testing.Replay;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of processes and containers behind the start of a later file. */
class JoinedStatesTest {
    private static final String WEB =
            "{\"container\":{\"id\":\"aaaaaaaaaaaa\",\"type\":0,\"name\":\"web\",\"image\":\"w\"}}";
    private static final String NEW_WEB =
            "{\"container\":{\"id\":\"aaaaaaaaaaaa\",\"type\":0,\"name\":\"web\",\"image\":\"other\"}}";
    private static final String CGROUP = "/docker/" + "a".repeat(64);

    @TempDir
    private Path folder;

    private static Task init() {
        return Task.process(1).command("/sbin/init");
    }

    private static Task shell() {
        return Task.process(100).parent(1).command("/bin/bash");
    }

    /** A file whose first event comes a second after the story of another one began. */
    private static Workload later() {
        return Workload.start().pause(1000);
    }

    private static List<String> hiddenEvents(byte[] capture) throws IOException {
        List<String> hidden = new ArrayList<>();
        ByteArrayInputStream stream = new ByteArrayInputStream(capture);
        try (CaptureReader reader = CaptureReader.open(stream, "merged", ReadOptions.DEFAULT)) {
            EventCursor event = reader.events();
            while (event.advance()) {
                if (event.isStateOnly()) {
                    hidden.add(event.tid() + " " + event.type().name());
                }
            }
        }
        return hidden;
    }

    @Test
    void whatTheFirstFileToldIsKnownInTheSecond() {
        Workload first = Workload.start().running(init()).fork(1, 100).exec(100, "/bin/bash", "-l");
        Workload second =
                later().running(init(), shell().command("/bin/bash", "-l")).close(100, 3);

        MergeRun merged = MergeRun.of(folder, first.toByteArray(), second.toByteArray());

        assertThat(merged.seam().kind()).isEqualTo(Seam.Kind.JOINED);
        assertThat(Replay.of(merged.capture()).thread(100).cloneNanos()).isNotZero();
        assertThat(FieldAnswers.atEndOf(merged.capture()).texts("proc.cmdline", "proc.pname"))
                .containsExactly("bash -l", "init");
    }

    @Test
    void listsThatOnlyRepeatTheFirstOnesTellNothing() {
        Workload first =
                Workload.start().running(init(), shell()).exec(100, "/bin/vi").fork(1, 200);
        Workload second = later().running(init(), shell())
                .close(100, 3)
                .known(Task.process(200))
                .close(200, 3);

        MergeRun merged = MergeRun.of(folder, first.toByteArray(), second.toByteArray());

        assertThat(merged.seam().kind()).isEqualTo(Seam.Kind.JOINED);
        assertThat(merged.seam().endedUnseen()).isZero();
        assertThat(Replay.of(merged.capture()).thread(100).comm()).isEqualTo("vi");
        assertThat(Replay.of(merged.capture()).thread(200).comm()).isEqualTo("init");
    }

    @Test
    void aProgramThatWasStartedUnseenBeginsASection() {
        Workload first = Workload.start().running(init(), shell()).close(100, 3);
        Workload second = later().running(init(), shell().command("/bin/vi")).close(100, 3);

        MergeRun merged = MergeRun.of(folder, first.toByteArray(), second.toByteArray());

        assertThat(merged.seam().kind()).isEqualTo(Seam.Kind.CONTRADICTED);
        assertThat(FieldAnswers.ofEach(merged.capture(), "proc.name")).containsExactly("bash", "vi");
    }

    @Test
    void aProgramThatWasStartedUnseenDoesNotMatterIfNothingTellsOfIt() {
        Workload first = Workload.start().running(init(), shell()).close(100, 3);
        Workload second = later().running(init(), shell().command("/bin/vi")).close(1, 3);

        MergeRun merged = MergeRun.of(folder, first.toByteArray(), second.toByteArray());

        assertThat(merged.seam().kind()).isEqualTo(Seam.Kind.JOINED);
    }

    @Test
    void aProcessThatEndedUnseenIsGone() throws IOException {
        Workload first = Workload.start().running(init(), shell()).close(100, 3);
        Workload second = later().running(init()).close(1, 3);

        MergeRun merged = MergeRun.of(folder, first.toByteArray(), second.toByteArray());

        assertThat(merged.seam().kind()).isEqualTo(Seam.Kind.JOINED);
        assertThat(merged.seam().endedUnseen()).isEqualTo(1);
        assertThat(Replay.of(merged.capture()).knows(100)).isFalse();
        assertThat(hiddenEvents(merged.capture())).containsExactly("100 procexit");
    }

    @Test
    void aProcessThatGoesOnHasNotEndedThoughNoListHasIt() throws IOException {
        Workload first = Workload.start().running(init(), shell()).close(100, 3);
        Workload second = later().running(init()).known(shell()).close(100, 3);

        MergeRun merged = MergeRun.of(folder, first.toByteArray(), second.toByteArray());

        assertThat(merged.seam().endedUnseen()).isZero();
        assertThat(hiddenEvents(merged.capture())).isEmpty();
        assertThat(FieldAnswers.ofEach(merged.capture(), "proc.name")).containsExactly("bash", "bash");
    }

    @Test
    void aThreadThatOnlyLaterListsTellOfStandsInTheFirstOnes() {
        Workload first =
                Workload.start().running(init()).close(1, 3).known(shell()).close(100, 3);
        Workload second = later().running(init(), shell()).close(100, 3);

        MergeRun merged = MergeRun.of(folder, first.toByteArray(), second.toByteArray());

        assertThat(merged.seam().kind()).isEqualTo(Seam.Kind.JOINED);
        assertThat(merged.seam().toldLater()).isEqualTo(1);
        assertThat(FieldAnswers.ofEach(merged.capture(), "proc.name")).containsExactly("init", "bash", "bash");
    }

    @Test
    void aThreadOfAProcessThatStartedInBetweenCannotStandInTheFirstLists() {
        Workload first = Workload.start().running(init()).fork(1, 50).exec(50, "/bin/make");
        Task child = Task.process(100).parent(50).command("/bin/cc");
        Workload second = later().running(init(), Task.process(50).parent(1).command("/bin/make"), child)
                .close(100, 3);

        MergeRun merged = MergeRun.of(folder, first.toByteArray(), second.toByteArray());

        assertThat(merged.seam().kind()).isEqualTo(Seam.Kind.CONTRADICTED);
        assertThat(FieldAnswers.atEndOf(merged.capture()).texts("proc.name", "proc.pname"))
                .containsExactly("cc", "make");
    }

    @Test
    void descriptionsThatARecorderRepeatsAreLeftOut() {
        Workload first = Workload.start().running(init()).container(WEB).close(1, 3);
        Workload second = later().running(init()).container(WEB).close(1, 3);

        MergeRun merged = MergeRun.of(folder, first.toByteArray(), second.toByteArray());

        assertThat(merged.result().retoldNotices()).isEqualTo(1);
        assertThat(FieldAnswers.ofEach(merged.capture(), "evt.type")).containsExactly("close", "close");
    }

    @Test
    void aDescriptionThatTellsSomethingElseIsKept() {
        Workload first = Workload.start().running(init()).container(WEB).close(1, 3);
        Workload second = later().running(init()).container(NEW_WEB).close(1, 3);

        MergeRun merged = MergeRun.of(folder, first.toByteArray(), second.toByteArray());

        assertThat(Replay.of(merged.capture()).containers())
                .extracting("image")
                .last()
                .isEqualTo("other");
    }

    @Test
    void aNewSectionKnowsTheContainersThatItsProcessesAreIn() throws IOException {
        Task inside = shell().cgroups("cpu=" + CGROUP);
        Workload first = Workload.start().running(init(), inside).container(WEB).close(100, 3);
        Workload second = later().running(init(), shell().command("/bin/vi").cgroups("cpu=" + CGROUP))
                .close(100, 3);

        MergeRun merged = MergeRun.of(folder, first.toByteArray(), second.toByteArray());

        assertThat(merged.seam().kind()).isEqualTo(Seam.Kind.CONTRADICTED);
        assertThat(FieldAnswers.atEndOf(merged.capture()).texts("proc.name", "container.name"))
                .containsExactly("vi", "web");
        assertThat(hiddenEvents(merged.capture())).containsExactly("-1 container");
    }
}
