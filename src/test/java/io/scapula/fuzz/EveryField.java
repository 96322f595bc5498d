package io.scapula.fuzz;

import io.scapula.event.EventReplay;
import io.scapula.field.ArgumentForm;
import io.scapula.field.Field;
import io.scapula.field.FieldFlag;
import io.scapula.field.Fields;
import io.scapula.filter.Filter;
import io.scapula.format.CaptureReader;
import io.scapula.format.MalformedCaptureException;
import io.scapula.format.ReadOptions;
import io.scapula.format.UnsupportedCaptureException;
import io.scapula.print.EventPrinter;
import io.scapula.print.OutputFormat;
import io.scapula.text.DisplayOptions;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.function.Predicate;

/** Prints fields of every event of a capture, and asks a filter about each. */
final class EveryField {
    private static final Map<String, String> ARGUMENTS =
            Map.of("evt.arg", "name", "evt.rawarg", "flags", "evt.type.is", "open", "evt.abspath", "src");
    private static final String FILTER = "not (fd.ip = 1.2.3.4 or fd.net = 10.0.0.0/8 or evt.rawarg.flags > 3 or"
            + " proc.aname contains x or fd.types in (file) or fd.name glob *a* or evt.buffer contains abc or"
            + " tolower(proc.env[PATH]) startswith /usr or basename(fd.name) = x)";

    private final Fields fields = new Fields(DisplayOptions.DEFAULT);
    private final Filter filter = Filter.compile(FILTER, fields);
    private final OutputFormat format;

    /** Fields that the predicate takes. */
    EveryField(Predicate<Field> taken) {
        StringBuilder template = new StringBuilder("*");
        for (Field field : fields.all()) {
            if (!field.has(FieldFlag.FILTER_ONLY) && taken.test(field)) {
                template.append('%')
                        .append(field.name())
                        .append(argument(field))
                        .append('|');
            }
        }
        format = OutputFormat.parse(template.toString(), fields);
    }

    private static String argument(Field field) {
        if (field.argument().presence() != ArgumentForm.Presence.REQUIRED) {
            return "";
        }
        String argument =
                ARGUMENTS.getOrDefault(field.name(), field.argument().kinds().contains("index") ? "1" : "x");
        return field.argument().dotted() ? "." + argument : "[" + argument + "]";
    }

    /** A line for each event, with what the filter says of it. */
    String lines(byte[] capture, boolean unified, boolean json) throws Exception {
        EventPrinter printer = json
                ? EventPrinter.json(format, DisplayOptions.DEFAULT)
                : EventPrinter.text(format, DisplayOptions.DEFAULT);
        EventReplay.Options options =
                unified ? EventReplay.Options.DEFAULT.inCurrentSchema() : EventReplay.Options.DEFAULT;
        StringBuilder lines = new StringBuilder();
        try (CaptureReader reader =
                        CaptureReader.open(new ByteArrayInputStream(capture), "fuzzed", ReadOptions.DEFAULT);
                EventReplay replay = EventReplay.open(reader, options)) {
            while (replay.advance()) {
                lines.append(filter.matches(replay.event()));
                printer.print(replay.event(), lines);
            }
        } catch (MalformedCaptureException | UnsupportedCaptureException e) {
            lines.append(e.getMessage());
        }
        return lines.toString();
    }
}
