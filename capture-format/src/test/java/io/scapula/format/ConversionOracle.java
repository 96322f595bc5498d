package io.scapula.format;

import io.scapula.format.event.EventTable;
import io.scapula.format.event.EventType;
import io.scapula.format.event.ParameterType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The conversion to the current schema as its specification words it: one rule after the other, on lists of bytes. Slow,
 * and written without a look at {@link EventUnifier}, which it judges.
 */
final class ConversionOracle {
    private static final int MOST_ROUNDS = 50;

    /** One row of the table of rules. */
    record Rule(int code, int count, String action, int target, List<String> sources) {
        @Override
        public String toString() {
            return code + " with " + count + " parameters: " + action + " " + String.join(" ", sources);
        }
    }

    /** An event: its code and the bytes of its parameters, empty where absent. */
    record Shape(int code, List<byte[]> parameters) {
        int count() {
            return parameters.size();
        }
    }

    private final ByteOrder order;
    private final Map<String, Rule> rules = new HashMap<>();
    private final Map<Long, Shape> stored = new HashMap<>();

    ConversionOracle(ByteOrder order) {
        this.order = order;
        rules().forEach(rule -> rules.put(rule.code + "/" + rule.count, rule));
    }

    static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(EventTable.class.getResourceAsStream("conversions.tsv")),
                StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).forEach(line -> rules.add(rule(line.split("\t", -1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rules;
    }

    private static Rule rule(String[] cells) {
        EventType target = EventTable.current().findByConstant(cells[4]);
        List<String> sources = cells[5].isEmpty() ? List.of() : List.of(cells[5].split(" "));
        int code = Integer.parseInt(cells[0]);
        return new Rule(code, Integer.parseInt(cells[2]), cells[3], target == null ? code : target.code(), sources);
    }

    /** The event in the current schema, or {@code null} if it has none. */
    @Nullable
    Shape convert(long tid, Shape recorded) {
        Shape event = recorded;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            EventType type = EventTable.current().get(event.code);
            if (type.unused()) {
                return null;
            }
            if (!type.converterManaged()) {
                return type.obsolete() ? null : event;
            }
            if (type.isExit()
                    && !type.obsolete()
                    && event.count() == type.parameters().size()) {
                return event;
            }
            Rule rule = rules.get(event.code + "/" + event.count());
            if (rule == null) {
                return padded(event, type.parameters().size());
            }
            switch (rule.action) {
                case "PASS" -> {
                    return event;
                }
                case "STORE" -> {
                    stored.put(tid, event);
                    return null;
                }
                case "STORE_PASS" -> {
                    stored.put(tid, event);
                    return event;
                }
                case "ADD", "CHANGE" -> event = applied(rule, event, stored.get(tid));
                default -> throw new AssertionError(rule);
            }
        }
        throw new AssertionError("endless: " + recorded);
    }

    private static Shape padded(Shape event, int size) {
        List<byte[]> parameters = new ArrayList<>(event.parameters);
        while (parameters.size() < size) {
            parameters.add(new byte[0]);
        }
        return new Shape(event.code, parameters);
    }

    private Shape applied(Rule rule, Shape event, @Nullable Shape enter) {
        List<byte[]> parameters = new ArrayList<>(rule.action.equals("ADD") ? event.parameters : List.of());
        List<ParameterType> types = EventTable.current().get(rule.target).parameters().stream()
                .map(parameter -> parameter.type())
                .toList();
        for (String source : rule.sources) {
            ParameterType type = types.get(parameters.size());
            parameters.add(cut(value(source, type, event, enter), type.width()));
        }
        return new Shape(rule.target, parameters);
    }

    private byte[] value(String source, ParameterType type, Shape event, @Nullable Shape enter) {
        if (source.startsWith("old")) {
            return event.parameters.get(Integer.parseInt(source.substring(3)));
        }
        if (source.startsWith("ent")) {
            int index = Integer.parseInt(source.substring(3).replace("?", ""));
            boolean matches = enter != null && enter.code == event.code - 1 && index < enter.count();
            return matches ? Objects.requireNonNull(enter).parameters.get(index) : new byte[0];
        }
        return switch (source) {
            case "nil" -> new byte[0];
            case "def" -> {
                byte[] value = new byte[type.width()];
                Arrays.fill(value, (byte) (type == ParameterType.UID || type == ParameterType.GID ? 0xFF : 0));
                yield value;
            }
            case "json" -> json(event);
            default -> throw new AssertionError(source);
        };
    }

    private byte[] json(Shape event) {
        int type = ByteBuffer.wrap(event.parameters.get(1)).order(order).getInt();
        return ("{\"id\":\"" + text(event, 0) + "\",\"type\":" + type + ",\"name\":\"" + text(event, 2)
                        + "\",\"image\":\"" + text(event, 3) + "\"}\0")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Shape event, int index) {
        byte[] bytes = event.parameters.get(index);
        return new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8);
    }

    /** The low bytes that fit a fixed width. */
    private byte[] cut(byte[] value, int width) {
        if (width == 0 || value.length <= width) {
            return value;
        }
        return order == ByteOrder.LITTLE_ENDIAN
                ? Arrays.copyOf(value, width)
                : Arrays.copyOfRange(value, value.length - width, value.length);
    }
}
