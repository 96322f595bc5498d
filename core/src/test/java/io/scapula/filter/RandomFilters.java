package io.scapula.filter;

import io.scapula.field.Field;
import io.scapula.field.FieldFlag;
import io.scapula.field.FieldType;
import io.scapula.field.Multiplicity;
import io.scapula.format.event.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Filters from the grammar, with constants that the events have and others that they nearly have. */
final class RandomFilters {
    private static final SourcePosition NOWHERE = new SourcePosition("", 0);
    private static final List<Operator> ORDER =
            List.of(Operator.LESS, Operator.LESS_OR_EQUAL, Operator.GREATER, Operator.GREATER_OR_EQUAL);

    private final SplittableRandom random;
    private final List<Field> fields;
    private final List<TestEvent> events;

    RandomFilters(SplittableRandom random, List<Field> fields, List<TestEvent> events) {
        this.random = random;
        this.fields = fields.stream()
                .filter(field ->
                        !field.has(FieldFlag.PRINT_ONLY) && !field.name().equals("evt.around"))
                .toList();
        this.events = events;
    }

    Expression next() {
        return expression(3);
    }

    private Expression expression(int depth) {
        int kind = random.nextInt(depth == 0 ? 1 : 5);
        if (kind == 1) {
            Expression operand = expression(depth - 1);
            return operand instanceof Expression.Not ? operand : new Expression.Not(operand);
        }
        if (kind == 2) {
            return new Expression.And(operands(depth));
        }
        if (kind == 3) {
            return new Expression.Or(operands(depth));
        }
        return check();
    }

    private List<Expression> operands(int depth) {
        List<Expression> operands = new ArrayList<>();
        int count = random.nextInt(2, 4);
        for (int index = 0; index < count; index++) {
            operands.add(expression(depth - 1));
        }
        return operands;
    }

    private Expression check() {
        Field field = pick(fields);
        Term.Operand left = new Term.FieldReference(field.name(), argument(field), NOWHERE);
        FieldType type = field.type();
        Multiplicity multiplicity = left instanceof Term.FieldReference reference && reference.argument() != null
                ? Multiplicity.SINGLE
                : field.multiplicity();
        boolean transformable = !field.has(FieldFlag.NO_TRANSFORMER) && multiplicity != Multiplicity.ENDS;
        if (transformable && type.isText() && !field.name().equals("evt.type") && random.nextInt(4) == 0) {
            Transformer transformer = pick(List.of(
                    Transformer.TOLOWER, Transformer.TOUPPER, Transformer.BASENAME, Transformer.LEN, Transformer.B64));
            left = new Term.TransformerCall(transformer, List.of(left), null, NOWHERE);
            if (transformer == Transformer.LEN) {
                type = FieldType.UNSIGNED;
                multiplicity = Multiplicity.SINGLE;
            }
        } else if (transformable && type.isText() && multiplicity == Multiplicity.SINGLE && random.nextInt(6) == 0) {
            left = new Term.TransformerCall(
                    Transformer.CONCAT, List.of(new Term.Literal("x/", NOWHERE), left), null, NOWHERE);
        }
        boolean eventType = left instanceof Term.FieldReference && field.name().equals("evt.type");
        return check(field, left, type, multiplicity, eventType);
    }

    private Expression check(
            Field field, Term.Operand left, FieldType type, Multiplicity multiplicity, boolean eventType) {
        Operator operator = operator(type, multiplicity);
        if (operator == Operator.EXISTS) {
            return new Expression.Check(left, operator, null, null, NOWHERE);
        }
        boolean list = operator.kind() == Operator.Kind.LIST;
        if (type == FieldType.TEXT
                && multiplicity == Multiplicity.SINGLE
                && operator != Operator.REGEX
                && operator != Operator.PMATCH
                && operator != Operator.GLOB
                && operator != Operator.IGLOB
                && random.nextInt(8) == 0) {
            Term right = new Term.FieldReference(pick(List.of("proc.name", "proc.pname", "proc.exe")), null, NOWHERE);
            return new Expression.Check(left, operator, null, right, NOWHERE);
        }
        Modifier modifier = operator.kind() == Operator.Kind.COMPARISON && random.nextInt(5) == 0
                ? pick(List.of(Modifier.values()))
                : null;
        if (!list && modifier == null) {
            return new Expression.Check(left, operator, null, constant(field, type, operator, eventType), NOWHERE);
        }
        List<Term> constants = new ArrayList<>();
        int count = random.nextInt(random.nextInt(4) == 0 ? 15 : 4);
        for (int index = 0; index < count; index++) {
            constants.add(constant(field, type, operator, eventType));
        }
        return new Expression.Check(left, operator, modifier, new Term.TermList(constants, NOWHERE), NOWHERE);
    }

    private String argument(Field field) {
        return switch (field.name()) {
            case "evt.rawarg" -> String.valueOf(random.nextInt(4));
            case "proc.aname" -> random.nextBoolean() ? "1" : null;
            default -> null;
        };
    }

    private Operator operator(FieldType type, Multiplicity multiplicity) {
        while (true) {
            Operator operator = pick(List.of(Operator.values()));
            boolean fits = multiplicity == Multiplicity.LIST
                    ? List.of(Operator.EXISTS, Operator.IN, Operator.INTERSECTS).contains(operator)
                    : isSupported(type, operator);
            if (fits) {
                return operator;
            }
        }
    }

