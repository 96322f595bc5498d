package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.block.FdEntry;
import io.scapula.format.block.FdList;
import io.scapula.format.block.FdTarget;
import io.scapula.format.block.ProcessEntry;
import io.scapula.format.block.ProcessList;
import io.scapula.format.block.SectionHeader;
import io.scapula.format.block.UserList;
import io.scapula.format.testing.BlockOptionBytes;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.FdBytes;
import io.scapula.format.testing.ProcessBytes;
import io.scapula.format.testing.Reading;
import io.scapula.format.testing.UserBytes;
import io.scapula.format.testing.Written;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How lists are written: in their latest versions, and as the profile's readers need them. */
class ListEncodingTest {
    private static final WriteOptions OLD = WriteOptions.DEFAULT.withProfile(WriteProfile.SYSDIG_0_29_3);

    private static Reading after(CaptureBytes capture, WriteOptions options) {
        return Reading.of(Written.copy(capture.toByteArray(), options).bytes());
    }

    @Test
    void textsAreCutToWhatReadersAccept() {
        CaptureBytes capture = CaptureBytes.section()
                .users(2, UserBytes.user(1, 1, "u".repeat(300), "/", "/bin/sh"))
                .processes(
                        9,
                        ProcessBytes.of(1).comm("c".repeat(2000)).args("a".repeat(5000)),
                        ProcessBytes.of(2).env("e".repeat(4095)).cgroups("g".repeat(4096)));

        Written written = Written.copy(capture.toByteArray(), WriteOptions.DEFAULT);

        Reading after = Reading.of(written.bytes());
        ProcessList processes = after.block(ProcessList.class);
        assertThat(after.warnings()).isEmpty();
        assertThat(after.block(UserList.class).users().get(0).name()).isEqualTo("u".repeat(255));
        assertThat(processes.entries().get(0).comm()).isEqualTo("c".repeat(1024));
        assertThat(processes.entries().get(0).args()).containsExactly("a".repeat(4096));
        assertThat(processes.entries().get(1).env()).containsExactly("e".repeat(4095));
        assertThat(processes.entries().get(1).cgroups()).containsExactly("g".repeat(4096));
        assertThat(written.statistics().textsCut()).isEqualTo(3);
        assertThat(Written.copy(written.bytes(), WriteOptions.DEFAULT).bytes()).isEqualTo(written.bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 5, 29, 40, 66, 67, 68, 76})
    void theEndOfAProcessEntryKeepsItsLengthWhichTellsTheRecordersAge(int tailBytes) {
        CaptureBytes capture =
                CaptureBytes.section().processes(9, ProcessBytes.of(1).tailBytes(tailBytes));

        ProcessList after = after(capture, WriteOptions.DEFAULT).block(ProcessList.class);

        assertThat(after).isEqualTo(Reading.of(capture).block(ProcessList.class));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "4,5", "5,5", "29,29", "66,29", "76,29"})
    void sysdigGetsNoLongerEndThanItReads(int tailBytes, int written) {
        CaptureBytes capture =
                CaptureBytes.section().processes(9, ProcessBytes.of(1).tailBytes(tailBytes));

        ProcessEntry.Tail after =
                after(capture, OLD).block(ProcessList.class).entries().get(0).tail();

        ProcessEntry.Tail before =
                Reading.of(capture).block(ProcessList.class).entries().get(0).tail();
        assertThat(after.lengthBytes()).isEqualTo(written);
        assertThat(after.loginUid()).isEqualTo(before.loginUid());
        assertThat(after.exeWritable()).isEqualTo(before.exeWritable());
        assertThat(after.capEffective()).isEqualTo(before.capEffective());
    }

    @Test
    void aDescriptorOfAnUnknownKindKeepsItsNumber() {
        CaptureBytes capture = CaptureBytes.section()
                .descriptors(
                        2,
                        1,
                        FdBytes.of(1, 99, out -> out.u64(5)),
                        FdBytes.named(2, 19, "[io_uring]"),
                        FdBytes.of(3, 0, out -> {}));

        assertThat(after(capture, WriteOptions.DEFAULT).block(FdList.class))
                .isEqualTo(Reading.of(capture).block(FdList.class));
    }

    @Test
    void sysdigGetsOnlyDescriptorsOfKindsItKnows() {
        CaptureBytes capture = CaptureBytes.section()
                .descriptors(
                        2,
                        1,
                        FdBytes.of(1, 99, out -> out.u64(5)),
                        FdBytes.named(2, 19, "[io_uring]"),
                        FdBytes.of(3, 0, out -> {}),
                        FdBytes.file(4, 1, "/etc/passwd", 9));

        assertThat(after(capture, OLD).block(FdList.class).entries())
                .containsExactly(
                        new FdEntry(1, 5001, 10, new FdTarget.Named("")),
                        new FdEntry(2, 5002, 10, new FdTarget.Named("[io_uring]")),
                        new FdEntry(3, 5003, 10, new FdTarget.Named("")),
                        new FdEntry(4, 5004, 16, new FdTarget.RegularFile(1, "/etc/passwd", 9)));
    }

    @Test
    void sectionHeadersHaveOptionsOnlyWhereReadersTakeThem() {
        CaptureBytes capture =
                CaptureBytes.empty(ByteOrder.LITTLE_ENDIAN).sectionHeader(1, 0, BlockOptionBytes.comment("why"));

        assertThat(after(capture, WriteOptions.DEFAULT)
                        .block(SectionHeader.class)
                        .options())
                .hasSize(1);
        assertThat(after(capture, OLD).block(SectionHeader.class).options()).isEmpty();
        assertThat(Written.copy(capture.toByteArray(), OLD).bytes()).hasSize(28);
    }

    @Test
    void sysdigGetsAValueWhereItReadsOne() {
        CaptureBytes capture = CaptureBytes.section()
                .events(
                        EventBytes.of("SYSCALL_OPENAT_2_E").values(-100, null, null, 0),
                        EventBytes.of("SYSCALL_READ_X").values(5, null),
                        EventBytes.of("USER_ADDED_E").values(1));

        Written written = Written.copy(capture.toByteArray(), OLD);

        Reading after = Reading.of(written.bytes());
        assertThat(after.events()).hasSize(2);
        assertThat(written.statistics().eventsLeftOut()).isEqualTo(1);
        assertThat(after.events().get(0).bytes(1))
                .isEqualTo("(NULL)\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(after.events().get(0).text(1)).isNull();
        assertThat(after.events().get(0).integer(2, -1)).isZero();
        assertThat(after.events().get(1).parameterLength(1)).isZero();
    }
}
