package io.scapula.format.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.BothByteOrders;
import io.scapula.format.testing.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Values whose type their first byte chooses: socket options, ptrace, bpf, keyctl. */
class DynamicParameterTest {

    private static ParameterSpec spec(String constant, String parameter) {
        EventType type = Objects.requireNonNull(EventTable.current().findByConstant("PPME_SYSCALL_" + constant));
        return type.parameters().get(type.indexOf(parameter));
    }

    private static ParameterSpec socketOption() {
        EventType type = Objects.requireNonNull(EventTable.current().findByConstant("PPME_SOCKET_GETSOCKOPT_X"));
        return type.parameters().get(type.indexOf("val"));
    }

    private static ParameterValue decode(ParameterSpec spec, Bytes bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray()).order(bytes.order());
        return ParameterDecoder.decode(spec, buffer, 0, bytes.size());
    }

    private static ParameterValue.Dynamic dynamic(int variant, ParameterValue value) {
        return new ParameterValue.Dynamic(variant, value);
    }

    private static ParameterValue.Number signed(long value) {
        return new ParameterValue.Number(value, true);
    }

    private static ParameterValue.Number unsigned(long value) {
        return new ParameterValue.Number(value, false);
    }

    @BothByteOrders
    void socketOptions(ByteOrder order) {
        ParameterSpec option = socketOption();

        assertThat(decode(option, Bytes.in(order).u8(1).u64(-2))).isEqualTo(dynamic(1, signed(-2)));
        assertThat(decode(option, Bytes.in(order).u8(2).u32(0xFFFFFFFFL))).isEqualTo(dynamic(2, unsigned(0xFFFFFFFFL)));
        assertThat(decode(option, Bytes.in(order).u8(3).u64(5))).isEqualTo(dynamic(3, unsigned(5)));
        assertThat(decode(option, Bytes.in(order).u8(4).u64(6))).isEqualTo(dynamic(4, unsigned(6)));
        assertThat(decode(option, Bytes.in(order).u8(0).raw(7, 8)))
                .isInstanceOfSatisfying(
                        ParameterValue.Dynamic.class,
                        value -> assertThat(value.value())
                                .isInstanceOfSatisfying(
                                        ParameterValue.Bytes.class,
                                        bytes -> assertThat(bytes.value()).containsExactly(7, 8)));
    }

    @BothByteOrders
    void ptraceAddresses(ByteOrder order) {
        ParameterSpec address = spec("PTRACE_X", "addr");

        assertThat(decode(address, Bytes.in(order).u8(0).u64(-1))).isEqualTo(dynamic(0, unsigned(-1)));
        assertThat(decode(address, Bytes.in(order).u8(1).u8(9))).isEqualTo(dynamic(1, unsigned(9)));
    }

    @BothByteOrders
    void bpfResults(ByteOrder order) {
        ParameterSpec result = spec("BPF_X", "res_or_fd");

        assertThat(decode(result, Bytes.in(order).u8(0).u64(7))).isEqualTo(dynamic(0, signed(7)));
        assertThat(decode(result, Bytes.in(order).u8(1).u64(-1))).isEqualTo(dynamic(1, signed(-1)));
    }

    @Test
    void anIndexBeyondTheVariantsIsRaw() {
        ParameterValue value = decode(
                spec("PTRACE_X", "addr"),
                Bytes.in(ByteOrder.LITTLE_ENDIAN).u8(2).u64(7));

        assertThat(value)
                .isInstanceOfSatisfying(
                        ParameterValue.Raw.class, raw -> assertThat(raw.value()).hasSize(9));
    }

    @Test
    void aVariantOfAnotherWidthIsRawInside() {
        ParameterValue value = decode(
                spec("PTRACE_X", "addr"),
                Bytes.in(ByteOrder.LITTLE_ENDIAN).u8(0).u32(7));

        assertThat(value)
                .isInstanceOfSatisfying(
                        ParameterValue.Dynamic.class,
                        dynamic -> assertThat(dynamic.value()).isInstanceOf(ParameterValue.Raw.class));
    }

    @Test
    void anIndexAloneHasNoValue() {
        ParameterValue value = decode(
                spec("PTRACE_X", "addr"), Bytes.in(ByteOrder.LITTLE_ENDIAN).u8(0));

        assertThat(value).isEqualTo(dynamic(0, new ParameterValue.Absent()));
    }

    @Test
    void noByteAtAllIsAbsent() {
        assertThat(decode(spec("PTRACE_X", "addr"), Bytes.in(ByteOrder.LITTLE_ENDIAN)))
                .isInstanceOf(ParameterValue.Absent.class);
    }

    @Test
    void everyVariantOfEveryEventHasAKnownType() {
        assertThat(EventTable.current().all().stream()
                        .flatMap(type -> type.parameters().stream())
                        .filter(parameter -> parameter.type() == ParameterType.DYN))
                .isNotEmpty()
                .allSatisfy(parameter -> assertThat(parameter.variants())
                        .isNotEmpty()
                        .noneMatch(variant -> variant.type() == ParameterType.DYN));
    }
}
