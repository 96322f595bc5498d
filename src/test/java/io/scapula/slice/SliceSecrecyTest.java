package io.scapula.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.captures.Captures;
import io.scapula.format.WriteOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A slice of a container or pod holds no text of anybody else's processes, descriptors and users: searched byte by byte. */
class SliceSecrecyTest {
    private static final int SHORTEST = 4;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "crashloop.scap.gz, , shop/payments-6c4f9d5b7-k8s2m",
        "crashloop.scap.gz, , web-7d9c5b8f6-x2x9q",
        "crashloop-exit-only.scap.gz, 16c3970ebdd4, ",
        "zoo-a.scap.gz, front, ",
        "zoo-a.scap.gz, queue-runner, ",
        "zoo-a.scap.gz, , shop-a/catalog-6b5f6d9c7c-m4kzp",
        "zoo-a-exit-only.scap.gz, 62de8f3f7339, ",
        "attack.scap.gz, shop-web, ",
        "docker-haproxy-502.scap, example2_lb_1, ",
        "run_as_user_0_container.scap, 697956520d89, "
    })
    void holdsNoTextOfOthers(String capture, String container, String pod) throws IOException {
        SliceSelection wanted =
                container == null ? SliceSelection.EVERYTHING.pod(pod) : SliceSelection.EVERYTHING.container(container);
        SlicedCapture sliced =
                SlicedCapture.of(Captures.find(capture), wanted, folder.resolve("slice.scap"), WriteOptions.DEFAULT);
        Set<String> kept = sliced.keptLines("%container.id").stream()
                .filter(id -> !id.equals("host")) // who sent a signal from outside
                .collect(Collectors.toSet());

        TextsByContainer texts = TextsByContainer.of(sliced, kept);
        String bytes = Files.readString(sliced.file(), StandardCharsets.ISO_8859_1);
        List<String> leaked = texts.others().stream()
                .filter(text -> text.trim().length() >= SHORTEST)
                .filter(text -> bytes.contains(text) && !texts.own().contains(text))
                .toList();

        assertThat(texts.others()).hasSizeGreaterThan(20);
        assertThat(leaked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"zoo-a.scap.gz, front, containerd-shim", "attack.scap.gz, shop-web, conmon"})
    void holdsNamesOfAncestorsOnRequestAlone(String capture, String container, String ancestor) throws IOException {
        SliceSelection wanted = SliceSelection.EVERYTHING.container(container);
        SlicedCapture bare =
                SlicedCapture.of(Captures.find(capture), wanted, folder.resolve("bare.scap"), WriteOptions.DEFAULT);
        SlicedCapture named = SlicedCapture.of(
                Captures.find(capture), wanted.withAncestorNames(), folder.resolve("named.scap"), WriteOptions.DEFAULT);

        assertThat(bare.lines("*%proc.aname")).noneMatch(line -> line.contains(ancestor));
        assertThat(named.lines("*%proc.aname")).anyMatch(line -> line.contains(ancestor));
        assertThat(bare.lines("*%proc.apid")).isEqualTo(named.lines("*%proc.apid"));
        assertThat(bare.slice().result().bareThreads()).isPositive();
        assertThat(named.slice().result().bareThreads()).isZero();
    }
}
