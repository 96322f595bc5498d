package io.scapula.field;

import static io.scapula.testing.FieldAnswers.MISSING;
import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.EventBytes;
import io.scapula.testing.FieldAnswers;
import io.scapula.testing.Task;
import io.scapula.testing.Workload;
import org.junit.jupiter.api.Test;

/** What an event is, when it happened, how it ended. */
class EventFieldsTest {
    private static final long PID = 100;

    private static Workload shell() {
        return Workload.inShape(Workload.Shape.PAIRS).running(Task.process(PID).command("/bin/sh"));
    }

    private static EventBytes call(String constant, Object... values) {
        return EventBytes.of(constant).thread(PID).values(values);
    }

    private static byte[] readOfFile(long result) {
        return shell().event(call("SYSCALL_OPENAT_2_X", 3L, -100L, "/etc/passwd", 1L, 0L, 5L, 77L))
                .event(call("SYSCALL_READ_E", 3L, 10L))
                .event(call(
                        "SYSCALL_READ_X",
                        result,
                        result < 0 ? null : "root:x".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .toByteArray();
    }

    @Test
    void namesTypeDirectionAndCategory() {
        FieldAnswers read = FieldAnswers.at(3, readOfFile(6));

        assertThat(read.texts("evt.num", "evt.type", "evt.dir", "syscall.type", "evt.category"))
                .containsExactly("3", "read", "<", "read", "file");
    }

    @Test
    void tellsReadsFromWritesAndWaits() {
        FieldAnswers read = FieldAnswers.at(3, readOfFile(6));

        assertThat(read.texts("evt.is_io", "evt.is_io_read", "evt.is_io_write", "evt.io_dir", "evt.is_wait"))
                .containsExactly("true", "true", "false", "read", "false");
    }

    @Test
    void resultIsThereOnExitsOnly() {
        byte[] capture = readOfFile(6);

        assertThat(FieldAnswers.at(2, capture).texts("evt.res", "evt.rawres", "evt.failed"))
                .containsExactly(MISSING, MISSING, "false");
        assertThat(FieldAnswers.at(3, capture).texts("evt.res", "evt.rawres", "evt.failed"))
                .containsExactly("SUCCESS", "6", "false");
    }

    @Test
    void failureHasTheNameOfItsError() {
        FieldAnswers read = FieldAnswers.at(3, readOfFile(-11));

        assertThat(read.texts("evt.res", "evt.rawres", "evt.failed")).containsExactly("EAGAIN", "-11", "true");
        assertThat(read.texts(
                        "evt.count.error", "evt.count.error.file", "evt.count.error.net", "evt.count.error.other"))
                .containsExactly("1", "1", MISSING, MISSING);
    }

    @Test
    void errorWithoutANameIsItsNumber() {
        assertThat(FieldAnswers.at(3, readOfFile(-9999)).text("evt.res")).isEqualTo("-9999");
    }

    @Test
    void countsBytesThatWereMoved() {
        FieldAnswers read = FieldAnswers.at(3, readOfFile(6));

        assertThat(read.texts("evt.buffer", "evt.buflen", "evt.buflen.in", "evt.buflen.out", "evt.buflen.file"))
                .containsExactly("root:x", "6", "6", MISSING, "6");
        assertThat(FieldAnswers.at(3, readOfFile(-11)).text("evt.buflen")).isEqualTo(MISSING);
    }

    @Test
    void latencyIsThatOfTheRecordedPair() {
        byte[] capture = readOfFile(6);

        assertThat(FieldAnswers.ofEach(capture, "evt.latency")).containsExactly(MISSING, "0", "1000000");
        assertThat(FieldAnswers.at(3, capture).texts("evt.latency.s", "evt.latency.ns", "evt.latency.human"))
                .containsExactly("0", "001000000", "1.00ms");
    }

    @Test
    void humanLatencyCutsDigitsAsSysdigDoes() {
        assertThat(LatencyFields.human(0)).isEqualTo("0ns");
        assertThat(LatencyFields.human(362)).isEqualTo("362ns");
        assertThat(LatencyFields.human(4975)).isEqualTo("4.97us");
        assertThat(LatencyFields.human(17_879)).isEqualTo("17us");
        assertThat(LatencyFields.human(2_317_395)).isEqualTo("2.31ms");
        assertThat(LatencyFields.human(25_588_356_791L)).isEqualTo("25.58s");
    }

    @Test
    void timesCountFromTheEpochTheStartAndTheEventBefore() {
        byte[] capture = readOfFile(6);
        FieldAnswers second = FieldAnswers.at(2, capture);

        assertThat(second.texts("evt.rawtime", "evt.rawtime.s", "evt.rawtime.ns"))
                .containsExactly("1700000000001000000", "1700000000", "001000000");
        assertThat(second.texts("evt.reltime", "evt.reltime.s", "evt.reltime.ns"))
                .containsExactly("001000000", "0", "001000000");
        assertThat(FieldAnswers.ofEach(capture, "evt.deltatime")).containsExactly("0", "1000000", "1000000");
    }

    @Test
    void clockShowsTheTimeOfDay() {
        FieldAnswers second = FieldAnswers.at(2, readOfFile(6));

        assertThat(second.texts("evt.time", "evt.time.s", "evt.datetime", "evt.datetime.s", "evt.time.iso8601"))
                .containsExactly(
                        "22:13:20.001000000",
                        "22:13:20",
                        "2023-11-14 22:13:20.001000000",
                        "2023-11-14 22:13:20",
                        "2023-11-14T22:13:20.001000000+0000");
    }

    @Test
    void typeCanBeAskedForByNameAndNumber() {
        FieldAnswers read = FieldAnswers.at(3, readOfFile(6));

        assertThat(read.texts("evt.type.is.read", "evt.type.is.7", "evt.type.is.write"))
                .containsExactly("1", "1", "0");
    }

    @Test
    void parametersCanBeReadByNameAndPosition() {
        FieldAnswers open = FieldAnswers.at(1, readOfFile(6));

        assertThat(open.texts("evt.arg.name", "evt.arg[2]", "evt.arg.flags", "evt.rawarg.flags", "evt.rawarg.name"))
                .containsExactly("/etc/passwd", "/etc/passwd", "O_RDONLY", "1", "/etc/passwd");
        assertThat(open.texts("evt.arg.data", "evt.rawarg.data", "evt.arg[30]"))
                .containsExactly(MISSING, MISSING, MISSING);
    }

    @Test
    void opensTellWhatTheyWereFor() {
        byte[] capture = shell().event(call("SYSCALL_OPENAT_2_X", 3L, -100L, "/tmp/x", 2L | 4 | 16384, 0755L, 5L, 77L))
                .toByteArray();

        assertThat(FieldAnswers.at(1, capture)
                        .texts("evt.is_open_read", "evt.is_open_write", "evt.is_open_create", "evt.is_open_exec"))
                .containsExactly("false", "true", "true", "true");
        assertThat(FieldAnswers.at(3, readOfFile(6)).text("evt.is_open_read")).isEqualTo("false");
    }

    @Test
    void distanceToATimeCountsBegunMilliseconds() {
        byte[] capture = readOfFile(6);

        assertThat(FieldAnswers.ofEach(capture, "evt.around[1700000000001000000]"))
                .containsExactly("1", "0", "1");
        assertThat(FieldAnswers.ofEach(capture, "evt.around[1700000000000999999]"))
                .containsExactly("1", "1", "2");
    }

    @Test
    void counterCountsItsOwnReadings() {
        assertThat(FieldAnswers.ofEach(readOfFile(6), "util.cnt")).containsExactly("1", "2", "3");
    }

    @Test
    void waitingCallsTellHowLongTheyTook() {
        byte[] capture = shell().event(call("SYSCALL_NANOSLEEP_E", 5L))
                .event(call("SYSCALL_NANOSLEEP_X", 0L))
                .toByteArray();

        assertThat(FieldAnswers.ofEach(capture, "evt.wait_latency")).containsExactly(MISSING, "1000000");
        assertThat(FieldAnswers.at(1, capture).text("evt.category")).isEqualTo("sleep");
    }
}
