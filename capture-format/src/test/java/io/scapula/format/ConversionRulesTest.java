package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.ParameterType;
import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Reading;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the conversion table, judged by {@link ConversionOracle}. */
class ConversionRulesTest {
    private static final int OLD_CONTAINER = 228;
    private static final List<ByteOrder> BOTH = List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);

    static Stream<ConversionOracle.Rule> rules() {
        return ConversionOracle.rules().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void eachRuleIsFollowedAfterTheEnterEvent(ConversionOracle.Rule rule) {
        for (ByteOrder order : BOTH) {
            Calls calls = new Calls(order);
            for (int count : enterCounts(rule)) {
                calls.next(shape(rule.code() - 1, count, order), shape(rule.code(), rule.count(), order));
            }
            calls.assertConverted();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void eachRuleIsFollowedWithoutAnEnterEvent(ConversionOracle.Rule rule) {
        for (ByteOrder order : BOTH) {
            new Calls(order).next(shape(rule.code(), rule.count(), order)).assertConverted();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void eachRuleIsFollowedAfterAnEnterEventOfAnotherCall(ConversionOracle.Rule rule) {
        int other = rule.code() == 7 ? 8 : 6;
        for (ByteOrder order : BOTH) {
            new Calls(order)
                    .next(shape(other, 2, order), shape(rule.code(), rule.count(), order))
                    .assertConverted();
        }
    }

    /** Whatever number of parameters a file has, the result is the oracle's. */
    @ParameterizedTest(name = "{0} parameters")
    @ValueSource(ints = {0, 1, 2, 3, 5, 8, 13, 21, 30, 31, 32, 40})
    void everyCodeIsConvertedWhateverItsParameters(int count) {
        for (ByteOrder order : BOTH) {
            Calls calls = new Calls(order);
            for (EventType type : EventTable.current().all()) {
                if (type.code() != OLD_CONTAINER || count >= 4) {
                    calls.next(shape(type.code(), count, order));
                }
            }
            calls.assertConverted();
        }
    }

    private static int[] enterCounts(ConversionOracle.Rule rule) {
        if (rule.code() % 2 == 0) {
            return new int[0];
        }
        int schema = EventTable.current().get(rule.code() - 1).parameters().size();
        return IntStream.rangeClosed(0, schema).toArray();
    }

    /** Parameters whose bytes differ from one another, in the width of the schema, or 3 bytes beyond it. */
    private static ConversionOracle.Shape shape(int code, int count, ByteOrder order) {
        EventType type = EventTable.current().get(code);
        List<byte[]> parameters = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            ParameterType parameter = index < type.parameters().size()
                    ? type.parameters().get(index).type()
                    : ParameterType.BYTEBUF;
            byte[] value = new byte[parameter.width() == 0 ? 3 : parameter.width()];
            for (int at = 0; at < value.length; at++) {
                value[at] = (byte) (code * 31 + index * 16 + at + 1);
            }
            if (parameter.width() == 0) {
                value[2] = 0;
                value[0] = 'a';
                value[1] = (byte) ('a' + index % 26);
            } else if (code == OLD_CONTAINER) {
                Arrays.fill(value, (byte) 0);
                value[order == ByteOrder.LITTLE_ENDIAN ? 0 : 3] = 5;
            }
            parameters.add(value);
        }
        return new ConversionOracle.Shape(code, parameters);
    }

    /** Calls, each of a thread of its own, as the unifier and as the oracle see them. */
    private static final class Calls {
        private final CaptureBytes capture;
        private final ConversionOracle oracle;
        private final List<String> expected = new ArrayList<>();
        private long thread;

        Calls(ByteOrder order) {
            capture = CaptureBytes.section(order);
            oracle = new ConversionOracle(order);
        }

        Calls next(ConversionOracle.Shape... recorded) {
            thread++;
            for (ConversionOracle.Shape shape : recorded) {
                EventBytes event = EventBytes.of(shape.code()).thread(thread);
                shape.parameters().forEach(bytes -> event.parameter(out -> out.raw(bytes)));
                capture.event(event);
                ConversionOracle.Shape converted = oracle.convert(thread, shape);
                if (converted != null) {
                    expected.add(text(thread, converted.code(), converted.parameters()));
                }
            }
            return this;
        }

        void assertConverted() {
            List<String> unified = Reading.unified(capture.toByteArray()).events().stream()
                    .map(event -> text(event.tid(), event.typeCode(), parameters(event)))
                    .toList();

            assertThat(unified).isEqualTo(expected);
        }
    }

    private static List<byte[]> parameters(Event event) {
        return IntStream.range(0, event.parameterCount()).mapToObj(event::bytes).toList();
    }

    private static String text(long thread, int code, List<byte[]> parameters) {
        return thread + ": " + code + " "
                + parameters.stream().map(HexFormat.of()::formatHex).toList();
    }
}
