package io.scapula.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.format.testing.Seeded;
import java.util.List;
import java.util.SplittableRandom;

/** What holds for every filter. */
class FilterPropertiesTest {
    private static final int FILTERS = 1500;
    private static final List<TestEvent> EVENTS = RecordedEvents.of("net.scap.gz", 97);

    @Seeded
    void compiledFiltersAgreeWithNaiveOnes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TestFields fields = new TestFields();
        RandomFilters filters = new RandomFilters(random, fields.all(), EVENTS);
        NaiveEvaluator naive = new NaiveEvaluator(fields);
        int selected = 0;

        for (int count = 0; count < FILTERS; count++) {
            Expression expression = filters.next();
            Expression parsed = FilterParser.parse(expression.text());
            Filter filter = Filter.compile(parsed, fields, FilterScope.EMPTY);
            int start = random.nextInt(EVENTS.size());
            for (int index = 0; index < 40; index++) {
                TestEvent event = EVENTS.get((start + index) % EVENTS.size());
                boolean matches = filter.matches(event);
                assertThat(matches)
                        .as("seed %d: %s at %s", seed, expression.text(), event)
                        .isEqualTo(naive.matches(parsed, event));
                selected += matches ? 1 : 0;
            }
            fields.reads.clear();
        }

        assertThat(selected).isBetween(FILTERS * 40 / 10, FILTERS * 40 * 9 / 10);
    }

    @Seeded
    void printedFiltersAreReadAsThemselves(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomFilters filters = new RandomFilters(random, new TestFields().all(), EVENTS);

        for (int count = 0; count < FILTERS; count++) {
            String printed = filters.next().text();

            assertThat(FilterParser.parse(printed).text()).isEqualTo(printed);
        }
    }

    @Seeded
    void nothingButFilterExceptionsComesOut(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TestFields fields = new TestFields();
        RandomFilters filters = new RandomFilters(random, fields.all(), EVENTS);
        FilterScope scope = FilterScope.builder()
                .list("shells", List.of("sh", "a b", "\"", "shells2"))
                .macro("is_sh", FilterParser.parse("proc.name in (sh)"))
                .build();
        int understood = 0;

        for (int count = 0; count < 4 * FILTERS; count++) {
            String text = GarbledText.of(filters.next().text(), random);
            try {
                Expression expression = FilterParser.parse(text, scope);
                String printed = expression.text();
                assertThat(FilterParser.parse(printed).text()).as(text).isEqualTo(printed);
                Filter.compile(expression, fields, scope).matches(EVENTS.get(random.nextInt(EVENTS.size())));
                understood++;
            } catch (FilterException refused) {
                assertThat(refused.offset())
                        .isBetween(0, refused.position().text().length());
                assertThat(refused).hasMessageContaining("column " + refused.column());
            } catch (RuntimeException | StackOverflowError wrong) {
                throw new AssertionError("seed " + seed + ": " + text, wrong);
            }
        }

        assertThat(understood).isPositive();
    }
}
