package io.scapula.slice;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.captures.Captures;
import io.scapula.format.WriteOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
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
                    + "%proc.cmdline|%user.name %user.uid %user.homedir %user.loginuid %user.loginname %group.name|";
    private static final String SURROUNDINGS = "%proc.cwd|%proc.env|";
    private static final String DESCRIPTOR = "%fd.num %fd.type %fd.name %fd.l4proto %fd.cip %fd.sport|";
    private static final String CONTAINER =
            "%container.id %container.name %container.image %k8s.pod.name %k8s.ns.name %k8s.pod.labels|";
    private static final String PARENT = "%proc.pname|%proc.pcmdline|%proc.pexepath|%proc.sname|";
    private static final String ANCESTORS = "%proc.aname[2]|%proc.aname[3]|%proc.aname|%proc.apid|";
    private static final String ARGUMENTS = "%evt.args";
    /** What a slice of a container tells; names of processes outside are not in it. */
    private static final String FORMAT_WITHIN = EVENT + PROCESS + SURROUNDINGS + DESCRIPTOR + CONTAINER + ARGUMENTS;

    private static final String FORMAT =
            EVENT + PROCESS + SURROUNDINGS + DESCRIPTOR + CONTAINER + PARENT + ANCESTORS + ARGUMENTS;
    /** What it tells of threads whose process comes in after them; of that one it tells numbers. */
    private static final String FORMAT_BEFORE_ENTRY = EVENT + PROCESS + DESCRIPTOR + CONTAINER + ARGUMENTS;

    /** The threads of attack.scap.gz that enter a container before their process does. */
    private static final Pattern ENTERED_FIRST = Pattern.compile("^(\\S+ ){6}(27681|27682|27683|27684) ");

    /**
     * The name behind a thread's number: a slice may have one where the whole has none, since a list tells it before the thread
     * is born; and the library has {@code <NA>} for process 1 once an orphan anywhere went to it.
     */
    private static final Pattern NAME_OF_NUMBER = Pattern.compile("=(\\d+)(\\([^)]*\\))");

    private static final Set<String> NUMBERS =
            Set.of("next", "res", "tid", "pid", "ptid", "vtid", "vpid", "vpgid", "pgid", "reaper_tid", "spid", "dpid");

    /** A list tells an IPv6 socket that serves all addresses as the IPv4 socket that it is shown to be. */
    private static final String ANY_ADDRESS_V6 = ":::";

    private static final String ANY_ADDRESS_V4 = "0.0.0.0:";

    private static final List<String> FILTERS = List.of(
            "evt.type in (open, openat, read, write, connect, accept, sendto, recvfrom, execve) and evt.dir=<",
            "proc.name in (sshd, nginx, kubelet, curl, haproxy, runc) or proc.pname in (bash, sh)",
            "container.id!=host");

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
                    SliceSelection.EVERYTHING.from(SliceTime.parse("3")).to(SliceTime.parse("6.5")));
            for (String filter : FILTERS) {
                isTheSame(capture, SliceSelection.EVERYTHING.filter(filter));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> tellsOfEveryEventWhatCapturesOfOthersTell() {
        return Captures.each(Captures::thirdParty, capture -> {
            isTheSame(capture, SliceSelection.EVERYTHING);
            for (String filter : FILTERS) {
                isTheSame(capture, SliceSelection.EVERYTHING.filter(filter));
            }
            for (String filter : MORE_FILTERS) {
                isTheSame(capture, SliceSelection.EVERYTHING.filter(filter));
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

        List<String> lines = withoutNamesOfNumbers(sliced.lines(FORMAT_WITHIN));
        assertThat(lines).isNotEmpty().isEqualTo(withoutNamesOfNumbers(sliced.keptLines(FORMAT_WITHIN)));
    }

    @Test
    void ofThreadsThatEnterBeforeTheirProcessItsSurroundingsAloneAreMissing() throws IOException {
        SlicedCapture sliced = SlicedCapture.of(
                Captures.find("attack.scap.gz"),
                SliceSelection.EVERYTHING.container("shop-web"),
                folder.resolve("slice.scap"),
                WriteOptions.DEFAULT);

        List<String> others = othersThanEnteredFirst(sliced.lines(FORMAT_WITHIN));
        List<String> all = ofShopWeb(sliced.lines(FORMAT_BEFORE_ENTRY));
        assertThat(others).isNotEmpty().isEqualTo(othersThanEnteredFirst(sliced.keptLines(FORMAT_WITHIN)));
        assertThat(all).hasSizeGreaterThan(others.size()).isEqualTo(ofShopWeb(sliced.keptLines(FORMAT_BEFORE_ENTRY)));
        assertThat(new TreeSet<>(sliced.lines("*%thread.tid|%proc.cwd|%proc.env")))
                .as("missing, not wrong")
                .contains("27681||", "27681|/|")
                .noneMatch(line -> line.matches("27681\\|.*\\|.+"));
    }

    /** Without those who sent it a signal from outside, which are told by numbers. */
    private static List<String> ofShopWeb(List<String> lines) {
        return withoutNamesOfNumbers(
                lines.stream().filter(line -> line.contains("|541cf7dc3dc8 ")).toList());
    }

    private static List<String> othersThanEnteredFirst(List<String> lines) {
        return ofShopWeb(lines).stream()
                .filter(line -> !ENTERED_FIRST.matcher(line).find())
                .toList();
    }

    /** Names of processes outside the kept containers are asked for: they are left out otherwise. */
    private void isTheSame(Path capture, SliceSelection wanted) throws IOException {
        SlicedCapture sliced = SlicedCapture.of(
                capture, wanted.withAncestorNames(), folder.resolve("slice.scap"), WriteOptions.DEFAULT);
        if (sliced.slice().result().kept() > 0) {
            List<String> lines = sliced.lines(FORMAT);
            List<String> whole = sliced.keptLines(FORMAT);
            assertThat(comparable(lines)).as(wanted.filterText()).isEqualTo(comparable(whole));
            if (!isOfSysdig(capture)) {
                assertThat(numbersWithName(lines)).as(wanted.filterText()).containsSubsequence(numbersWithName(whole));
            }
        }
    }

    /** In those, a process that only a thread tells of is not listed: sysdig knows nothing of it in the whole either. */
    private static boolean isOfSysdig(Path capture) {
        return capture.toString().endsWith(".scap");
    }

    /**
     * How many lines there are, then every number that has a name; not which, for who executes another program in a container
     * of which nothing is kept has the name from before.
     */
    private static List<String> numbersWithName(List<String> lines) {
        Stream<String> numbers = lines.stream()
                .flatMap(line -> NAME_OF_NUMBER
                        .matcher(line)
                        .results()
                        .filter(name -> isNumber(line, name) && !name.group(2).equals("(<NA>)"))
                        .map(name -> keyBefore(line, name) + "=" + name.group(1)));
        return Stream.concat(Stream.of("lines: " + lines.size()), numbers).toList();
    }

    private static List<String> comparable(List<String> lines) {
        return withoutNamesOfNumbers(lines).stream()
                .map(line -> line.replace(ANY_ADDRESS_V6, ANY_ADDRESS_V4))
                .toList();
    }

    private static List<String> withoutNamesOfNumbers(List<String> lines) {
        return lines.stream()
                .map(line -> NAME_OF_NUMBER
                        .matcher(line)
                        .replaceAll(name ->
                                Matcher.quoteReplacement(isNumber(line, name) ? "=" + name.group(1) : name.group())))
                .toList();
    }

    /** Asked of what was found: a pattern with all the keys takes many times as long to find them. */
    private static boolean isNumber(String line, MatchResult name) {
        return NUMBERS.contains(keyBefore(line, name));
    }

    private static String keyBefore(String line, MatchResult name) {
        int start = name.start();
        while (start > 0 && (Character.isLetterOrDigit(line.charAt(start - 1)) || line.charAt(start - 1) == '_')) {
            start--;
        }
        return line.substring(start, name.start());
    }
}
