package io.scapula.print;

import io.scapula.event.EventContext;
import io.scapula.field.BoundField;
import io.scapula.field.FieldText;
import io.scapula.field.FieldValue;
import io.scapula.text.DisplayOptions;

/** Renders events with an {@link OutputFormat}. For one pass over one capture. */
public abstract class EventPrinter {
    private static final String MISSING = "<NA>";

    EventPrinter() {}

    /** Lines of text. */
    public static EventPrinter text(OutputFormat format, DisplayOptions display) {
        return new Text(format, display);
    }

    /** One JSON object an event. */
    public static EventPrinter json(OutputFormat format, DisplayOptions display) {
        return new JsonPrinter(format, display);
    }

    /**
     * Appends the event's line, without a line feed at its end.
     *
     * @return false if the event lacks a value that the format must have; nothing was appended then
     */
    public abstract boolean print(EventContext event, StringBuilder out);

    private static final class Text extends EventPrinter {
        private final OutputFormat.Part[] parts;
        private final boolean keepsIncomplete;
        private final FieldText texts;
        private final FieldValue value = new FieldValue();

        Text(OutputFormat format, DisplayOptions display) {
            this.parts = format.parts().toArray(OutputFormat.Part[]::new);
            this.keepsIncomplete = format.keepsIncomplete();
            this.texts = new FieldText(display);
        }

        @Override
        public boolean print(EventContext event, StringBuilder out) {
            int start = out.length();
            for (OutputFormat.Part part : parts) {
                out.append(part.literal());
                BoundField field = part.field();
                if (field == null) {
                    continue;
                }
                int valueStart = out.length();
                value.clear();
                if (field.reader().read(event, value)) {
                    texts.append(out, field, value);
                } else if (keepsIncomplete) {
                    out.append(MISSING);
                } else {
                    out.setLength(start);
                    return false;
                }
                if (part.width() > 0) {
                    fit(out, valueStart, part.width());
                }
            }
            return true;
        }

        private static void fit(StringBuilder out, int start, int width) {
            int end = start + width;
            if (out.length() > end) {
                out.setLength(end);
            }
            while (out.length() < end) {
                out.append(' ');
            }
        }
    }
}
