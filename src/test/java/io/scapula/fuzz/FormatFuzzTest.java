package io.scapula.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.scapula.event.EventReplay;
import io.scapula.field.Field;
import io.scapula.field.Fields;
import io.scapula.format.CaptureReader;
import io.scapula.format.ReadOptions;
import io.scapula.print.EventPrinter;
import io.scapula.print.FormatException;
import io.scapula.print.OutputFormat;
import io.scapula.text.DisplayOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Output formats, as {@code -p} takes them: refused with our exception, or any event can be printed in them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
class FormatFuzzTest {
    private static final List<String> FORMATS = List.of(
            OutputFormat.DEFAULT,
            OutputFormat.CONTAINER,
            OutputFormat.KUBERNETES,
            "%evt.num %proc.name",
            "*%10proc.name %-5fd.num|%evt.arg.flags %evt.arg[0] %proc.aname[2] %proc.env[PATH]",
            "%toupper(proc.name) %b64(evt.buffer) %%");
    private static final List<String> WORDS = List.of(
            "%",
            "*",
            " ",
            "-",
            "10",
            "99999999999",
            "[",
            "]",
            "(",
            ")",
            ".",
            "0",
            "x",
            "\\",
            "\"",
            "toupper(",
            "b64(",
            "len(",
            "\u00e9",
            "\t",
            "\u001b[31m",
            "evt.arg.",
            "%proc.aname[",
            "%evt.rawarg.res");

    private final List<String> names =
            new Fields(DisplayOptions.DEFAULT).all().stream().map(Field::name).toList();
    private final byte[] events = new CaptureSeeds().captures().findFirst().orElseThrow();

    Stream<Arguments> formats() {
        return ShortRun.arguments(FORMATS.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)));
    }

    Stream<Arguments> choices() {
        return ShortRun.choices(30, 30);
    }

    @MethodSource("formats")
    @FuzzTest
    void texts(byte[] text) throws IOException {
        String template = new String(text, StandardCharsets.UTF_8);
        assertThat(lines(template, true)).isEqualTo(lines(template, true));
        lines(template, false);
    }

    @MethodSource("choices")
    @FuzzTest
    void words(byte[] choices) throws IOException {
        Choices chosen = new Choices(choices);
        StringBuilder template = new StringBuilder();
        while (chosen.hasMore()) {
            if (chosen.oneIn(2)) {
                template.append('%').append(names.get(chosen.below(1 << 16) % names.size()));
            } else {
                template.append(chosen.text(WORDS));
            }
        }
        texts(template.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @Timeout(120)
    void textsInShort() {
        ShortRun.of(250, formats(), this::texts);
    }

    @Test
    @Timeout(120)
    void wordsInShort() {
        ShortRun.of(250, choices(), this::words);
    }

    private String lines(String template, boolean json) throws IOException {
        StringBuilder lines = new StringBuilder();
        Fields fields = new Fields(DisplayOptions.DEFAULT);
        OutputFormat format;
        try {
            format = OutputFormat.parse(template, fields);
        } catch (FormatException e) {
            assertThat(e.column()).isBetween(1, template.length() + 1);
            return String.valueOf(e.getMessage());
        }
        EventPrinter printer = json
                ? EventPrinter.json(format, DisplayOptions.DEFAULT)
                : EventPrinter.text(format, DisplayOptions.DEFAULT);
        CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(events), "events", ReadOptions.DEFAULT);
        try (EventReplay replay = EventReplay.open(reader, EventReplay.Options.DEFAULT)) {
            while (replay.advance()) {
                printer.print(replay.event(), lines);
            }
        }
        return lines.toString();
    }
}
