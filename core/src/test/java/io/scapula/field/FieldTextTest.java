package io.scapula.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.event.IpAddress;
import io.scapula.text.DisplayOptions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as text and as JSON. */
class FieldTextTest {
    private final FieldText texts = new FieldText(DisplayOptions.DEFAULT);
    private final FieldValue value = new FieldValue();

    private static BoundField field(FieldType type, Multiplicity multiplicity, NumberFormat format) {
        Field field = new Field(
                "test.field", "test", type, multiplicity, ArgumentForm.NONE, format, Set.of(), Reads.EVENT, "A test.");
        return new BoundField(field, null, type, multiplicity, format, (event, target) -> false);
    }

    private String text(BoundField field) {
        StringBuilder out = new StringBuilder();
        texts.append(out, field, value);
        return out.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "SIGNED, DECIMAL, -5, -5",
        "SIGNED, HEXADECIMAL, 21997, 55ED",
        "UNSIGNED, DECIMAL, -1, 18446744073709551615",
        "UNSIGNED, OCTAL, 493, 0755",
        "TIME, NINE_DIGITS, 6971, 000006971",
        "PORT, DECIMAL, 80, 80",
        "BOOLEAN, DEFAULT, 1, true",
        "BOOLEAN, DEFAULT, 0, false",
    })
    void numbersFollowTheirFormat(FieldType type, NumberFormat format, long number, String expected) {
        value.add(number);

        assertThat(text(field(type, Multiplicity.SINGLE, format))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0", "1.37, 1.4", "100, 100.0", "-0.01, 0.0", "-2.5, -2.5"})
    void decimalsHaveOneDigit(double number, String expected) {
        value.add(number);

        assertThat(text(field(FieldType.DECIMAL, Multiplicity.SINGLE, NumberFormat.DEFAULT)))
                .isEqualTo(expected);
    }

    @Test
    void addressesArePrintedInTheirShortForm() {
        value.add(new IpAddress(0x20010DB8_00000000L, 1, true));

        assertThat(text(field(FieldType.ADDRESS, Multiplicity.SINGLE, NumberFormat.DEFAULT)))
                .isEqualTo("2001:db8::1");
    }

    @Test
    void chainsHaveBlanksAndListsHaveParentheses() {
        value.add("a");
        value.add("b");

        assertThat(text(field(FieldType.TEXT, Multiplicity.CHAIN, NumberFormat.DEFAULT)))
                .isEqualTo("a b");
        assertThat(text(field(FieldType.TEXT, Multiplicity.LIST, NumberFormat.DEFAULT)))
                .isEqualTo("(a,b)");
    }

    @Test
    void emptyListIsAPairOfParentheses() {
        assertThat(text(field(FieldType.TEXT, Multiplicity.LIST, NumberFormat.DEFAULT)))
                .isEqualTo("()");
    }

    @Test
    void bytesAreShownAsBuffersAre() {
        value.add(new byte[] {'a', 0, 'b'});

        assertThat(text(field(FieldType.BYTES, Multiplicity.SINGLE, NumberFormat.DEFAULT)))
                .isEqualTo("a.b");
    }

    @Test
    void dynamicValuesArePrintedAsTheTypeThatWasRead() {
        value.dynamicType(FieldType.UNSIGNED);
        value.add(7L);

        assertThat(text(field(FieldType.DYNAMIC, Multiplicity.SINGLE, NumberFormat.DEFAULT)))
                .isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource({
        "plain text, plain text",
        "'',''",
        "say \"hi\", 'say \\\"hi\\\"'",
        "'back\\slash', 'back\\\\slash'",
        "'a\nb\tc\rd', 'a\\nb\\tc\\rd'",
        "bell\u0007\u007F, bell\\u0007\\u007f",
        "caf\u00E9 \uD83D\uDE00, caf\u00E9 \uD83D\uDE00",
        "lone \uDCFF \uD83D end, lone \\udcff \\ud83d end",
    })
    void jsonEscapesWhatMustBeEscaped(String shown, String expected) {
        value.add(shown);
        StringBuilder out = new StringBuilder("before ");

        texts.appendJson(out, field(FieldType.TEXT, Multiplicity.SINGLE, NumberFormat.DEFAULT), value);

        assertThat(out).hasToString("before \"" + expected + "\"");
    }

    @Test
    void jsonHasChainsAsOneTextAndListsAsArrays() {
        value.add("a\"");
        value.add("b");
        StringBuilder out = new StringBuilder();

        texts.appendJson(out, field(FieldType.TEXT, Multiplicity.CHAIN, NumberFormat.DEFAULT), value);
        texts.appendJson(out, field(FieldType.TEXT, Multiplicity.LIST, NumberFormat.DEFAULT), value);

        assertThat(out).hasToString("\"a\\\" b\"[\"a\\\"\",\"b\"]");
    }
}
