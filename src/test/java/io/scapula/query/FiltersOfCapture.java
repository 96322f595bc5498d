package io.scapula.query;

import io.scapula.event.EventContext;
import io.scapula.event.EventReplay;
import io.scapula.field.BoundField;
import io.scapula.field.Field;
import io.scapula.field.FieldException;
import io.scapula.field.FieldFlag;
import io.scapula.field.FieldText;
import io.scapula.field.FieldValue;
import io.scapula.field.Fields;
import io.scapula.field.Multiplicity;
import io.scapula.field.Reads;
import io.scapula.filter.Filter;
import io.scapula.filter.FilterException;
import io.scapula.format.CaptureReader;
import io.scapula.text.DisplayOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Makes filters that select some events of a capture and not others: from values that its events have. */
final class FiltersOfCapture {
    private static final String[] OPERATORS = {"=", "!=", "contains", "startswith", "<", ">=", "in"};
    private static final int VALUES_A_FIELD = 3;

    private final Fields fields = new Fields(DisplayOptions.DEFAULT);
    private final Map<String, Set<String>> values = new TreeMap<>();
    private final Random random;

    private FiltersOfCapture(long seed) {
        random = new Random(seed);
    }

    /**
     * For every field: whether it is present, and comparisons with values that it has somewhere; then as many
     * combinations of those.
     */
    static List<String> make(Path capture, int combinations, long seed) throws IOException {
        FiltersOfCapture maker = new FiltersOfCapture(seed);
        maker.collect(capture);
        List<String> simple = maker.comparisons();
        List<String> all = new ArrayList<>(simple);
        for (int count = 0; count < combinations; count++) {
            all.add(maker.combination(simple, 3));
        }
        return all;
    }

    private void collect(Path capture) throws IOException {
        List<BoundField> bound = new ArrayList<>();
        for (Field field : fields.all()) {
            boolean comparable = !field.has(FieldFlag.PRINT_ONLY) && !field.has(FieldFlag.UNAVAILABLE);
            if (comparable && field.reads() != Reads.PAST) {
                bind(field).ifPresent(bound::add);
            }
        }
        FieldText texts = new FieldText(DisplayOptions.DEFAULT);
        FieldValue value = new FieldValue();
        try (EventReplay replay = EventReplay.open(CaptureReader.open(capture), EventReplay.Options.DEFAULT)) {
            while (replay.advance()) {
                EventContext event = replay.event();
                BoundField field = bound.get(random.nextInt(bound.size()));
                Set<String> known = values.computeIfAbsent(field.text(), name -> new LinkedHashSet<>());
                value.clear();
                if (known.size() < VALUES_A_FIELD
                        && field.field().multiplicity() == Multiplicity.SINGLE
                        && field.reader().read(event, value)) {
                    StringBuilder text = new StringBuilder();
                    texts.append(text, field, value);
                    known.add(text.toString());
                }
            }
        }
    }

    private java.util.Optional<BoundField> bind(Field field) {
        for (String argument : new String[] {null, "1", "0", "res", "name", "cpu", "app"}) {
            try {
                return java.util.Optional.of(fields.bind(field.name(), argument));
            } catch (FieldException e) {
                // Another argument may do.
            }
        }
        return java.util.Optional.empty();
    }

    private List<String> comparisons() {
        List<String> comparisons = new ArrayList<>();
        values.forEach((field, known) -> {
            add(comparisons, field + " exists");
            for (String value : known) {
                String operator = OPERATORS[random.nextInt(OPERATORS.length)];
                String quoted = '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
                add(comparisons, field + " " + operator + " " + (operator.equals("in") ? "(" + quoted + ")" : quoted));
                add(comparisons, field + " = " + quoted);
            }
        });
        return comparisons;
    }

    /** Not every operator goes with every field. */
    private void add(List<String> comparisons, String filter) {
        try {
            Filter.compile(filter, fields);
            comparisons.add(filter);
        } catch (FilterException e) {
            // The next one.
        }
    }

    private String combination(List<String> simple, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return simple.get(random.nextInt(simple.size()));
        }
        String left = combination(simple, depth - 1);
        if (random.nextInt(4) == 0) {
            return "not (" + left + ")";
        }
        return "(" + left + (random.nextBoolean() ? " and " : " or ") + combination(simple, depth - 1) + ")";
    }
}
