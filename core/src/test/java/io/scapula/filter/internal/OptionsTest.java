package io.scapula.filter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of command lines. */
class OptionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ab | -a -b | a b",
                "ab | -ab | a b",
                "ab: | -bvalue | b value",
                "ab: | -b value -a | b value a",
                "ab: | -abvalue | a b value",
                "ab | -a file -b | a",
                "ab | -a -- -b | a",
                "ab | --long -a | a",
                "ab | -x -a | ? a",
                "ab: | -b | ?",
                "ab | - -a | ``",
                "a:b | -: -b | ? b",
            })
    void readsOptions(String letters, String line, String options) {
        List<String> found = new ArrayList<>();

        new Options(letters).forEach(List.of(line.split(" ")), found::add);

        assertThat(String.join(" ", found)).isEqualTo(options);
    }

    @Test
    void theLastValueCounts() {
        assertThat(new Options("c:").find(List.of("-c", "1", "-c2"), 'c')).isEqualTo("2");
    }

    @Test
    void anOptionThatTakesNoneIsItsOwnValue() {
        assertThat(new Options("c").find(List.of("-c"), 'c')).isEqualTo("c");
    }

    @Test
    void anAbsentOptionHasNoValue() {
        assertThat(new Options("c").find(List.of("x"), 'c')).isNull();
    }
}
