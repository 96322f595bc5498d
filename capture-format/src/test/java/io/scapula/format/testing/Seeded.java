package io.scapula.format.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * A property, tried with random values: once from a fixed seed, once from a new one, which is printed. The system property
 * {@code scapula.seed} repeats a run.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "seed {0}")
@ArgumentsSource(Seeded.Provider.class)
public @interface Seeded {

    /** Gives the seeds. */
    final class Provider implements ArgumentsProvider {
        private static final long FIXED = 20_231_115;

        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context) {
            Long given = Long.getLong("scapula.seed");
            if (given != null) {
                return Stream.of(Arguments.of(given));
            }
            long fresh = new SplittableRandom().nextLong();
            System.out.println(context.getRequiredTestClass().getSimpleName() + "."
                    + context.getRequiredTestMethod().getName() + ": seeds " + FIXED + " and " + fresh
                    + "; -Dscapula.seed=... repeats one");
            return LongStream.of(FIXED, fresh).mapToObj(Arguments::of);
        }
    }
}
