package io.scapula.testing;

import io.scapula.event.EventReplay;
import io.scapula.field.BoundField;
import io.scapula.field.FieldException;
import io.scapula.field.FieldText;
import io.scapula.field.FieldValue;
import io.scapula.field.Fields;
import io.scapula.format.CaptureReader;
import io.scapula.format.ReadOptions;
import io.scapula.text.DisplayOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What fields say of the events of a capture. */
public final class FieldAnswers {
    /** For fields without a value. */
    public static final String MISSING = "(missing)";

    private static final Fields FIELDS = new Fields(DisplayOptions.DEFAULT);

    private final byte[] capture;
    private final long event;

    private FieldAnswers(byte[] capture, long event) {
        this.capture = capture;
        this.event = event;
    }

    /** At the event with this number. */
    public static FieldAnswers at(long event, byte[] capture) {
        return new FieldAnswers(capture, event);
    }

    /** At the last event. */
    public static FieldAnswers atEndOf(byte[] capture) {
        return new FieldAnswers(capture, Long.MAX_VALUE);
    }

    /** As it is printed, or {@link #MISSING}. */
    public String text(String field) {
        List<String> answers = ofEach(capture, field, event);
        return answers.get(answers.size() - 1);
    }

    /** Several fields at once. */
    public List<String> texts(String... fields) {
        List<String> texts = new ArrayList<>();
        for (String field : fields) {
            texts.add(text(field));
        }
        return texts;
    }

    /** At each event, read one after the other. */
    public static List<String> ofEach(byte[] capture, String field) {
        return ofEach(capture, field, Long.MAX_VALUE);
    }

    private static List<String> ofEach(byte[] capture, String field, long last) {
        BoundField bound = bind(field);
        FieldText text = new FieldText(DisplayOptions.DEFAULT);
        FieldValue value = new FieldValue();
        List<String> answers = new ArrayList<>();
        try (EventReplay replay = EventReplay.open(
                CaptureReader.open(new ByteArrayInputStream(capture), "test.scap", ReadOptions.DEFAULT),
                EventReplay.Options.DEFAULT)) {
            while (replay.advance() && replay.event().event().number() <= last) {
                value.clear();
                StringBuilder answer = new StringBuilder();
                if (bound.reader().read(replay.event(), value)) {
                    text.append(answer, bound, value);
                    answers.add(answer.toString());
                } else {
                    answers.add(MISSING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answers;
    }

    private static BoundField bind(String field) {
        int bracket = field.indexOf('[');
        try {
            return bracket < 0
                    ? FIELDS.bind(field, null)
                    : FIELDS.bind(field.substring(0, bracket), field.substring(bracket + 1, field.length() - 1));
        } catch (FieldException e) {
            throw new IllegalArgumentException(field, e);
        }
    }
}
