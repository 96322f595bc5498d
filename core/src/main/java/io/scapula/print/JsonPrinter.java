package io.scapula.print;

import io.scapula.event.EventContext;
import io.scapula.field.BoundField;
import io.scapula.field.ComposedText;
import io.scapula.field.FieldText;
import io.scapula.field.FieldValue;
import io.scapula.text.DisplayOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Events as JSON objects: keys are the fields as the format spells them, sorted; what stands between them is left out.
 * Times are numbers of nanoseconds, whatever they look like as text.
 */
final class JsonPrinter extends EventPrinter {
    private final Member[] members;
    private final boolean keepsIncomplete;
    private final FieldText texts;
    private final FieldValue value = new FieldValue();

    /**
     * A key with what its values come from.
     *
     * @param key as it is printed, with the colon
     */
    private record Member(String key, BoundField field, boolean isClock) {
        static Member of(BoundField field) {
            StringBuilder key = new StringBuilder("\"");
            FieldText.finishString(key.append(field.text()), 1);
            return new Member(key.append(':').toString(), field, FieldText.isClock(field));
        }
    }

    JsonPrinter(OutputFormat format, DisplayOptions display) {
        this.keepsIncomplete = format.keepsIncomplete();
        this.texts = new FieldText(display);
        Set<String> keys = new HashSet<>();
        List<BoundField> fields = new ArrayList<>();
        for (OutputFormat.Part part : format.parts()) {
            BoundField field = part.field();
            if (field != null && keys.add(field.text())) {
                fields.add(field);
            }
        }
        fields.sort(Comparator.comparing(BoundField::text));
        this.members = fields.stream().map(Member::of).toArray(Member[]::new);
    }

    @Override
    public boolean print(EventContext event, StringBuilder out) {
        int start = out.length();
        out.append('{');
        for (Member member : members) {
            if (out.length() > start + 1) {
                out.append(',');
            }
            out.append(member.key);
            int valueStart = out.length();
            if (!append(event, member, out)) {
                if (!keepsIncomplete) {
                    out.setLength(start);
                    return false;
                }
                out.setLength(valueStart);
                out.append("null");
            }
        }
        out.append('}');
        return true;
    }

    private boolean append(EventContext event, Member member, StringBuilder out) {
        if (member.isClock) {
            out.append(event.event().timestampNanos());
            return true;
        }
        BoundField field = member.field;
        if (field.reader() instanceof ComposedText composed) {
            out.append('"');
            int start = out.length();
            if (!composed.append(event, out)) {
                return false;
            }
            FieldText.finishString(out, start);
            return true;
        }
        value.clear();
        if (!field.reader().read(event, value)) {
            return false;
        }
        texts.appendJson(out, field, value);
        return true;
    }
}
