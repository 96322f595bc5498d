package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slices with {@code scapula convert}. */
class ConvertSliceTest {
    private static final String WEB = "a".repeat(64);
    private static final String DB = "b".repeat(64);

    @TempDir
    private Path directory;

    private Path capture() throws IOException {
        byte[] bytes = Workload.start()
                .running(
                        Task.process(5).command("/usr/bin/hostsecret").cwd("/hostdir/"),
                        Task.process(10).parent(5).command("/bin/webserver").inContainer("/docker/" + WEB, 1),
                        Task.process(20).parent(5).command("/bin/database").inContainer("/docker/" + DB, 1))
                .container("{\"container\":{\"id\":\"" + WEB.substring(0, 12) + "\",\"name\":\"web\",\"type\":0}}")
                .container("{\"container\":{\"id\":\"" + DB.substring(0, 12) + "\",\"name\":\"db\",\"type\":0}}")
                .call(5, "SYSCALL_OPENAT_2", 3, -100, "/hostdir/plan", 1, 0, 0, 0)
                .call(10, "SYSCALL_OPENAT_2", 3, -100, "/srv/page", 1, 0, 0, 0)
                .call(20, "SYSCALL_OPENAT_2", 3, -100, "/var/table", 1, 0, 0, 0)
                .pause(2000)
                .close(10, 3)
                .close(20, 3)
                .toByteArray();
        return Files.write(directory.resolve("host.scap"), bytes);
    }

    private Path out() {
        return directory.resolve("out.scap");
    }

    @ParameterizedTest
    @CsvSource({
        "--container, web, /srv/page, /var/table",
        "--container, aaaaaaaaaaaa, /srv/page, /var/table",
        "--container, host, /hostdir/plan, /var/table",
        "--filter, proc.name=database, /var/table, /srv/page"
    })
    void keepsWhatIsAskedFor(String option, String value, String kept, String dropped) throws IOException {
        Cli converted = Cli.run("convert", capture(), out(), option, value);
        Cli events = Cli.run("events", out());

        assertThat(converted.status()).isZero();
        assertThat(converted.err()).contains("events kept").contains("left out");
        assertThat(events.out()).contains(kept).doesNotContain(dropped);
    }

    @Test
    void aDescriptorThatWasOpenedBeforeIsTold() throws IOException {
        Cli converted = Cli.run("convert", capture(), out(), "--time", "1..", "--container", "web");
        Cli events = Cli.run("events", out(), "-p", "%evt.type %proc.name %fd.name");

        assertThat(converted.status()).isZero();
        assertThat(events.outLines()).contains("close webserver /srv/page").doesNotContain("openat");
    }

    @Test
    void holdsNumbersAloneOfOthersUnlessAsked() throws IOException {
        Cli.run("convert", capture(), out(), "--container", "web");
        String bare = Files.readString(out(), java.nio.charset.StandardCharsets.ISO_8859_1);
        Cli.run("convert", capture(), out(), "--container", "web", "--ancestors");
        String named = Files.readString(out(), java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThat(bare).contains("webserver").doesNotContain("hostsecret", "database", "hostdir", "/var/table");
        assertThat(named).contains("webserver", "hostsecret").doesNotContain("database", "hostdir/plan", "/var/table");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--container|nginx|there is no container 'nginx'; there are db, web",
                "--pod|shop/cart|there is no pod 'shop/cart'",
                "--filter|proc.nme=x|--filter: ",
                "--filter|proc.name=nobody|no event is chosen, so nothing was written",
                "--time|yesterday|--time is FROM..TO",
                "--time|yesterday..|'yesterday' is no time",
                "--session|7|there is no session 7"
            })
    void aWrongRequestWritesNothing(String option, String value, String message) throws IOException {
        Cli run = Cli.run("convert", capture(), out(), option, value);

        assertThat(run.status()).isEqualTo(ExitStatusCode.WRONG_REQUEST);
        assertThat(run.err()).contains(message);
        assertThat(out()).doesNotExist();
    }

    @Test
    void standardInputCannotBeSliced() throws IOException {
        Cli run = Cli.runWithInput(Files.readAllBytes(capture()), "convert", "-", out(), "--container", "web");

        assertThat(run.status()).isEqualTo(ExitStatusCode.WRONG_REQUEST);
        assertThat(run.err()).contains("store it in a file first");
    }

    @Test
    void aDamagedCaptureIsSlicedAsFarAsItCanBeRead() throws IOException {
        byte[] whole = Files.readAllBytes(capture());
        Path cut = Files.write(directory.resolve("cut.scap"), Arrays.copyOf(whole, whole.length - 30));

        Cli run = Cli.run("convert", cut, out(), "--container", "web");

        assertThat(run.status()).isEqualTo(ExitStatusCode.DAMAGED);
        assertThat(Cli.run("events", out()).out()).contains("/srv/page");
    }
}
