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
    private static final long THREAD = 77;
    private static final List<ByteOrder> BOTH = List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);

    static Stream<ConversionOracle.Rule> rules() {
        return ConversionOracle.rules().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void eachRuleIsFollowedAfterTheEnterEvent(ConversionOracle.Rule rule) {
        for (ByteOrder order : BOTH) {
            for (int count : enterCounts(rule)) {
                assertConverted(order, shape(rule.code() - 1, count, order), shape(rule.code(), rule.count(), order));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void eachRuleIsFollowedWithoutAnEnterEvent(ConversionOracle.Rule rule) {
        for (ByteOrder order : BOTH) {
            assertConverted(order, shape(rule.code(), rule.count(), order));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void eachRuleIsFollowedAfterAnEnterEventOfAnotherCall(ConversionOracle.Rule rule) {
        int other = rule.code() == 7 ? 8 : 6;
        for (ByteOrder order : BOTH) {
            assertConverted(order, shape(other, 2, order), shape(rule.code(), rule.count(), order));
        }
    }

    /** Whatever number of parameters a file has, the result is never wider, shorter or otherwise than the oracle's. */
    @ParameterizedTest(name = "{0} parameters")
    @ValueSource(ints = {0, 1, 2, 3, 5, 8, 13, 21, 30, 31, 32, 40})
    void everyCodeIsConvertedWhateverItsParameters(int count) {
        for (ByteOrder order : BOTH) {
            for (EventType type : EventTable.current().all()) {
                if (type.code() != 228) {
                    assertConverted(order, shape(type.code(), count, order));
                }
            }
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
            } else if (code == 228) {
                Arrays.fill(value, (byte) 0);
                value[order == ByteOrder.LITTLE_ENDIAN ? 0 : 3] = 5;
            }
            parameters.add(value);
        }
        return new ConversionOracle.Shape(code, parameters);
    }

    private static void assertConverted(ByteOrder order, ConversionOracle.Shape... recorded) {
        CaptureBytes capture = CaptureBytes.section(order);
        ConversionOracle oracle = new ConversionOracle(order);
        List<String> expected = new ArrayList<>();
        for (ConversionOracle.Shape shape : recorded) {
            EventBytes event = EventBytes.of(shape.code()).thread(THREAD);
            shape.parameters().forEach(bytes -> event.parameter(out -> out.raw(bytes)));
            capture.event(event);
            ConversionOracle.Shape converted = oracle.convert(THREAD, shape);
            if (converted != null) {
                expected.add(text(converted.code(), converted.parameters()));
            }
        }

        List<String> unified = Reading.unified(capture.toByteArray()).events().stream()
                .map(event -> text(event.typeCode(), parameters(event)))
                .toList();

        assertThat(unified).isEqualTo(expected);
    }

    private static List<byte[]> parameters(Event event) {
        return IntStream.range(0, event.parameterCount()).mapToObj(event::bytes).toList();
    }

    private static String text(int code, List<byte[]> parameters) {
        return code + " " + parameters.stream().map(HexFormat.of()::formatHex).toList();
    }
}
