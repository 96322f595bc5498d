package io.scapula.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.scapula.event.EventReplay;
import io.scapula.field.Field;
import io.scapula.field.Fields;
import io.scapula.filter.Expression;
import io.scapula.filter.Filter;
import io.scapula.filter.FilterException;
import io.scapula.filter.FilterParser;
import io.scapula.format.CaptureReader;
import io.scapula.format.ReadOptions;
import io.scapula.text.DisplayOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Filters: refused with our exception or taken, printed as what they are, and able to be asked about any event. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
class FilterFuzzTest {
    private static final List<String> FILTERS = List.of(
            "evt.type = openat and fd.name startswith /etc",
            "proc.name in (bash, 'a b', \"c\\\"d\") or not proc.pname exists",
            "container.id != host and (evt.dir=< or evt.rawres >= -1)",
            "fd.net intersects (10.0.0.0/8, fe80::/10) and fd.ip = 127.0.0.1",
            "tolower(proc.cmdline) regex '(a+)+$' or proc.aname[2] glob 's*h?'",
            "evt.arg[0] contains x and evt.rawarg.flags bcontains 0a0d and evt.time > 1700000000",
            "concat(proc.name, \"/\", fd.name) = val(fd.name)",
            "evt.buffer icontains GET and evt.num <= 100 and fd.typechar=4",
            "proc.env[PATH] pmatch (/usr, /bin) and thread.cap_effective in (CAP_SYS_ADMIN)");
    private static final List<String> WORDS = List.of(
            "and",
            "or",
            "not",
            "(",
            ")",
            "=",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "in",
            "intersects",
            "contains",
            "icontains",
            "bcontains",
            "startswith",
            "bstartswith",
            "endswith",
            "glob",
            "iglob",
            "regex",
            "pmatch",
            "exists",
            "exact",
            "tolower(",
            "toupper(",
            "b64(",
            "basename(",
            "len(",
            "val(",
            "concat(",
            "join(",
            ",",
            "[",
            "]",
            "\"",
            "'",
            "\\",
            "0",
            "-1",
            "0x1f",
            "18446744073709551615",
            "1.2.3.4",
            "10.0.0.0/8",
            "::1",
            "true",
            "file",
            "*",
            ".*",
            "(a|b)*",
            "\u00e9\u20ac",
            "\t",
            "\n",
            "%",
            "a=b",
            "#",
            "macro");

    private final Fields fields = new Fields(DisplayOptions.DEFAULT);
    private final List<String> names = fields.all().stream().map(Field::name).toList();
    private final byte[] events = new CaptureSeeds().captures().findFirst().orElseThrow();

    Stream<Arguments> filters() {
        return ShortRun.arguments(FILTERS.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    Stream<Arguments> choices() {
        return ShortRun.choices(60, 40);
    }

    @MethodSource("filters")
    @FuzzTest
    void texts(byte[] text) throws IOException {
        check(new String(text, StandardCharsets.UTF_8));
    }

    /** Fields, operators and values one after the other, more often than not in an order that makes sense. */
    @MethodSource("choices")
    @FuzzTest
    void words(byte[] choices) throws IOException {
        Choices chosen = new Choices(choices);
        StringBuilder filter = new StringBuilder();
        while (chosen.hasMore()) {
            switch (chosen.below(4)) {
                case 0 -> filter.append(names.get(chosen.below(1 << 16) % names.size()));
                case 1 -> filter.append(chosen.text(WORDS));
                default -> filter.append(chosen.of(WORDS));
            }
            if (!chosen.oneIn(8)) {
                filter.append(' ');
            }
        }
        check(filter.toString());
    }

    @Test
    @Timeout(120)
    void textsInShort() {
        ShortRun.of(2000, filters(), this::texts);
    }

    @Test
    @Timeout(120)
    void wordsInShort() {
        ShortRun.of(2000, choices(), this::words);
    }

    private void check(String text) throws IOException {
        Filter filter;
        try {
            Expression parsed = FilterParser.parse(text);
            String printed = parsed.text();
            assertThat(FilterParser.parse(printed).text())
                    .as("printed and parsed again")
                    .isEqualTo(printed);
            filter = Filter.compile(text, fields);
        } catch (FilterException e) {
            assertThat(e.offset()).isBetween(0, text.length());
            return;
        }
        assertThat(selected(Filter.compile(filter.toString(), fields)))
                .as(filter.toString())
                .isEqualTo(selected(filter));
    }

    private List<Boolean> selected(Filter filter) throws IOException {
        List<Boolean> selected = new ArrayList<>();
        CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(events), "events", ReadOptions.DEFAULT);
        try (EventReplay replay = EventReplay.open(reader, EventReplay.Options.DEFAULT)) {
            while (replay.advance()) {
                selected.add(filter.matches(replay.event()));
            }
        }
        return selected;
    }
}
