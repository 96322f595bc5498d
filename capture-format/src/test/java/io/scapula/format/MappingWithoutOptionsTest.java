package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A JVM that was started without any option, as that of most who use the library. */
class MappingWithoutOptionsTest {
    @TempDir
    Path folder;

    /** Runs in the other JVM: counts the events of a capture. */
    public static void main(String[] arguments) throws IOException {
        ReadOptions options = ReadOptions.DEFAULT.withMapping(Mapping.valueOf(arguments[1]));
        try (CaptureReader reader = CaptureReader.open(Path.of(arguments[0]), options)) {
            EventCursor cursor = reader.events();
            while (cursor.advance()) {
                System.out.println("event " + cursor.number());
            }
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }

    private String printed(Mapping mapping) throws IOException, InterruptedException {
        Path capture = CaptureBytes.section()
                .event(EventBytes.of("SYSCALL_CLOSE_E").values(3))
                .writeTo(folder.resolve("a.scap"));
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MappingWithoutOptionsTest.class.getName(),
                        capture.toString(),
                        mapping.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        java.waitFor();
        return output;
    }

    @ParameterizedTest
    @EnumSource(names = {"AUTOMATIC", "NIO"})
    void readsWithTheJdksOwnMapping(Mapping mapping) throws IOException, InterruptedException {
        assertThat(printed(mapping)).isEqualTo("event 1");
    }

    @Test
    void saysWhichOptionsChronicleNeeds() throws IOException, InterruptedException {
        assertThat(printed(Mapping.CHRONICLE))
                .isEqualTo("Mapping.CHRONICLE needs the JVM options --add-opens=java.base/sun.nio.ch=ALL-UNNAMED and"
                        + " --add-opens=java.base/java.lang.reflect=ALL-UNNAMED; Mapping.NIO needs none");
    }
}
