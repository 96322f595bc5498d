package io.scapula.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.captures.Captures;
import io.scapula.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code scapula convert --profile sysdig-0.29.3} writes, as the installed sysdig 0.29.3 prints it. */
class OldSchemaLinesTest {
    private static final String COLUMNS =
            "%evt.rawtime|%thread.tid|%evt.dir|%evt.type|%evt.rawres|%proc.name|%proc.pid|%fd.name|%evt.args";
    private static final int KEY_COLUMNS = 3;
    private static final int TYPE = 3;
    private static final int RESULT = 4;
    private static final int NAME = 5;
    private static final int PID = 6;
    private static final Set<String> LEFT_OUT = Set.of("useradded", "groupadded");
    /** Calls without events of their own in sysdig 0.29.3: it tells that they were made, and not how they ended. */
    private static final Pattern GENERAL = Pattern.compile("newfstatat|prctl|capset|keyctl|epoll_create1?|[fl]?chown|"
            + "fchownat|mknod(at)?|setre[ug]id|(send|recv)mmsg|<unknown>|process_vm_(read|write)v|mlock.*|munlock.*");
    /** Calls that were the same event then, or whose name changed. */
    private static final Map<String, String> OLD_NAMES = Map.of(
            "dup2", "dup",
            "dup3", "dup",
            "pipe2", "pipe",
            "umount2", "umount",
            "accept4", "accept",
            "eventfd2", "eventfd",
            "signalfd4", "signalfd",
            "inotify_init1", "inotify_init",
            "rt_sigreturn", "sigreturn");
    /** Nobody records them in exit events alone, or a recorder of one generation only does. */
    private static final Set<String> OF_ONE_GENERATION =
            Set.of("switch", "signaldeliver", "exit_group", "exit", "sigreturn", "keyctl", "container", "execveat");

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireSysdig() {
        Sysdig.requireInstalled();
    }

    static List<Path> thirdParty() {
        return Captures.thirdParty();
    }

    static List<String> recordings() {
        return ComparedCaptures.recordings();
    }

    private Path converted(Path capture) throws IOException {
        Path written = folder.resolve(capture.getFileName() + ".converted.scap");
        CommandRun run =
                CommandRun.of(List.of("convert", capture.toString(), written.toString(), "--profile", "sysdig-0.29.3"));
        assertThat(run.status()).as(run.err()).isZero();
        return written;
    }

    @ParameterizedTest
    @MethodSource("thirdParty")
    void whatSysdigRecordedReadsAsBefore(Path capture) throws Exception {
        Path written = converted(capture);

        for (String format : List.of("", "*%evt.num " + COLUMNS + " %proc.exepath %user.name %container.id")) {
            assertThat(sysdig(written, format)).isEqualTo(sysdig(capture, format));
        }
    }

