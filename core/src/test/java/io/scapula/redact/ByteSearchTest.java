package io.scapula.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scapula.format.testing.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ByteSearchTest {
    @Seeded
    void findsWhatComparingEachStringAtEachPlaceFinds(long seed) {
        Random random = new Random(seed);
        TreeSet<String> strings = new TreeSet<>();
        while (strings.size() < 60) {
            strings.add(word(random, 1 + random.nextInt(6)));
        }
        String text = word(random, 5000);

        assertThat(found(List.copyOf(strings), text)).isEqualTo(expected(List.copyOf(strings), text));
    }

    @Test
    void keepsItsStateBetweenPieces() {
        ByteSearch search = new ByteSearch(List.of("secret".getBytes(StandardCharsets.ISO_8859_1)));
        int state = ByteSearch.START;
        for (byte one : "xxsec".getBytes(StandardCharsets.ISO_8859_1)) {
            state = search.step(state, one);
        }
        assertThat(search.depth(state)).isEqualTo(3);
        assertThat(search.beginningOf(state)).isZero();

        for (byte one : "ret".getBytes(StandardCharsets.ISO_8859_1)) {
            state = search.step(state, one);
        }

        assertThat(search.string(search.end(state))).isZero();
    }

    @Test
    void growsBeyondItsFirstTables() {
        List<byte[]> strings = new ArrayList<>();
        for (int index = 0; index < 3000; index++) {
            strings.add(("string-" + index + "-end").getBytes(StandardCharsets.ISO_8859_1));
        }
        ByteSearch search = new ByteSearch(strings);
        int state = ByteSearch.START;
        for (byte one : "a string-2718-end".getBytes(StandardCharsets.ISO_8859_1)) {
            state = search.step(state, one);
        }

        assertThat(search.string(search.end(state))).isEqualTo(2718);
    }

    @Test
    void refusesMoreThanItCanNumber() {
        byte[] endless = new byte[ByteSearch.MOST_STATES];

        assertThatThrownBy(() -> new ByteSearch(List.of(endless)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("states");
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int index = 0; index < length; index++) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }

    private static List<String> found(List<String> strings, String text) {
        ByteSearch search = new ByteSearch(strings.stream()
                .map(string -> string.getBytes(StandardCharsets.ISO_8859_1))
                .toList());
        List<String> found = new ArrayList<>();
        int state = ByteSearch.START;
        for (int index = 0; index < text.length(); index++) {
            state = search.step(state, (byte) text.charAt(index));
            for (int end = search.end(state); end != ByteSearch.NONE; end = search.shorter(end)) {
                found.add(index + " " + strings.get(search.string(end)));
            }
        }
        return found.stream().sorted().toList();
    }

    private static List<String> expected(List<String> strings, String text) {
        List<String> found = new ArrayList<>();
        for (String string : strings) {
            for (int index = text.indexOf(string); index >= 0; index = text.indexOf(string, index + 1)) {
                found.add(index + string.length() - 1 + " " + string);
            }
        }
        return found.stream().sorted().toList();
    }
}
