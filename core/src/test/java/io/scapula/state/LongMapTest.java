package io.scapula.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.Seeded;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LongMapTest {
    @Seeded
    void doesWhatAHashMapDoes(long seed) {
        Random random = new Random(seed);
        LongMap<Long> map = new LongMap<>();
        Map<Long, Long> expected = new HashMap<>();

        for (int step = 0; step < 200_000; step++) {
            long key = random.nextInt(3) == 0 ? (long) random.nextInt(400) << 44 : random.nextInt(2_000) - 1_000;
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    map.put(key, (long) step);
                    expected.put(key, (long) step);
                }
                case 2, 3 -> {
                    map.remove(key);
                    expected.remove(key);
                }
                default -> {
                    if (random.nextInt(20_000) == 0) {
                        map.clear();
                        expected.clear();
                    }
                }
            }
            assertThat(map.get(key)).isEqualTo(expected.get(key));
            assertThat(map.size()).isEqualTo(expected.size());
        }

        expected.forEach((key, value) -> assertThat(map.get(key)).isEqualTo(value));
    }

    @Test
    void holdsEveryKindOfKey() {
        LongMap<String> map = new LongMap<>();

        for (long key : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            map.put(key, "at " + key);
        }

        assertThat(map.get(0)).isEqualTo("at 0");
        assertThat(map.get(-1)).isEqualTo("at -1");
        assertThat(map.get(Long.MIN_VALUE)).isEqualTo("at " + Long.MIN_VALUE);
        assertThat(map.get(1)).isNull();
    }

    @Test
    @Timeout(20)
    void keysThatWereChosenToCollideDoNot() {
        long perBucket = 1 << 12;
        long start = System.nanoTime();
        LongMap<Long> map = new LongMap<>();

        // With a multiplicative hash these would share some hundred places among a quarter of a million.
        for (long key = 0; key < 1 << 18; key++) {
            map.put(key << 45, key);
        }

        assertThat(map.get(perBucket << 45)).isEqualTo(perBucket);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
