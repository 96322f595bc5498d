package io.scapula.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.captures.Captures;
import io.scapula.format.WriteOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A slice tells of its events what the whole capture tells of them. */
class SliceLinesTest {
    /** Everything but the number of the event, which counts what is there. */
    private static final String EVENT = "*%evt.rawtime %evt.cpu %evt.dir %evt.type %evt.latency %evt.res";

    private static final String PROCESS =
            " %thread.tid %proc.pid %proc.ppid %proc.sid %proc.vpid %thread.vtid %proc.pvpid %proc.vpgid %proc.tty"
                    + " %proc.nthreads %proc.fdlimit %thread.vmsize %thread.pfminor|%proc.name|%proc.exe|%proc.exepath|"
                    + "%proc.cmdline|%proc.cwd|%proc.env|%user.name %user.uid %user.homedir %user.loginuid"
                    + " %user.loginname %group.name|";
    private static final String DESCRIPTOR = "%fd.num %fd.type %fd.name %fd.l4proto %fd.cip %fd.sport|";
    private static final String CONTAINER =
            "%container.id %container.name %container.image %k8s.pod.name %k8s.ns.name %k8s.pod.labels|";
    private static final String PARENT = "%proc.pname|%proc.pcmdline|%proc.pexepath|%proc.sname|";
    private static final String GRANDPARENTS = "%proc.aname[2]|%proc.aname[3]|";
    private static final String ARGUMENTS = "%evt.args";
    private static final String FORMAT = EVENT + PROCESS + DESCRIPTOR + CONTAINER + PARENT + ARGUMENTS;
    private static final String FORMAT_WITH_GRANDPARENTS = FORMAT + "|" + GRANDPARENTS;
    /** What a slice of a container tells; names of processes outside are not in it. */
    private static final String FORMAT_WITHIN = EVENT + PROCESS + DESCRIPTOR + CONTAINER;

    /**
     * The name behind a thread's number: a list tells it before the thread is born, and the library has one for process 1
     * once an orphan anywhere went to it.
     */
    private static final Pattern NAME_OF_NUMBER =
            Pattern.compile("\\b(next|res|tid|pid|ptid|vtid|vpid|vpgid|reaper_tid|spid|dpid)=(\\d+)\\([^)]*\\)");

    /** A list tells an IPv6 socket that serves all addresses as the IPv4 socket that it is shown to be. */
    private static final String ANY_ADDRESS_V6 = ":::";

    private static final String ANY_ADDRESS_V4 = "0.0.0.0:";

    private static final List<String> FILTERS = List.of(
            "evt.type in (open, openat, read, write, connect, accept, sendto, recvfrom, execve) and evt.dir=<",
            "proc.name in (sshd, nginx, kubelet, curl, haproxy, runc) or proc.pname in (bash, sh)");

    /** More of them, for captures that are small. */
    private static final List<String> MORE_FILTERS = List.of(
            "evt.type=read and evt.dir=<",
            "evt.type in (execve, procexit)",
            "fd.type=ipv4 or fd.type=ipv6",
            "evt.failed=true");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> tellsOfEveryEventWhatBundledCapturesTell() {
        return Captures.each(Captures::bundled, capture -> {
            isTheSame(
                    capture,
                    SliceSelection.EVERYTHING.from(SliceTime.parse("3")).to(SliceTime.parse("6.5")),
                    FORMAT_WITH_GRANDPARENTS);
            // Who is above a process that changes its parent in the slice is not always known there.
            for (String filter : FILTERS) {
                isTheSame(capture, SliceSelection.EVERYTHING.filter(filter), FORMAT);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> tellsOfEveryEventWhatCapturesOfOthersTell() {
        return Captures.each(Captures::thirdParty, capture -> {
            isTheSame(capture, SliceSelection.EVERYTHING, FORMAT_WITH_GRANDPARENTS);
            for (String filter : FILTERS) {
                isTheSame(capture, SliceSelection.EVERYTHING.filter(filter), FORMAT_WITH_GRANDPARENTS);
            }
            for (String filter : MORE_FILTERS) {
                isTheSame(capture, SliceSelection.EVERYTHING.filter(filter), FORMAT_WITH_GRANDPARENTS);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"zoo-a.scap.gz, front", "docker-haproxy-502.scap, example2_lb_1"})
    void withinAContainerNothingIsMissing(String capture, String container) throws IOException {
        SlicedCapture sliced = SlicedCapture.of(
                Captures.find(capture),
                SliceSelection.EVERYTHING.container(container),
                folder.resolve("slice.scap"),
                WriteOptions.DEFAULT);

        assertThat(sliced.lines(FORMAT_WITHIN)).isNotEmpty().isEqualTo(sliced.keptLines(FORMAT_WITHIN));
    }

    /** Names of processes outside the kept containers are asked for: they are left out otherwise. */
    private void isTheSame(Path capture, SliceSelection wanted, String format) throws IOException {
        SlicedCapture sliced = SlicedCapture.of(
                capture, wanted.withAncestorNames(), folder.resolve("slice.scap"), WriteOptions.DEFAULT);
        if (sliced.slice().result().kept() > 0) {
            assertThat(comparable(sliced.lines(format)))
                    .as(wanted.filterText())
                    .isEqualTo(comparable(sliced.keptLines(format)));
        }
    }

    private static List<String> comparable(List<String> lines) {
        return lines.stream()
                .map(line -> NAME_OF_NUMBER.matcher(line).replaceAll("$1=$2"))
                .map(line -> line.replace(ANY_ADDRESS_V6, ANY_ADDRESS_V4))
                .toList();
    }
}
