package io.scapula.filter;

import io.scapula.event.EventContext;
import io.scapula.field.FieldReader;
import io.scapula.field.FieldValue;
import io.scapula.filter.internal.Options;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code getopt}: all options of a command line with their values, or the value of one. */
final class OptionTransformer implements FieldReader {
    private final FieldReader words;
    private final FieldReader letters;
    private final @Nullable Character wanted;
    private final FieldValue wordValues = new FieldValue();
    private final FieldValue letterValue = new FieldValue();

    OptionTransformer(FieldReader words, FieldReader letters, @Nullable Character wanted) {
        this.words = words;
        this.letters = letters;
        this.wanted = wanted;
    }

    @Override
    public boolean read(EventContext event, FieldValue value) {
        wordValues.clear();
        letterValue.clear();
        if (!words.read(event, wordValues) || !letters.read(event, letterValue)) {
            return false;
        }
        List<String> texts = new ArrayList<>(wordValues.count());
        for (int index = 0; index < wordValues.count(); index++) {
            texts.add(wordValues.text(index));
        }
        Options options = new Options(letterValue.text(0));
        if (wanted != null) {
            return value.add(options.find(texts, wanted));
        }
        options.forEach(texts, value::add);
        return true;
    }
}