    private static boolean isSupported(FieldType type, Operator operator) {
        if (List.of(Operator.EXISTS, Operator.EQUAL, Operator.NOT_EQUAL, Operator.IN, Operator.INTERSECTS)
                .contains(operator)) {
            return true;
        }
        boolean binary = operator == Operator.BCONTAINS || operator == Operator.BSTARTSWITH;
        if (type.isText()) {
            return !binary;
        }
        if (type == FieldType.BYTES) {
            return binary
                    || List.of(Operator.CONTAINS, Operator.STARTSWITH, Operator.ENDSWITH)
                            .contains(operator);
        }
        if (type == FieldType.DYNAMIC) {
            return ORDER.contains(operator) || operator == Operator.CONTAINS || operator == Operator.GLOB;
        }
        return ORDER.contains(operator) && (type.isNumeric() || type == FieldType.DECIMAL);
    }

    private Term.Literal constant(Field field, FieldType type, Operator operator, boolean eventType) {
        return new Term.Literal(text(field, type, operator, eventType), NOWHERE);
    }

    private String text(Field field, FieldType type, Operator operator, boolean eventType) {
        boolean binary = operator == Operator.BCONTAINS || operator == Operator.BSTARTSWITH;
        if (binary) {
            return pick(List.of("", "41", "0a", "6f6f", "00", "474554", "ff"));
        }
        if (eventType
                && operator.kind() != Operator.Kind.ORDER
                && List.of(Operator.EQUAL, Operator.NOT_EQUAL, Operator.IN, Operator.INTERSECTS)
                        .contains(operator)) {
            return pick(List.of(
                    "open", "openat", "read", "clone", "execve", "switch", "gettid", "close", "syscall", "connect"));
        }
        String seen = seen(field);
        return switch (type) {
            case TEXT, PATH, BYTES -> textual(seen, operator);
            case DYNAMIC -> random.nextInt(3) == 0 ? textual(seen, operator) : String.valueOf(random.nextInt(-2, 8));
            case SIGNED ->
                random.nextInt(3) == 0 || !seen.matches("-?[0-9]+") ? String.valueOf(random.nextInt(-3, 12)) : seen;
            case UNSIGNED, TIME, DURATION ->
                random.nextInt(3) == 0 || !seen.matches("[0-9]+")
                        ? pick(List.of("0", "1", "7", "-1", "18446744073709551615", "12"))
                        : seen;
            case PORT ->
                random.nextInt(3) == 0 || !seen.matches("[0-9]+") ? pick(List.of("http", "0", "65535", "443")) : seen;
            case BOOLEAN -> random.nextBoolean() ? "true" : "false";
            case DECIMAL -> String.valueOf(random.nextInt(-1, 3));
            case ADDRESS -> address(seen);
            case NETWORK -> {
                String address = address(seen);
                yield address + "/" + (address.indexOf(':') >= 0 ? random.nextInt(1, 129) : random.nextInt(0, 33));
            }
        };
    }

    private String address(String seen) {
        boolean other = random.nextInt(3) == 0 || !(seen.indexOf('.') > 0 || seen.indexOf(':') >= 0);
        return other ? pick(List.of("127.0.0.1", "10.1.2.3", "::1", "2001:db8::7", "0.0.0.0")) : seen;
    }

    private String textual(String seen, Operator operator) {
        String part = seen;
        if (!seen.isEmpty() && random.nextBoolean()) {
            int start = random.nextInt(seen.length());
            part = seen.substring(start, random.nextInt(start, seen.length()) + 1);
        }
        part = switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> part.toUpperCase(java.util.Locale.ROOT);
            case 2 -> "/" + part;
            default -> part;
        };
        return switch (operator) {
            case GLOB, IGLOB, PMATCH -> globbed(part.replaceAll("[\\[\\]\\\\*?]", "x"));
            case REGEX -> pick(List.of(".*", "[a-z]+", "/.*", ".*o.*", "(a|b|sh|cat)?.*t", "[^/]*"));
            default -> part.replace("\0", "x");
        };
    }

    private String globbed(String part) {
        String whole = part.replace("\0", "x");
        return switch (random.nextInt(5)) {
            case 0 -> whole + "*";
            case 1 -> "*" + whole;
            case 2 -> "/*" + whole + "?";
            case 3 -> whole.isEmpty() ? "[a-m]*" : "[!" + "q" + "]" + whole.substring(1);
            default -> whole;
        };
    }

    /** A value that the field has at some event, as text. */
    private String seen(Field field) {
        for (int attempt = 0; attempt < 30; attempt++) {
            String name = field.name().equals("evt.rawarg") ? "evt.rawarg[1]" : field.name();
            List<Object> values = pick(events).values(name);
            if (values != null && !values.isEmpty()) {
                Object value = pick(values);
                if (value instanceof IpAddress || value instanceof String || value instanceof Long) {
                    return value.toString();
                }
                if (value instanceof byte[] bytes) {
                    return io.scapula.format.CaptureText.decode(bytes, 0, bytes.length);
                }
            }
        }
        return "cat";
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
