package io.scapula.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.captures.Captures;
import io.scapula.format.CaptureCopy;
import io.scapula.format.CaptureReader;
import io.scapula.format.CaptureWriter;
import io.scapula.format.WriteOptions;
import io.scapula.format.WriteProfile;
import io.scapula.slice.CaptureSlice;
import io.scapula.slice.SliceSelection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** sysdig tells of a slice what it tells of the whole capture with a filter. */
class SysdigSlicesTest {
    /**
     * Latency is not among it: sysdig counts it from any enter event, also of another call.
     */
    private static final String FORMAT =
            "*%evt.rawtime %evt.cpu %evt.dir %evt.type %evt.res %thread.tid %proc.pid %proc.name %proc.exe %proc.args"
                    + " %proc.cwd %proc.ppid %proc.sname %fd.num %fd.type %fd.name"
                    + " %fd.l4proto %fd.sport %user.name %user.uid %group.name %container.id %container.name"
                    + " %container.image %evt.args";

    private static final String FORMAT_WITH_PARENTS = FORMAT + "|%proc.pname|%proc.aname[2]|%proc.aname[3]";

    /** In it processes lack parents; sysdig takes a thread that is gone for one. */
    private static final String WITHOUT_PARENTS = "docker-haproxy-502.scap";

    private static final List<String> FILTERS = List.of(
            "evt.type=read and evt.dir=<",
            "evt.type in (open, openat, close)",
            "evt.type in (connect, accept, sendto, recvfrom, sendmsg, recvmsg)",
            "evt.type in (execve, clone, procexit)",
            "evt.failed=true",
            "fd.type=ipv4 or fd.type=ipv6",
            "proc.name in (curl, haproxy, ping, bash, cat)");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> tellsTheSame() {
        return Captures.each(Captures::thirdParty, capture -> {
            String format = capture.endsWith(WITHOUT_PARENTS) ? FORMAT : FORMAT_WITH_PARENTS;
            for (String filter : FILTERS) {
                tellsTheSame(capture, filter, format);
            }
        });
    }

    private void tellsTheSame(Path capture, String filter, String format) throws IOException, InterruptedException {
        Path file = folder.resolve("slice.scap");
        // sysdig names processes outside; so the slice must.
        CaptureSlice slice = CaptureSlice.of(
                capture, SliceSelection.EVERYTHING.filter(filter).withAncestorNames());
        if (slice.result().kept() == 0) {
            return;
        }
        try (CaptureReader reader = CaptureReader.open(capture);
                CaptureWriter writer =
                        CaptureWriter.create(file, WriteOptions.DEFAULT.withProfile(WriteProfile.SYSDIG_0_29_3))) {
            CaptureCopy.copy(reader, slice.before(writer), (read, total) -> {});
            writer.commit();
        }

        List<String> whole = lines(capture, filter, format);
        List<String> sliced = lines(file, "", format);

        assertThat(sliced).as(filter).isEqualTo(whole);
    }

    private static List<String> lines(Path file, String filter, String format)
            throws IOException, InterruptedException {
        Sysdig.requireInstalled();
        Sysdig.Run run = Sysdig.run(List.of("sysdig", "-r", file.toString(), "-p", format, filter));
        assertThat(run.status()).as(run.err()).isZero();
        return run.out().lines().toList();
    }
}
