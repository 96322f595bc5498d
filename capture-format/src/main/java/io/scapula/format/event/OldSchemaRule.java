package io.scapula.format.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an event becomes in the schema of sysdig 0.29.3, which knows the codes up to {@value #LAST_CODE}: the conversion
 * rules backwards, and a table of what they don't tell.
 *
 * @param type       what it becomes
 * @param form       how much of it is kept
 * @param parameters where its parameters come from; empty if it stays as it is
 * @param hasEnter   whether its enter event can be made, if none was recorded
 * @param enter      where the parameters of the enter event come from
 */
public record OldSchemaRule(EventType type, Form form, List<Source> parameters, boolean hasEnter, List<Source> enter) {
    /** How much of an event the old schema keeps. */
    public enum Form {
        /** It stays what it is. */
        AS_IT_IS,
        /** It becomes another event, with all that this one has room for. */
        CONVERTED,
        /** It becomes a {@code syscall} event, which names the call and tells nothing else of it. */
        GENERAL
    }

    /** The last event code of sysdig 0.29.3. */
    public static final int LAST_CODE = 335;

    /** The last system call that {@code syscall} events of sysdig 0.29.3 can name; it stumbles over others. */
    public static final int LAST_SYSCALL = 328;

    /** What it calls a call without a name. */
    public static final int UNKNOWN_SYSCALL = 0;

    private static final String GENERAL_ENTER = "PPME_GENERIC_E";
    private static final String GENERAL_EXIT = "PPME_GENERIC_X";

    /** How a parameter is come by. */
    public enum Kind {
        /** It is a parameter of the recorded event. */
        RECORDED,
        /** It is a number, whatever was recorded. */
        NUMBER,
        /** The file that execve was told; if that was not recorded and execve succeeded, the one it began to run. */
        PROGRAM,
        /** The flags that an open was asked for, without those that tell what came of it. */
        ASKED,
        /** A list of descriptors with nothing asked of them. */
        DESCRIPTORS,
        /** Where a transfer began: the offset at its end, less the bytes transferred. */
        START,
        /** A descriptor or a result of bpf, as the command has it. */
        BPF
    }

    /**
     * Where a parameter comes from.
     *
     * @param index  of the recorded parameter, or the number
     * @param others further parameters that have a say, in the order of the table
     */
    public record Source(Kind kind, int index, List<Integer> others) {
        public Source {
            others = List.copyOf(others);
        }

        /** One of the further parameters. */
        public int other(int position) {
            return others.get(position);
        }

        static Source recorded(int index) {
            return new Source(Kind.RECORDED, index, List.of());
        }

        static Source number(int value) {
            return new Source(Kind.NUMBER, value, List.of());
        }

        private static Source parse(String text) {
            if (text.startsWith("=")) {
                return number(Integer.parseInt(text.substring(1)));
            }
            String[] parts = text.split(":", -1);
            if (parts.length == 1) {
                return recorded(Integer.parseInt(text));
            }
            List<Integer> others = new ArrayList<>();
            for (int part = 2; part < parts.length; part++) {
                others.add(Integer.valueOf(parts[part]));
            }
            Kind kind = switch (parts[0]) {
                case "program" -> Kind.PROGRAM;
                case "asked" -> Kind.ASKED;
                case "descriptors" -> Kind.DESCRIPTORS;
                case "start" -> Kind.START;
                case "bpf" -> Kind.BPF;
                default -> throw new IllegalStateException("old-schema.tsv names an unknown source " + text);
            };
            return new Source(kind, Integer.parseInt(parts[1]), others);
        }
    }

    public OldSchemaRule {
        parameters = List.copyOf(parameters);
        enter = List.copyOf(enter);
    }

    private OldSchemaRule(EventType type, Form form, List<Source> parameters, @Nullable List<Source> enter) {
        this(type, form, parameters, enter != null, enter == null ? List.of() : enter);
    }

    private static final class Holder {
        static final @Nullable OldSchemaRule[] RULES = load();
    }

    /** What an event with this code becomes, or {@code null} if the old schema has nothing like it. */
    public static @Nullable OldSchemaRule find(int code) {
        return EventTable.current().isKnown(code) ? Holder.RULES[code] : null;
    }

    private static @Nullable OldSchemaRule[] load() {
        EventTable table = EventTable.current();
        Map<Integer, OldSchemaRule> listed = listed(table);
        @Nullable OldSchemaRule[] rules = new @Nullable OldSchemaRule[table.size()];
        for (EventType type : table.all()) {
            OldSchemaRule rule = listed.get(type.code());
            if (rule == null) {
                rule = type.code() <= LAST_CODE
                        ? new OldSchemaRule(type, Form.AS_IT_IS, List.of(), enterOf(type, table))
                        : general(type, table);
            }
            rules[type.code()] = rule;
        }
        return rules;
    }

    private static Map<Integer, OldSchemaRule> listed(EventTable table) {
        Map<Integer, OldSchemaRule> rules = new HashMap<>();
        TableResource.forEachRow(OldSchemaRule.class, "old-schema.tsv", row -> {
            EventType type = table.get(Integer.parseInt(row.get(0)));
            EventType old = table.get(Integer.parseInt(row.get(2)));
            if (!type.constant().equals(row.get(1)) || old.code() > LAST_CODE) {
                throw new IllegalStateException("old-schema.tsv names an unknown event: " + row);
            }
            Form form = old.equals(type) ? Form.AS_IT_IS : Form.CONVERTED;
            List<Source> enter = row.get(4).equals("-") ? null : sources(row.get(4));
            rules.put(type.code(), new OldSchemaRule(old, form, sources(row.get(3)), enter));
        });
        return rules;
    }

    private static List<Source> sources(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.split(" ")).stream().map(Source::parse).toList();
    }

    /**
     * Where the conversion rules put what they take from the enter event; {@code null} if the event is no exit of a system
     * call, or they don't take all of it.
     */
    private static @Nullable List<Source> enterOf(EventType exit, EventTable table) {
        if (!exit.isExit() || !exit.has(EventCategory.SYSCALL)) {
            return null;
        }
        List<Source> sources = new ArrayList<>();
        int count = table.get(exit.code() - 1).oldestParameterCount();
        for (int index = 0; index < count; index++) {
            int at = copyOf(index, exit);
            if (at < 0) {
                return null;
            }
            sources.add(Source.recorded(at));
        }
        return sources;
    }

    private static int copyOf(int enterIndex, EventType exit) {
        for (int count = 0; count < exit.parameters().size(); count++) {
            ConversionRule rule = ConversionRule.all().get(new ConversionRule.Key(exit.code(), count));
            if (rule == null || rule.action() != ConversionRule.Action.ADD) {
                continue;
            }
            for (int added = 0; added < rule.parameters().size(); added++) {
                ConversionRule.Parameter parameter = rule.parameters().get(added);
                if (parameter.kind() == ConversionRule.Kind.ENTER && parameter.index() == enterIndex) {
                    return count + added;
                }
            }
        }
        return -1;
    }

    /** System calls that had no events of their own are told by events that name the call. */
    private static @Nullable OldSchemaRule general(EventType type, EventTable table) {
        Predicate<SyscallTable.Syscall> isOf =
                syscall -> type.constant().equals(type.isExit() ? syscall.exit() : syscall.enter());
        SyscallTable.Syscall syscall =
                SyscallTable.current().all().stream().filter(isOf).findFirst().orElse(null);
        EventType old = table.findByConstant(type.isExit() ? GENERAL_EXIT : GENERAL_ENTER);
        if (syscall == null || old == null) {
            return null;
        }
        List<Source> call = List.of(Source.number(syscall.code()));
        return new OldSchemaRule(old, Form.GENERAL, call, type.isExit() ? call : null);
    }
}
