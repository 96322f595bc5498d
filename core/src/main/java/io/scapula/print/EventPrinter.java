package io.scapula.print;

import io.scapula.event.EventContext;
import io.scapula.field.BoundField;
import io.scapula.field.ComposedText;
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
                appendLiteral(out, part.literal());
                BoundField field = part.field();
                if (field == null) {
                    continue;
                }
                int valueStart = out.length();
                if (!append(event, field, out)) {
                    if (!keepsIncomplete) {
                        out.setLength(start);
                        return false;
                    }
                    out.append(MISSING);
                }
                if (part.width() > 0) {
                    fit(out, valueStart, part.width());
                }
            }
            return true;
        }

        /** Mostly one blank or none, which need no copying of arrays. */
        private static void appendLiteral(StringBuilder out, String literal) {
            switch (literal.length()) {
                case 0 -> {}
                case 1 -> out.append(literal.charAt(0));
                default -> out.append(literal);
            }
        }

        private boolean append(EventContext event, BoundField field, StringBuilder out) {
            if (field.reader() instanceof ComposedText composed) {
                return composed.append(event, out);
            }
            value.clear();
            if (!field.reader().read(event, value)) {
                return false;
            }
            texts.append(out, field, value);
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
