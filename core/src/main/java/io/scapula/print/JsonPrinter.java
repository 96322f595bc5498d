package io.scapula.print;

import io.scapula.event.EventContext;
import io.scapula.field.BoundField;
import io.scapula.field.FieldText;
import io.scapula.field.FieldValue;
import io.scapula.text.DisplayOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Events as JSON objects: keys are the fields as the format spells them, sorted; what stands between them is left out. */
final class JsonPrinter extends EventPrinter {
    private final List<BoundField> fields = new ArrayList<>();
    private final boolean keepsIncomplete;
    private final FieldText texts;
    private final FieldValue value = new FieldValue();

    JsonPrinter(OutputFormat format, DisplayOptions display) {
        this.keepsIncomplete = format.keepsIncomplete();
        this.texts = new FieldText(display);
        Set<String> keys = new HashSet<>();
        for (OutputFormat.Part part : format.parts()) {
            BoundField field = part.field();
            if (field != null && keys.add(field.text())) {
                fields.add(field);
            }
        }
        fields.sort(Comparator.comparing(BoundField::text));
    }

    @Override
    public boolean print(EventContext event, StringBuilder out) {
        int start = out.length();
        out.append('{');
        for (BoundField field : fields) {
            if (out.length() > start + 1) {
                out.append(',');
            }
            FieldText.appendString(out, field.text());
            out.append(':');
            value.clear();
            if (field.reader().read(event, value)) {
                texts.appendJson(out, field, value, event);
            } else if (keepsIncomplete) {
                out.append("null");
            } else {
                out.setLength(start);
                return false;
            }
        }
        out.append('}');
        return true;
    }
}
