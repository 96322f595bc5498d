package io.scapula.fuzz;

import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What a build can afford of fuzzing: a fixed number of inputs, the same ones each time. */
final class ShortRun {
    private static final long SEED = 20_261_130;

    /** What a fuzzer calls. */
    interface Target {
        void take(byte[] input) throws Exception;
    }

    private ShortRun() {}

    /** Hands changed seeds to the target; the system properties {@code scapula.fuzz.seed} and {@code .rounds} change which. */
    static void of(int rounds, Stream<Arguments> seeds, Target target) {
        Changes changes = new Changes(Long.getLong("scapula.fuzz.seed", SEED), inputs(seeds));
        int asked = Integer.getInteger("scapula.fuzz.rounds", rounds);
        for (int round = 0; round < asked; round++) {
            byte[] input = changes.next();
            try {
                target.take(input);
            } catch (Throwable e) {
                throw new AssertionError(
                        "round " + round + ", input " + Base64.getEncoder().encodeToString(input) + ": " + e, e);
            }
        }
    }

    private static List<byte[]> inputs(Stream<Arguments> seeds) {
        return seeds.map(arguments -> (byte[]) arguments.get()[0]).toList();
    }

    /** Seeds in the form that a target's parameters have. */
    static Stream<Arguments> arguments(Stream<byte[]> seeds) {
        return seeds.map(seed -> Arguments.of((Object) seed));
    }

    /** Series of choices: noise, from a fixed random number on. */
    static Stream<Arguments> choices(int count, int length) {
        SplittableRandom random = new SplittableRandom(SEED);
        return arguments(Stream.generate(() -> {
                    byte[] series = new byte[length];
                    random.nextBytes(series);
                    return series;
                })
                .limit(count));
    }
}
