package io.scapula;

import static io.scapula.testing.SocketBytes.tuple;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events whose descriptors nobody saw opened. The index tells them by kind and number, or one by one. */
class QueryOfUnknownDescriptorsTest {
    private static final int ROUNDS = 40;
    private static final int ECONNREFUSED = -111;

    @TempDir
    private Path directory;

    private Path capture() throws IOException {
        Workload workload =
                Workload.start().running(Task.process(1), Task.process(10).parent(1));
        for (int round = 0; round < ROUNDS; round++) {
            for (long number : List.of(-5L, -1L, 5L, 6L, 62L, 63L, 5000L)) {
                workload.call(10, "SYSCALL_CLOSE", 0, number).call(10, "SYSCALL_FSTAT", 0, number);
            }
            workload.call(10, "SOCKET_CONNECT", ECONNREFUSED, tuple("10.0.0.1", 4000, "10.0.0.2", 80 + round), 9, null);
        }
        return Files.write(directory.resolve("unknown.scap"), workload.toByteArray());
    }

    @Test
    void numbersAndNamesAreThoseOfAReplay() throws IOException {
        try (Capture capture = Capture.open(capture())) {
            assertThat(capture.query("fd.num = 5").count()).isEqualTo(2 * ROUNDS);
            assertThat(capture.query("fd.name contains 10.0.0.2:85").count()).isOne();
            for (String filter : List.of(
                    "fd.num = 5",
                    "fd.num = 6",
                    "fd.num = 62",
                    "fd.num = 63",
                    "fd.num = 5000",
                    "fd.num < 0",
                    "fd.num = 5 and evt.type = close",
                    "fd.name exists",
                    "fd.name = ''",
                    "fd.name contains 10.0.0.2:81",
                    "fd.nameraw exists",
                    "fd.directory = /",
                    "fd.typechar = o",
                    "fd.type exists",
                    "not fd.num exists")) {
                long expected = capture.events(filter).count();
                for (int round = 0; round < 3; round++) { // from the second on, from lists of rows
                    assertThat(capture.query(filter).count()).as(filter).isEqualTo(expected);
                }
            }
        }
    }
}
