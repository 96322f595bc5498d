package io.scapula.format.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step from an older shape of an event towards the current schema, as the recorders' own library takes it.
 *
 * @param key        the shape it applies to
 * @param action     what is done
 * @param target     the event code it becomes; the same code unless the action is {@code CHANGE}
 * @param parameters the parameters appended ({@code ADD}) or all of them ({@code CHANGE})
 */
public record ConversionRule(Key key, Action action, int target, List<Parameter> parameters) {

    /** An event code with a number of parameters. */
    public record Key(int code, int parameterCount) {
        // Written out: what a record is given takes some milliseconds to link, and every command reads this table.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.code == code && key.parameterCount == parameterCount;
        }

        @Override
        public int hashCode() {
            return 31 * code + parameterCount;
        }
    }

    /** What a rule does. */
    public enum Action {
        PASS,
        /** Keep the enter event for its thread's exit event; do not show it. */
        STORE,
        /** Keep it and show it. */
        STORE_PASS,
        /** Append parameters. */
        ADD,
        /** Turn it into another event. */
        CHANGE
    }

    /** Where a parameter of the result comes from. */
    public enum Kind {
        OLD,
        /** The stored enter event; the published reader puts 0 if there is none, {@code Scapula} leaves it absent. */
        ENTER,
        DEFAULT,
        NIL,
        CONTAINER_TEXT
    }

    /** One parameter of the result. */
    public record Parameter(Kind kind, int index) {
        private static Parameter parse(String text) {
            if (text.startsWith("old")) {
                return new Parameter(Kind.OLD, Integer.parseInt(text.substring(3)));
            }
            if (text.startsWith("ent")) {
                return new Parameter(
                        Kind.ENTER, Integer.parseInt(text.substring(3).replace("?", "")));
            }
            return switch (text) {
                case "def" -> new Parameter(Kind.DEFAULT, 0);
                case "nil" -> new Parameter(Kind.NIL, 0);
                case "json" -> new Parameter(Kind.CONTAINER_TEXT, 0);
                default -> throw new IllegalStateException("conversions.tsv names an unknown source " + text);
            };
        }
    }

    public ConversionRule {
        parameters = List.copyOf(parameters);
    }

    private static final class Holder {
        static final Map<Key, ConversionRule> RULES = load();
    }

    /** All rules by the shape they apply to. */
    public static Map<Key, ConversionRule> all() {
        return Holder.RULES;
    }

    private static Map<Key, ConversionRule> load() {
        Map<String, Integer> codes = new HashMap<>();
        EventTable.current().all().forEach(type -> codes.put(type.constant(), type.code()));
        Map<Key, ConversionRule> rules = new HashMap<>();
        TableResource.forEachRow(ConversionRule.class, "conversions.tsv", row -> {
            Key key = new Key(Integer.parseInt(row.get(0)), Integer.parseInt(row.get(2)));
            Integer target = row.get(4).isEmpty() ? Integer.valueOf(key.code()) : codes.get(row.get(4));
            if (target == null || !Integer.valueOf(key.code()).equals(codes.get(row.get(1)))) {
                throw new IllegalStateException("conversions.tsv names an unknown event: " + row);
            }
            List<Parameter> parameters = new ArrayList<>();
            for (String text : row.get(5).split(" ")) {
                if (!text.isEmpty()) {
                    parameters.add(Parameter.parse(text));
                }
            }
            rules.put(key, new ConversionRule(key, Action.valueOf(row.get(3)), target, parameters));
        });
        return Map.copyOf(rules);
    }
}
