package io.scapula.filter;

import io.scapula.event.EventContext;
import io.scapula.field.FieldReader;
import io.scapula.field.FieldValue;

/** {@code tolower}, {@code toupper} and {@code basename}, applied to each text. */
final class TextTransformer implements FieldReader {
    private final Transformer transformer;
    private final FieldReader inner;
    private final FieldValue input = new FieldValue();

    TextTransformer(Transformer transformer, FieldReader inner) {
        this.transformer = transformer;
        this.inner = inner;
    }

    @Override
    public boolean read(EventContext event, FieldValue value) {
        input.clear();
        if (!inner.read(event, input)) {
            return false;
        }
        for (int index = 0; index < input.count(); index++) {
            value.add(transform(input.text(index)));
        }
        return true;
    }

    private String transform(String text) {
        return switch (transformer) {
            case TOLOWER -> shifted(text, 'A', 'Z', 'a' - 'A');
            case TOUPPER -> shifted(text, 'a', 'z', 'A' - 'a');
            case BASENAME -> text.substring(text.lastIndexOf('/') + 1);
            default -> throw new AssertionError(transformer);
        };
    }

    private static String shifted(String text, char first, char last, int by) {
        char[] changed = null;
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            if (unit >= first && unit <= last) {
                if (changed == null) {
                    changed = text.toCharArray();
                }
                changed[index] = (char) (unit + by);
            }
        }
        return changed == null ? text : new String(changed);
    }
}
