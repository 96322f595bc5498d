package io.scapula.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.captures.Captures;
import io.scapula.cli.CommandRun;
import io.scapula.merge.Pieces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The installed sysdig 0.29.3 prints of other people's captures, cut into files and merged, what it prints of them as they were. */
class SysdigMergeTest {
    private static final String FORMAT = "*%evt.num %evt.rawtime %evt.dir %evt.type %evt.info %proc.name %proc.cmdline"
            + " %proc.pid %fd.num %fd.name %container.id %container.name";

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> readsWhatWasMerged() {
        return Captures.each(Captures::thirdParty, this::assertSame);
    }

    private void assertSame(Path capture) throws IOException, InterruptedException {
        Sysdig.Output expected = Sysdig.read(capture, FORMAT);
        Path merged = folder.resolve("merged.scap");
        List<String> command = new ArrayList<>(List.of("merge", "--profile", "sysdig-0.29.3", "-o", merged.toString()));
        for (Path piece : Pieces.cut(capture, folder, Pieces.ranges(Pieces.count(capture), 3), Pieces.Lists.FRESH)) {
            command.add(piece.toString());
        }

        assertThat(CommandRun.of(command).status()).isZero();

        assertThat(Sysdig.read(merged, FORMAT).lines()).isEqualTo(expected.lines());
    }
}
