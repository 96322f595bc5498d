package io.scapula.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.CaptureBytes;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Reading;
import io.scapula.format.testing.Seeded;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PendingEntersTest {

    private static List<Event> closes(int count) {
        CaptureBytes capture = CaptureBytes.section();
        for (int fd = 0; fd < count; fd++) {
            capture.event(EventBytes.of("SYSCALL_CLOSE_E").values(fd));
        }
        return Reading.of(capture).events();
    }

    /** A hash table with removal by moving up is easy to get wrong; a {@link HashMap} is not. */
    @Seeded
    void behavesLikeAMap(long seed) {
        Random random = new Random(seed);
        List<Event> events = closes(1000);
        for (int threads : new int[] {3, 100, 128, 700, 5000}) {
            PendingEnters pending = new PendingEnters(Integer.MAX_VALUE);
            Map<Long, Long> expected = new HashMap<>();
            for (int step = 0; step < 20_000; step++) {
                long tid = random.nextInt(threads) * (random.nextBoolean() ? 1L : 0x100000001L);
                if (random.nextInt(3) > 0) {
                    Event event = events.get(random.nextInt(events.size()));
                    pending.forThread(tid).set(event, event.typeCode());
                    expected.put(tid, event.integer(0, -1));
                } else {
                    pending.take(tid);
                    expected.remove(tid);
                }
                long asked = random.nextInt(threads);
                assertThat(descriptor(pending, asked)).isEqualTo(expected.get(asked));
            }
            expected.forEach((tid, fd) -> assertThat(descriptor(pending, tid)).isEqualTo(fd));
            pending.clear();
            assertThat(expected.keySet()).allMatch(tid -> pending.find(tid) == null);
        }
    }

    private static Long descriptor(PendingEnters pending, long tid) {
        PendingEnter enter = pending.find(tid);
        return enter == null ? null : enter.buffer().getLong(enter.start(0));
    }

    @Test
    void beyondTheLimitAllAreForgotten() {
        PendingEnters pending = new PendingEnters(2);
        Event event = closes(1).get(0);
        for (long tid = 1; tid <= 3; tid++) {
            pending.forThread(tid).set(event, event.typeCode());
        }

        assertThat(pending.find(1)).isNull();
        assertThat(pending.find(2)).isNull();
        assertThat(pending.find(3)).isNotNull();
    }

    @Test
    void aRemovedEntryCanBeReadUntilTheNextIsRemembered() {
        PendingEnters pending = new PendingEnters(10);
        Event event = closes(8).get(7);
        PendingEnter entry = pending.forThread(5);
        entry.set(event, event.typeCode());

        pending.take(5);

        assertThat(pending.find(5)).isNull();
        assertThat(entry.buffer().getLong(entry.start(0))).isEqualTo(7);
        assertThat(pending.forThread(6)).isSameAs(entry);
    }
}