    private static String sysdig(Path capture, String format) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sysdig", "-r", capture.toString()));
        if (!format.isEmpty()) {
            command.addAll(List.of("-p", format));
        }
        Sysdig.Run run = Sysdig.run(command);
        assertThat(run.status()).as(run.err()).isZero();
        return run.out();
    }

    /** Every line of ours is one of sysdig's, with the same process, result and type; enter events stand between them. */
    @ParameterizedTest
    @MethodSource("recordings")
    void sysdigTellsOfEveryEventWhatScapulaTells(String recording) throws Exception {
        Path capture = ComparedCaptures.recording(recording);
        List<String[]> told = rows(sysdig(converted(capture), "*" + COLUMNS));
        CommandRun run = CommandRun.of(List.of("events", capture.toString(), "-p", "*" + COLUMNS));

        int next = 0;
        List<String> different = new ArrayList<>();
        for (String[] ours : rows(run.out())) {
            if (LEFT_OUT.contains(ours[TYPE])) {
                continue;
            }
            while (next < told.size() && !isSameEvent(told.get(next), ours)) {
                assertThat(told.get(next)[2])
                        .as("an event that only sysdig has")
                        .isEqualTo(">");
                next++;
            }
            assertThat(next)
                    .as("sysdig has no line for %s", String.join("|", ours))
                    .isLessThan(told.size());
            String[] theirs = told.get(next++);
            if (!agree(theirs, ours)) {
                different.add(String.join("|", theirs) + "\n    " + String.join("|", ours));
            }
        }
        assertThat(next).isGreaterThan(10_000);
        assertThat(different).isEmpty();
    }

    private static boolean isSameEvent(String[] one, String[] other) {
        for (int column = 0; column < KEY_COLUMNS; column++) {
            if (!one[column].equals(other[column])) {
                return false;
            }
        }
        return OLD_NAMES.getOrDefault(other[TYPE], other[TYPE]).equals(one[TYPE]) || one[TYPE].equals("<unknown>");
    }

    private static boolean agree(String[] theirs, String[] ours) {
        if (theirs[TYPE].equals("container")) {
            return true; // sysdig names it after the container
        }
        boolean sameResult = theirs[RESULT].equals(ours[RESULT])
                || theirs[RESULT].equals("<NA>")
                        && GENERAL.matcher(theirs[TYPE]).matches();
        return sameResult && theirs[NAME].equals(ours[NAME]) && theirs[PID].equals(ours[PID]);
    }

    /** Lines can go on after a line feed in an argument: such rests are left out. */
    private static List<String[]> rows(String text) {
        List<String[]> rows = new ArrayList<>();
        text.lines().forEach(line -> {
            String[] cells = line.split("\\|", KEY_COLUMNS + 6);
            if (cells.length == KEY_COLUMNS + 6 && cells[0].matches("\\d{19}")) {
                rows.add(cells);
            }
        });
        return rows;
    }

    /** Threads that both recorders saw from their start to their end did the same, line for line. */
    @ParameterizedTest
    @ValueSource(strings = {"crashloop", "net", "zoo-a"})
    void bothGenerationsReadTheSame(String recording) throws Exception {
        Map<String, List<String>> pairs = linesOfThreads(converted(ComparedCaptures.recording(recording)));
        Map<String, List<String>> exits =
                linesOfThreads(converted(ComparedCaptures.recording(recording + "-exit-only")));

        long threads = 0;
        long sameLength = 0;
        long lines = 0;
        long same = 0;
        for (Map.Entry<String, List<String>> thread : pairs.entrySet()) {
            List<String> one = thread.getValue();
            List<String> other = exits.getOrDefault(thread.getKey(), List.of());
            if (!isWhole(one) || !isWhole(other)) {
                continue;
            }
            threads++;
            if (one.size() == other.size()) {
                sameLength++;
                for (int index = 0; index < one.size(); index++) {
                    lines++;
                    same += one.get(index).equals(other.get(index)) ? 1 : 0;
                }
            }
        }
        System.out.printf(
                "%s, both generations: %d threads, %d of the same length, %d lines, %d the same%n",
                recording, threads, sameLength, lines, same);
        assertThat(threads).isGreaterThan(100);
        assertThat(sameLength).isGreaterThan(threads * 99 / 100);
        assertThat(same).isGreaterThan(lines * 985 / 1000);
    }

    private static boolean isWhole(List<String> lines) {
        return lines.size() > 1
                && lines.get(0).matches("< (clone3?|v?fork) .*")
                && lines.get(lines.size() - 1).startsWith("> procexit");
    }

    private static Map<String, List<String>> linesOfThreads(Path capture) throws IOException, InterruptedException {
        Map<String, List<String>> threads = new LinkedHashMap<>();
        String format = "*%thread.tid|%evt.dir %evt.type |%proc.name|%fd.name|%evt.args";
        sysdig(capture, format).lines().forEach(line -> {
            String[] cells = line.split("[| ]", 4);
            if (cells.length == 4 && cells[0].matches("\\d+") && !OF_ONE_GENERATION.contains(cells[2])) {
                String text = line.substring(line.indexOf('|') + 1)
                        .replaceAll("(pgft_maj|pgft_min|vm_size|vm_rss|vm_swap|ino|dev)=\\S+ ", "");
                threads.computeIfAbsent(cells[0], key -> new ArrayList<>()).add(text);
            }
        });
        return threads;
    }
}
