package io.scapula.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.captures.Captures;
import io.scapula.cli.CommandRun;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Sysdig opens captures without their secrets, and says of their events what it said before. */
class RedactedCapturesInSysdigTest {
    private static final String FORMAT = "%evt.num %evt.type %evt.time %thread.tid %proc.pid %fd.num %evt.res";

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> sysdigReadsThirdPartyCaptures() {
        return Captures.each(Captures::thirdParty, this::agrees);
    }

    private void agrees(Path capture) throws Exception {
        Sysdig.requireInstalled();
        Path redacted = folder.resolve("redacted.scap");
        CommandRun run =
                CommandRun.of(List.of("convert", capture.toString(), redacted.toString(), "--redact", "secrets"));

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(Sysdig.read(redacted, FORMAT)).isEqualTo(Sysdig.read(capture, FORMAT));
    }
}
