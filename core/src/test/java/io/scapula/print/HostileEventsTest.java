package io.scapula.print;

import static org.assertj.core.api.Assertions.assertThat;

import io.scapula.event.EventReplay;
import io.scapula.field.ArgumentForm;
import io.scapula.field.Field;
import io.scapula.field.FieldFlag;
import io.scapula.field.Fields;
import io.scapula.filter.Filter;
import io.scapula.format.CaptureReader;
import io.scapula.format.EventCursor;
import io.scapula.format.ReadOptions;
import io.scapula.format.testing.BundledCaptures;
import io.scapula.format.testing.Seeded;
import io.scapula.text.DisplayOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Wrong bytes within events, whose blocks are in order: every field and a filter over many kinds of values take them all,
 * in both views, as text and as JSON.
 */
class HostileEventsTest {
    private static final int SLICE_BYTES = 400_000;
    private static final int CHANGES = 4_000;
    /** Block type and length, processor, event header. */
    private static final int BEFORE_PARAMETERS = 36;

    private static final int TYPE_CODE = 30;
    private static final Map<String, String> ARGUMENTS =
            Map.of("evt.arg", "name", "evt.rawarg", "flags", "evt.type.is", "open", "evt.abspath", "src");
    private static final String FILTER = "not (fd.ip = 1.2.3.4 or fd.net = 10.0.0.0/8 or evt.rawarg.flags > 3 or"
            + " proc.aname contains x or fd.types in (file) or fd.name glob *a* or evt.buffer contains abc or"
            + " tolower(proc.env[PATH]) startswith /usr or basename(fd.name) = x)";

    @Seeded
    void everyFieldTakesWrongBytes(long seed) throws IOException {
        Random random = new Random(seed);
        long events = 0;
        for (String name : List.of("net.scap.gz", "file-churn-exit-only.scap.gz")) {
            byte[] capture = BundledCaptures.slice(name, SLICE_BYTES);
            damage(capture, random);
            for (boolean unified : new boolean[] {false, true}) {
                for (boolean json : new boolean[] {false, true}) {
                    events += print(capture, unified, json);
                }
            }
        }

        assertThat(events).isPositive();
    }

    private static void damage(byte[] capture, Random random) throws IOException {
        List<Integer> blocks = new ArrayList<>();
        try (CaptureReader reader =
                CaptureReader.open(new ByteArrayInputStream(capture), "intact", ReadOptions.DEFAULT)) {
            EventCursor cursor = reader.events();
            while (cursor.advance()) {
                blocks.add((int) cursor.location().byteOffset());
            }
        }
        ByteBuffer bytes = ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN);
        for (int change = 0; change < CHANGES; change++) {
            int block = blocks.get(random.nextInt(blocks.size()));
            int parameters = bytes.getInt(block + 4) - BEFORE_PARAMETERS - 4;
            boolean inHeader = parameters <= 0 || random.nextInt(10) == 0;
            int position = inHeader ? block + TYPE_CODE : block + BEFORE_PARAMETERS + random.nextInt(parameters);
            capture[position] = (byte) (random.nextBoolean() ? random.nextInt() : -random.nextInt(2));
        }
    }

    private static long print(byte[] capture, boolean unified, boolean json) throws IOException {
        Fields fields = new Fields(DisplayOptions.DEFAULT);
        OutputFormat format = OutputFormat.parse(everyField(fields), fields);
        EventPrinter printer = json
                ? EventPrinter.json(format, DisplayOptions.DEFAULT)
                : EventPrinter.text(format, DisplayOptions.DEFAULT);
        Filter filter = Filter.compile(FILTER, fields);
        EventReplay.Options options =
                unified ? EventReplay.Options.DEFAULT.inCurrentSchema() : EventReplay.Options.DEFAULT;
        CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(capture), "damaged", ReadOptions.DEFAULT);
        StringBuilder line = new StringBuilder();
        long events = 0;
        try (EventReplay replay = EventReplay.open(reader, options)) {
            while (replay.advance()) {
                line.setLength(0);
                filter.matches(replay.event());
                assertThat(printer.print(replay.event(), line)).isTrue();
                events++;
            }
        }
        return events;
    }

    private static String everyField(Fields fields) {
        StringBuilder format = new StringBuilder("*");
        for (Field field : fields.all()) {
            if (field.has(FieldFlag.FILTER_ONLY)) {
                continue;
            }
            format.append('%').append(field.name());
            if (field.argument().presence() == ArgumentForm.Presence.REQUIRED) {
                String argument = ARGUMENTS.getOrDefault(
                        field.name(), field.argument().kinds().contains("index") ? "1" : "x");
                format.append(field.argument().dotted() ? "." + argument : "[" + argument + "]");
            }
            format.append('|');
        }
        return format.toString();
    }
}
