package io.scapula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.scapula.format.CaptureReader;
import io.scapula.format.Compression;
import io.scapula.format.ReadOptions;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Reading;
import io.scapula.format.testing.SameCapture;
import io.scapula.format.testing.SampleCaptures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code scapula convert}. */
class ConvertCommandTest {
    @TempDir
    private Path directory;

    private Path capture() {
        return SampleCaptures.everything(ByteOrder.LITTLE_ENDIAN).writeTo(directory.resolve("in.scap"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"out.scap,NONE", "out.scap.gz,GZIP", "out.scap.zst,ZSTD"})
    void compressesAsTheNameSays(String name, Compression compression) throws IOException {
        Path capture = capture();
        Path out = directory.resolve(name);

        Cli run = Cli.run("convert", capture, out);

        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContain("left out");
        assertThat(run.out()).isEmpty();
        SameCapture.assertSame(Reading.of(capture, ReadOptions.DEFAULT), Reading.of(out, ReadOptions.DEFAULT));
        try (CaptureReader reader = CaptureReader.open(out)) {
            assertThat(reader.compression()).isEqualTo(compression);
        }
        assertThat(names()).containsExactlyInAnyOrder("in.scap", name);
    }

    @Test
    void twoRunsGiveTheSameBytes() throws IOException {
        Path capture = capture();
        for (String compression : List.of("none", "gzip", "zstd", "seekable-zstd")) {
            Path first = directory.resolve("first");
            Path second = directory.resolve("second");

            Cli.run("convert", capture, first, "--compression", compression);
            Cli.run("convert", capture, second, "--compression", compression);

            assertThat(first).hasSameBinaryContentAs(second);
        }
    }

    @Test
    void tellsByTypeWhatSysdigDoesNotKnow() {
        Path capture = CaptureBytes.section()
                .events(
                        EventBytes.of("SYSCALL_READ_X").values(3, "abc", 5, 4096),
                        EventBytes.of("SYSCALL_PRCTL_X").values(0, 15, "name", 0),
                        EventBytes.of("USER_ADDED_E").values(0, 0, "root", "/root", "/bin/sh", ""))
                .writeTo(directory.resolve("new.scap"));

        Cli run = Cli.run("convert", "--profile", "sysdig-0.29.3", capture, directory.resolve("old.scap"));

        assertThat(run.status()).isZero();
        assertThat(run.err())
                .contains("2 enter events were written for calls that were recorded without")
                .contains("of 1 calls only the name is told: prctl 1")
                .contains("left out were useradded 1");
    }

    @Test
    void readsStandardInputAndWritesStandardOutput() throws IOException {
        Path capture = capture();
        Path expected = directory.resolve("expected.scap");
        Cli.run("convert", capture, expected);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Cli run;
        try (InputStream in = Files.newInputStream(capture)) {
            run = Cli.runInto(out, in, "convert", "-", "-");
        }

        assertThat(run.status()).isZero();
        assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(expected));
    }

    @Test
    void refusesToWriteOverTheCapture() throws IOException {
        Path capture = capture();
        byte[] before = Files.readAllBytes(capture);
        Path link = Files.createSymbolicLink(directory.resolve("link.scap"), capture);

        for (Path out : List.of(capture, link)) {
            Cli run = Cli.run("convert", capture, out);

            assertThat(run.status()).isEqualTo(2);
            assertThat(run.errLines().get(0)).contains("OUT is the capture itself");
        }
        assertThat(Files.readAllBytes(capture)).isEqualTo(before);
    }

    @Test
    void writesWhatCanBeReadOfADamagedCapture() throws IOException {
        byte[] whole = SampleCaptures.everything(ByteOrder.LITTLE_ENDIAN).toByteArray();
        Path capture = Files.write(directory.resolve("cut.scap"), java.util.Arrays.copyOf(whole, whole.length - 50));
        Path out = directory.resolve("out.scap");

        Cli run = Cli.run("convert", capture, out);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("cut.scap").contains("the block");
        assertThat(Reading.of(out, ReadOptions.DEFAULT).warnings())
                .noneMatch(warning -> warning.kind().isDamage());
        assertThat(Reading.of(out, ReadOptions.DEFAULT).events())
                .hasSameSizeAs(Reading.of(capture, ReadOptions.DEFAULT).events());
    }

    @Test
    void strictWritesWhatComesBeforeTheFirstDamage() throws IOException {
        CaptureBytes before =
                CaptureBytes.section().event(EventBytes.of("SYSCALL_CLOSE_E").values(3));
        byte[] sound = before.toByteArray();
        byte[] whole = before.event(EventBytes.of("SYSCALL_CLOSE_E").values(4))
                .event(EventBytes.of("SYSCALL_CLOSE_E").values(5))
                .toByteArray();
        java.util.Arrays.fill(whole, sound.length, sound.length + 8, (byte) 0x5A);
        Path capture = Files.write(directory.resolve("broken.scap"), whole);
        Path out = directory.resolve("out.scap");

        Cli run = Cli.run("convert", "--strict", capture, out);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("broken.scap: block");
        assertThat(Reading.of(out, ReadOptions.DEFAULT).events()).hasSize(1);
        assertThat(Cli.run("convert", capture, out).status()).isEqualTo(1);
        assertThat(Reading.of(out, ReadOptions.DEFAULT).events()).hasSize(2);
    }

    @Test
    void saysWhatIsLeftOut() {
        Path capture = CaptureBytes.section()
                .event(EventBytes.of("SYSCALL_CLOSE_E").values(3))
                .machine("late", 1)
                .event(EventBytes.of("USER_ADDED_E").values(1))
                .writeTo(directory.resolve("in.scap"));

        Cli run = Cli.run("convert", "--profile", "sysdig-0.29.3", capture, directory.resolve("out.scap"));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("1 blocks that follow the first event of their section were left out")
                .contains("left out were useradded 1");
    }

    @Test
    void theProfileForSysdigHasNoOptionsInSectionHeaders() {
        Path capture = CaptureBytes.empty(ByteOrder.LITTLE_ENDIAN)
                .sectionHeader(1, 2, io.scapula.format.testing.BlockOptionBytes.comment("why"))
                .event(EventBytes.of("SYSCALL_CLOSE_E").values(3))
                .writeTo(directory.resolve("in.scap"));
        Path current = directory.resolve("current.scap");
        Path old = directory.resolve("old.scap");

        Cli.run("convert", capture, current);
        Cli.run("convert", "--profile", "sysdig-0.29.3", capture, old);

        assertThat(Reading.of(current, ReadOptions.DEFAULT)
                        .block(SectionHeader.class)
                        .options())
                .hasSize(1);
        assertThat(Reading.of(old, ReadOptions.DEFAULT)
                        .block(SectionHeader.class)
                        .options())
                .isEmpty();
    }

    @Test
    void aFullDiskIsToldAndTheOldFileStays() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(full).as("only Linux has it").exists();

        Cli run = Cli.run("convert", capture(), full);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("cannot write to /dev/full: No space left on device");
    }

    @ParameterizedTest
    @CsvSource({
        "--profile, new, there is no profile 'new'",
        "--compression, rar, there is no compression 'rar'",
        "--level, 3, --level 3 makes no sense without a compression"
    })
    void saysWhatIsWrongWithARequest(String option, String value, String message) throws IOException {
        Cli run = Cli.run("convert", option, value, capture(), directory.resolve("out.scap"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(names()).containsExactly("in.scap");
    }

    @Test
    void aMissingDirectoryIsTheOutputsFault() {
        Cli run = Cli.run("convert", capture(), directory.resolve("none").resolve("out.scap"));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("no such directory");
    }
}
