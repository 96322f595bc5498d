package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.UserBytes;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scapula events}: the options that sysdig's users type. */
class EventsCommandTest {
    @TempDir
    private Path directory;

    private static Workload workload() {
        return Workload.start()
                .running(Task.process(10).command("/bin/cat").cwd("/srv/"))
                .call(10, "SYSCALL_OPENAT_2", 3, -100, "a.txt", 1, 0, 0, 0)
                .event(EventBytes.of("SYSCALL_READ_E").thread(10).values(3, 100))
                .event(EventBytes.of("SYSCALL_READ_X").thread(10).values(4, new byte[] {'h', 'i', '\n', (byte) 0xE9}));
    }

    private Path capture() throws IOException {
        return Files.write(directory.resolve("cat.scap"), workload().toByteArray());
    }

    @Test
    void printsALineForEachEvent() throws IOException {
        Cli run = Cli.run("events", capture());

        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.outLines())
                .containsExactly(
                        "1 22:13:20.000000000 0 cat (10) < openat fd=3(<f>/srv/a.txt) dirfd=-100(AT_FDCWD) "
                                + "name=a.txt(/srv/a.txt) flags=1(O_RDONLY) mode=0 dev=0 ino=0",
                        "2 22:13:20.001000000 0 cat (10) > read fd=3(<f>/srv/a.txt) size=100",
                        "3 22:13:20.002000000 0 cat (10) < read res=4 data=hi..");
    }

    @Test
    void namesUsersInContainersAsTheHostDoesIfAsked() throws IOException {
        String cgroup = "/docker/" + "0123456789abcdef".repeat(4);
        Path capture = Files.write(
                directory.resolve("users.scap"),
                Workload.start()
                        .users(UserBytes.user(7, 7, "ann", "/home/ann", "/bin/zsh"), UserBytes.group(1, 7, "staff"))
                        .running(Task.process(20).user(7, 7).inContainer(cgroup, 1))
                        .call(20, "SYSCALL_SETUID", 0, 7)
                        .toByteArray());
        String format = "%user.name %user.homedir %group.name %evt.args";

        assertThat(Cli.run("events", "-p", format, capture).outLines())
                .containsExactly("<NA> <NA> <NA> res=0 uid=7(<NA>)");
        assertThat(Cli.run("events", "--host-users", "-p", format, capture).outLines())
                .containsExactly("ann /home/ann staff res=0 uid=7(ann)");
    }

    @Test
    void aFilterMayBeOneWordOrMany() throws IOException {
        Path capture = capture();

        assertThat(Cli.run("events", capture, "evt.type=read and evt.dir=<").outLines())
                .hasSize(1);
        assertThat(Cli.run("events", capture, "evt.type=read", "and", "evt.dir=<")
                        .outLines())
                .hasSize(1);
        assertThat(Cli.run("events", "-p", "%evt.num", capture, "evt.type=read").outLines())
                .containsExactly("2", "3");
    }

    @ParameterizedTest
    @CsvSource({"-p, %evt.num", "--print, %evt.num", "-p%evt.num, ''", "--print=%evt.num, ''"})
    void aFormatMayStickToItsOption(String option, String format) throws IOException {
        Cli run =
                format.isEmpty() ? Cli.run("events", option, capture()) : Cli.run("events", option, format, capture());

        assertThat(run.outLines()).containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-pc", "-pcontainer", "-pk", "-pkubernetes", "-pm"})
    void aPresetStandsForAFormat(String option) throws IOException {
        assertThat(Cli.run("events", option, capture()).outLines())
                .first()
                .asString()
                .contains("cat (10:");
    }

    @ParameterizedTest
    @CsvSource({"-n1, 1", "-n 2, 2", "--numevents=2, 2", "-n 9, 3"})
    void stopsAfterSoManyLines(String option, int lines) throws IOException {
        String[] words = option.split(" ");
        Cli run = words.length == 1
                ? Cli.run("events", words[0], capture())
                : Cli.run("events", words[0], words[1], capture());

        assertThat(run.outLines()).hasSize(lines);
    }

    @ParameterizedTest
    @CsvSource({
        "-ta, 1700000000.002000000",
        "-tr, 0.002000000",
        "-td, 0.001000000",
        "-tD, 0.001000000",
        "-a, 1700000000.002000000",
        "--abstime, 1700000000.002000000"
    })
    void showsTimesAsAskedFor(String option, String time) throws IOException {
        assertThat(Cli.run("events", option, "-p%evt.outputtime", capture()).outLines())
                .last()
                .isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({"-x, '\n\t0x0000: 6869 0ae9\n'", "-b, aGkK6Q==", "-A, '\nhi\n'"})
    void showsBuffersAsAskedFor(String option, String text) throws IOException {
        assertThat(Cli.run("events", option, "-p%evt.buffer", capture()).out()).isEqualTo(text + "\n");
    }

    @Test
    void twoWaysToShowBuffersAreOneTooMany() throws IOException {
        Cli run = Cli.run("events", "-x", "-A", capture());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("mutually exclusive");
    }

    @Test
    void jsonIsOneObjectALine() throws IOException {
        assertThat(Cli.run("events", "-j", "-p*%evt.num %fd.name", capture()).outLines())
                .first()
                .isEqualTo("{\"evt.num\":1,\"fd.name\":\"/srv/a.txt\"}");
    }

    @Test
    void theUnifiedViewHasCompleteExitEvents() throws IOException {
        assertThat(Cli.run("events", "--unified", capture(), "evt.type=read").outLines())
                .containsExactly("3 22:13:20.002000000 0 cat (10) < read res=4 data=hi.. fd=3(<f>/srv/a.txt) size=100");
    }

    @Test
    void theBytesOfACaptureComeOutAsTheyWentIn() throws IOException {
        byte[] name = {'/', 't', 'm', 'p', '/', (byte) 0xE9, 'a', 0};
        Path capture = Files.write(
                directory.resolve("latin.scap"),
                Workload.start()
                        .running(Task.process(10))
                        .call(10, "SYSCALL_OPENAT_2", 3, -100, name, 1, 0, 0, 0)
                        .toByteArray());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Cli.runInto(out, InputStream.nullInputStream(), "events", "-p%fd.name", capture);

        assertThat(out.toByteArray()).isEqualTo(new byte[] {'/', 't', 'm', 'p', '/', (byte) 0xE9, 'a', '\n'});
    }

    @Test
    void countsEventsByType() throws IOException {
        Cli run = Cli.run("events", "-q", "-S", capture());

        assertThat(run.outLines())
                .containsExactly(
                        "----------------------",
                        "Event           #Calls",
                        "----------------------",
                        "< openat        1",
                        "< read          1",
                        "> read          1");
    }

    @Test
    void writesToAFile() throws IOException {
        Path out = directory.resolve("lines.txt");

        Cli run = Cli.run("events", "-p%evt.num", "-o", out, capture());

        assertThat(run.out()).isEmpty();
        assertThat(Files.readString(out, StandardCharsets.UTF_8)).isEqualTo("1\n2\n3\n");
    }

    @Test
    void readsStandardInput() {
        assertThat(Cli.runWithInput(workload().toByteArray(), "events", "-", "evt.num=2")
                        .outLines())
                .hasSize(1);
    }

    @Test
    void aFilterThatMakesNoSenseIsExplained() throws IOException {
        Cli run = Cli.run("events", capture(), "proc.nmae=cat");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("nonexistent field proc.nmae")
                .contains("column 1")
                .contains("proc.name");
    }

    @Test
    void aFormatThatMakesNoSenseIsExplained() throws IOException {
        Cli run = Cli.run("events", "-p%proc.nmae", capture());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("nonexistent field proc.nmae")
                .contains("column 2")
                .contains("proc.name");
    }

    @Test
    void anUnknownTimeModeIsExplained() throws IOException {
        Cli run = Cli.run("events", "-tq", capture());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("'q' is none of h, a, r, d and D");
    }

    @Test
    void whatWasReadOfADamagedCaptureIsPrinted() throws IOException {
        Workload workload = workload();
        Path cut = Files.write(
                directory.resolve("cut.scap"),
                workload.capture().truncateAt(workload.capture().size() - 3));

        Cli run = Cli.run("events", cut);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.outLines()).hasSize(2);
        assertThat(run.err()).contains("warning: " + cut);
    }
}
