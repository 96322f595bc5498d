package io.scapula.format.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventTableTest {
    private static final EventTable TABLE = EventTable.current();

    @Test
    void evenCodesEnterAndOddCodesExit() {
        assertThat(TABLE.all()).hasSize(454).hasSize(TABLE.size());
        assertThat(TABLE.all()).allMatch(type -> type.isExit() == (type.code() % 2 == 1));
        assertThat(Direction.ENTER.symbol()).isEqualTo('>');
        assertThat(Direction.EXIT.symbol()).isEqualTo('<');
    }

    @Test
    void aRowTellsAllAboutItsCode() {
        EventType execve = TABLE.get(293);

        assertThat(execve.constant()).isEqualTo("PPME_SYSCALL_EXECVE_19_X");
        assertThat(execve.name()).isEqualTo("execve");
        assertThat(execve.direction()).isEqualTo(Direction.EXIT);
        assertThat(execve.has(EventCategory.PROCESS)).isTrue();
        assertThat(execve.has(EventFlag.MODIFIES_STATE)).isTrue();
        assertThat(execve.has(EventFlag.UNUSED)).isFalse();
        assertThat(execve.converterManaged()).isTrue();
        assertThat(execve.parameters()).hasSize(31);
        assertThat(execve.oldestParameterCount()).isEqualTo(20);
        assertThat(execve.indexOf("exe")).isEqualTo(1);
        assertThat(execve.indexOf("nothing")).isEqualTo(-1);
    }

    @Test
    void threeKindsOfEventsHaveLengthsOfFourBytes() {
        assertThat(TABLE.all())
                .filteredOn(type -> type.lengthBytes() == 4)
                .extracting(EventType::code)
                .contains(322, 324, 402)
                .hasSizeLessThan(7);
        assertThat(TABLE.all()).allMatch(type -> type.lengthBytes() == 2 || type.lengthBytes() == 4);
    }

    @Test
    void codesThatNewerRecordersMayWriteHaveNoRow() {
        assertThat(TABLE.find(454)).isNull();
        assertThat(TABLE.find(-1)).isNull();
        assertThat(TABLE.isKnown(453)).isTrue();
        assertThatThrownBy(() -> TABLE.get(454))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("event code 454 is not in 0..453");
    }

    @Test
    void aNameStandsForAllVersionsOfAnEvent() {
        EventTypeSet exits = TABLE.exitsOf("execve");
        EventTypeSet enters = TABLE.entersOf("execve");

        assertThat(IntStream.range(0, 454).filter(exits::contains))
                .containsExactly(13, 155, 173, 215, 231, 283, 289, 293);
        assertThat(IntStream.range(0, 454).filter(enters::contains))
                .containsExactly(12, 154, 172, 214, 230, 282, 288, 292);
        assertThat(exits.contains(100_000)).isFalse();
        assertThat(exits.isEmpty()).isFalse();
        assertThat(TABLE.exitsOf("nothing").isEmpty()).isTrue();
    }

    @Test
    void constantsAreFound() {
        EventType read = TABLE.findByConstant("PPME_SYSCALL_READ_X");

        assertThat(read).isSameAs(TABLE.get(7));
        assertThat(TABLE.findByConstant("PPME_NOTHING")).isNull();
    }

    @Test
    void relativePathsKnowTheirDirectory() {
        EventType openat = TABLE.get(307);

        assertThat(openat.parameters().get(openat.indexOf("name")).type()).isEqualTo(ParameterType.FSRELPATH);
        assertThat(openat.parameters().get(openat.indexOf("name")).directoryParameter())
                .isEqualTo(openat.indexOf("dirfd"));
        assertThat(openat.parameters().get(openat.indexOf("flags")).flags()).isNotNull();
    }

    @Test
    void dynamicParametersListTheirVariants() {
        assertThat(TABLE.all().stream()
                        .flatMap(type -> type.parameters().stream())
                        .filter(parameter -> !parameter.variants().isEmpty()))
                .isNotEmpty()
                .allMatch(parameter -> parameter.type() == ParameterType.DYN);
    }

    @Test
    void everyRuleLeadsToACodeOfTheTable() {
        assertThat(ConversionRule.all().values()).hasSize(253).allMatch(rule -> TABLE.isKnown(rule.target()));
    }

    @Test
    void systemCallsHaveNamesAndNumbers() {
        SyscallTable.Syscall openat = SyscallTable.current().all().stream()
                .filter(syscall -> syscall.name().equals("openat"))
                .findFirst()
                .orElseThrow();

        assertThat(SyscallTable.current().find(openat.code())).isEqualTo(openat);
        assertThat(openat.kind()).isEqualTo(SyscallTable.Kind.SYSCALL);
        assertThat(openat.numbers()).containsEntry("x86_64", 257).containsEntry("aarch64", 56);
        assertThat(openat.exit()).isEqualTo("PPME_SYSCALL_OPENAT_2_X");
        assertThat(SyscallTable.current().find(-1)).isNull();
        assertThat(SyscallTable.current().find(100_000)).isNull();
    }

    @Test
    void theKernelsNumbersHaveNames() {
        KernelNames names = KernelNames.current();

        assertThat(names.error(2)).isEqualTo("ENOENT");
        assertThat(names.error(-2)).isNull();
        assertThat(names.signal(9)).isEqualTo("SIGKILL");
        assertThat(names.signal(200)).isNull();
        assertThat(names.capabilities(0b11)).containsExactly("CAP_CHOWN", "CAP_DAC_OVERRIDE");
        assertThat(names.capabilities(1L << 63)).isEmpty();
    }
}
