package io.scapula.filter;

import static io.scapula.filter.TestEvent.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists and macros. */
class FilterScopeTest {
    private static final FilterScope LISTS = FilterScope.builder()
            .list("shells", List.of("bash", "sh"))
            .list("phrases", List.of("docker run", "a=b", "'quoted one'"))
            .list("programs", List.of("cat", "shells"))
            .list("nothing", List.of())
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "proc.name in (shells) | proc.name in (bash, sh)",
                "proc.name in shells | proc.name in (bash, sh)",
                "proc.name in (cat,shells) | proc.name in (cat, bash, sh)",
                "proc.name in (programs) | proc.name in (cat, bash, sh)",
                "proc.name in (nothing) | proc.name in ()",
                "proc.name in (a, nothing, b) | proc.name in (a, b)",
                "proc.name in (phrases) | proc.name in (\"docker run\", \"a=b\", \"quoted one\")",
                "proc.name startswith anyof shells | proc.name startswith anyof (bash, sh)",
                "fd.name pmatch shells | fd.name pmatch (bash, sh)",
                "proc.name in ('shells') | proc.name in (shells)",
                "proc.name in (\"x shells y\") | proc.name in (\"x shells y\")",
                "proc.name in (myshells, shells2) | proc.name in (myshells, shells2)",
            })
    void listsAreReplacedByTheirElements(String filter, String text) {
        assertThat(FilterParser.parse(filter, LISTS).text()).isEqualTo(text);
    }

    @Test
    void aListThatContainsItselfIsRefused() {
        FilterScope scope = FilterScope.builder()
                .list("a", List.of("b"))
                .list("b", List.of("a"))
                .build();

        assertThatThrownBy(() -> FilterParser.parse("proc.name in (a)", scope))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("contains itself");
    }

    @Test
    void listsThatExplodeAreRefused() {
        FilterScope.Builder builder = FilterScope.builder().list("l0", List.of("xxxxxxxxxx"));
        for (int level = 1; level < 40; level++) {
            builder.list("l" + level, List.of("l" + (level - 1), "l" + (level - 1)));
        }
        FilterScope scope = builder.build();

        assertThatThrownBy(() -> FilterParser.parse("proc.name in (l39)", scope))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("too long");
    }

    private static Filter compile(String filter, FilterScope scope) {
        return Filter.compile(FilterParser.parse(filter, scope), new TestFields(), scope);
    }

    @Test
    void aMacroKeepsItsPrecedence() {
        FilterScope scope = FilterScope.builder()
                .macro("either", FilterParser.parse("proc.name = a or proc.name = b"))
                .macro("neither", FilterParser.parse("not either"))
                .build();

        Filter filter = compile("not neither and fd.num = 1", scope);

        assertThat(filter.toString()).isEqualTo("(proc.name = a or proc.name = b) and fd.num = 1");
        assertThat(filter.matches(fresh().with("proc.name", "a").with("fd.num", 1L)))
                .isTrue();
        assertThat(filter.matches(fresh().with("proc.name", "a").with("fd.num", 2L)))
                .isFalse();
    }

    @Test
    void aMacroThatContainsItselfIsRefused() {
        FilterScope scope = FilterScope.builder()
                .macro("a", FilterParser.parse("b"))
                .macro("b", FilterParser.parse("not a"))
                .build();

        assertThatThrownBy(() -> compile("a", scope))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("macro 'a' contains itself");
    }

    @Test
    void macrosThatExplodeAreRefused() {
        FilterScope.Builder builder = FilterScope.builder().macro("m0", FilterParser.parse("evt.cpu = 1"));
        for (int level = 1; level < 60; level++) {
            builder.macro("m" + level, FilterParser.parse("m" + (level - 1) + " or m" + (level - 1)));
        }
        FilterScope scope = builder.build();

        assertThatThrownBy(() -> compile("m59", scope))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void aLongChainOfMacrosIsRefused() {
        FilterScope.Builder builder = FilterScope.builder();
        for (int level = 0; level < 10_000; level++) {
            builder.macro("m" + level, FilterParser.parse("m" + (level + 1)));
        }
        FilterScope scope = builder.build();

        assertThatThrownBy(() -> compile("m0", scope))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("too deeply nested");
    }

    @Test
    void anErrorInAMacroShowsTheMacro() {
        FilterScope scope = FilterScope.builder()
                .macro("bad", FilterParser.parse("fd.num = x"))
                .build();

        assertThatThrownBy(() -> compile("evt.cpu = 1 and bad", scope))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("  fd.num = x");
    }
}
