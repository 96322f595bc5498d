package io.scapula.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.testing.EventBytes;
import io.scapula.format.testing.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes stand where a parameter should be: there is a text for them, and no exception. */
class HostileParametersTest {
    private static final int ROUNDS = 6;

    private static EventBytes event(EventType type, Random random) {
        EventBytes event = EventBytes.of(type.code()).thread(ParameterLines.PROCESS);
        int count = random.nextInt(type.parameters().size() + 2);
        for (int index = 0; index < count; index++) {
            int width = index < type.parameters().size()
                    ? type.parameters().get(index).type().width()
                    : 0;
            byte[] bytes = new byte[random.nextInt(3) == 0 || width == 0 ? random.nextInt(40) : width];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[0] = (byte) random.nextInt(18);
            }
            event.parameter(out -> out.raw(bytes));
        }
        return event;
    }

    @Seeded
    void everyEventTypeTakesRandomBytes(long seed) {
        Random random = new Random(seed);
        for (EventType type : EventTable.current().all()) {
            for (int round = 0; round < ROUNDS; round++) {
                EventBytes event = event(type, random);

                assertThatCode(() -> {
                            ParameterLines.ofOldRecorder().of(event);
                            ParameterLines.ofCurrentRecorder().of(event);
                        })
                        .as("%s, seed %d, round %d", type.constant(), seed, round)
                        .doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "a/", "../", "./", "x"})
    void aPathOfAnyLengthIsShown(String part) {
        byte[] path = part.repeat(60_000 / part.length()).getBytes(StandardCharsets.UTF_8);

        String line = ParameterLines.ofOldRecorder()
                .of(EventBytes.of("SYSCALL_STAT_X")
                        .thread(ParameterLines.PROCESS)
                        .values(0)
                        .parameter(out -> out.raw(path).u8(0)));

        assertThat(line).startsWith("res=0 path=" + part).hasSizeLessThan(61_000);
    }
}
