package io.scapula.filter;

import io.scapula.field.Field;
import io.scapula.field.FieldType;
import io.scapula.field.Multiplicity;
import io.scapula.format.CaptureText;
import io.scapula.format.event.IpAddress;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What filters mean, worked out anew for every event in the plainest way: everything as lists of objects, numbers without
 * bounds, bytes as Latin-1 texts. Shares nothing with the compiler but the expression.
 */
final class NaiveEvaluator {
    /** The values of a term at an event, as {@link String}, {@link BigDecimal}, {@link Boolean} or bits of an address. */
    private record Values(Multiplicity multiplicity, FieldType type, List<Object> values) {}

    private static final Set<Operator> OF_NUMBERS = EnumSet.range(Operator.LESS_OR_EQUAL, Operator.NOT_EQUAL);

    static {
        OF_NUMBERS.addAll(Set.of(Operator.IN, Operator.INTERSECTS));
    }

    private final Map<String, Field> fields;

    NaiveEvaluator(TestFields fields) {
        this.fields = fields.all().stream().collect(Collectors.toMap(Field::name, field -> field));
    }

    boolean matches(Expression expression, TestEvent event) {
        if (expression instanceof Expression.And and) {
            return and.operands().stream().allMatch(operand -> matches(operand, event));
        }
        if (expression instanceof Expression.Or or) {
            return or.operands().stream().anyMatch(operand -> matches(operand, event));
        }
        if (expression instanceof Expression.Not not) {
            return !matches(not.operand(), event);
        }
        return check((Expression.Check) expression, event);
    }

    private boolean check(Expression.Check check, TestEvent event) {
        Values left = read(check.left(), event);
        if (left == null) {
            return false;
        }
        if (check.right() == null) {
            return true;
        }
        List<@Nullable Object> right = right(check.right(), left.type(), check.operator(), event);
        if (right == null) {
            return false;
        }
        Predicate<Object> one = value -> compare(check, left.type(), value, right);
        if (left.multiplicity() == Multiplicity.LIST && check.operator() == Operator.IN) {
            return left.values().stream().allMatch(one);
        }
        if (left.multiplicity() == Multiplicity.ENDS && check.operator() == Operator.NOT_EQUAL) {
            return !left.values().isEmpty() && left.values().stream().allMatch(one);
        }
        return left.values().stream().anyMatch(one);
    }

    private static boolean compare(Expression.Check check, FieldType type, Object value, List<@Nullable Object> right) {
        Modifier modifier = check.modifier();
        if (modifier != null) {
            long holding = right.stream()
                    .filter(each -> compare(type, check.operator(), value, each))
                    .count();
            return modifier == Modifier.ANYOF
                    ? holding > 0
                    : modifier == Modifier.ALLOF ? holding == right.size() : holding == 1;
        }
        return right.stream().anyMatch(each -> compare(type, check.operator(), value, each));
    }

    private static boolean compare(FieldType type, Operator operator, Object left, @Nullable Object right) {
        if (right == null || (left instanceof BigDecimal && !OF_NUMBERS.contains(operator))) {
            return false;
        }
        if (type == FieldType.NETWORK) {
            return isIn((IpAddress) left, (String) right) != (operator == Operator.NOT_EQUAL);
        }
        if (left instanceof BigDecimal leftNumber) {
            int order = leftNumber.compareTo((BigDecimal) right);
            return switch (operator) {
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
                case NOT_EQUAL -> order != 0;
                default -> order == 0;
            };
        }
        if (left instanceof String leftText) {
            boolean exact = type == FieldType.BYTES && (operator == Operator.IN || operator == Operator.INTERSECTS);
            return compareTexts(exact ? Operator.EQUAL : operator, leftText, (String) right);
        }
        return left.equals(right) != (operator == Operator.NOT_EQUAL);
    }

    private static boolean compareTexts(Operator operator, String left, String right) {
        int order = left.compareTo(right);
        return switch (operator) {
            case EXISTS -> throw new AssertionError(operator);
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case IN, INTERSECTS -> left.replaceAll("\0+$", "").equals(right);
            case CONTAINS -> left.contains(right);
            case BCONTAINS -> left.contains(fromHex(right));
            case BSTARTSWITH -> left.startsWith(fromHex(right));
            case ICONTAINS -> ascii(left, true).contains(ascii(right, true));
            case STARTSWITH -> left.startsWith(right);
            case ENDSWITH -> left.endsWith(right);
            case GLOB -> glob(text(right), 0).matcher(text(left)).matches();
            case IGLOB ->
                glob(text(right), Pattern.CASE_INSENSITIVE).matcher(text(left)).matches();
            case REGEX ->
                Pattern.compile(right, Pattern.UNIX_LINES).matcher(text(left)).matches();
            case PMATCH -> isBelow(text(right), text(left));
        };
    }

    /** Characters again. */
    private static String text(String latin) {
        byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
        return CaptureText.decode(bytes, 0, bytes.length);
    }

    private static String fromHex(String hex) {
        return hex.isEmpty()
                ? ""
                : new String(new BigInteger("01" + hex, 16).toByteArray(), StandardCharsets.ISO_8859_1).substring(1);
    }

    /** Of the globs that the generator makes: stars, question marks, simple sets. */
    private static Pattern glob(String glob, int flags) {
        StringBuilder regex = new StringBuilder();
        for (int index = 0; index < glob.length(); index++) {
            char unit = glob.charAt(index);
            int close = glob.indexOf(']', index + 2);
            if (unit == '*') {
                regex.append(".*");
            } else if (unit == '?') {
                regex.append('.');
            } else if (unit == '[' && close > 0) {
                regex.append(glob.substring(index, close + 1).replace("[!", "[^"));
                index = close;
            } else {
                regex.append(Pattern.quote(String.valueOf(unit)));
            }
        }
        return Pattern.compile(regex.toString(), flags | Pattern.DOTALL);
    }

    private static boolean isBelow(String pattern, String path) {
        List<String> wanted = Arrays.stream(pattern.split("/"))
                .filter(part -> !part.isEmpty())
                .toList();
        List<String> found =
                Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        if (wanted.size() > found.size()) {
            return false;
        }
        for (int index = 0; index < wanted.size(); index++) {
            if (!glob(wanted.get(index), 0).matcher(found.get(index)).matches()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIn(IpAddress address, String network) {
        int slash = network.indexOf('/');
        IpAddress base = address(network.substring(0, slash));
        int length = Integer.parseInt(network.substring(slash + 1));
        return base.isV6() == address.isV6()
                && bits(base).substring(0, length).equals(bits(address).substring(0, length));
    }

    private static String bits(IpAddress address) {
        String low = leadingZeros(Long.toBinaryString(address.low()), address.isV6() ? 64 : 32);
        return address.isV6() ? leadingZeros(Long.toBinaryString(address.high()), 64) + low : low;
    }

    private static String leadingZeros(String digits, int length) {
        return "0".repeat(length - digits.length()) + digits;
    }

    private static IpAddress address(String text) {
        try {
            return IpAddress.of(java.net.InetAddress.getByName(text).getAddress());
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private @Nullable List<@Nullable Object> right(Term term, FieldType type, Operator operator, TestEvent event) {
        if (term instanceof Term.Operand operand) {
            Values values = read(operand, event);
            return values == null ? null : new ArrayList<>(values.values());
        }
        List<Term> terms = term instanceof Term.TermList list ? list.terms() : List.of(term);
        List<@Nullable Object> constants = new ArrayList<>();
        for (Term each : terms) {
            constants.add(constant(type, ((Term.Literal) each).text()));
        }
        return constants;
    }

    /** The constant as a value of the type, {@code null} if it cannot be one. */
    private static @Nullable Object constant(FieldType type, String text) {
        return switch (type) {
            case TEXT, PATH, BYTES -> latin(text);
            case NETWORK -> text;
            case ADDRESS -> address(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case PORT -> new BigDecimal(text.equals("http") ? "80" : text);
            case UNSIGNED, TIME, DURATION -> {
                BigDecimal number = new BigDecimal(text);
                yield number.signum() < 0 ? number.add(new BigDecimal("18446744073709551616")) : number;
            }
            case SIGNED, DECIMAL -> text.matches("[-+]?[0-9]+") ? new BigDecimal(text) : null;
            case DYNAMIC -> throw new AssertionError(type);
        };
    }

    private static String latin(String text) {
        return new String(CaptureText.encode(text), StandardCharsets.ISO_8859_1);
    }

    private @Nullable Values read(Term term, TestEvent event) {
        if (term instanceof Term.FieldReference reference) {
            return field(reference, event);
        }
        if (term instanceof Term.TransformerCall call) {
            return transformed(call, event);
        }
        if (term instanceof Term.Literal literal) {
            return new Values(Multiplicity.SINGLE, FieldType.TEXT, List.of(latin(literal.text())));
        }
        List<Object> elements = new ArrayList<>();
        for (Term each : ((Term.TermList) term).terms()) {
            Values values = read(each, event);
            if (values == null) {
                return null;
            }
            elements.addAll(values.values());
        }
        return new Values(Multiplicity.LIST, FieldType.TEXT, elements);
    }

    private @Nullable Values field(Term.FieldReference reference, TestEvent event) {
        Field field = Objects.requireNonNull(fields.get(reference.name()));
        String text = reference.argument() == null ? field.name() : field.name() + "[" + reference.argument() + "]";
        List<Object> recorded = event.values(text);
        if (recorded == null) {
            return null;
        }
        FieldType type = field.type();
        if (type == FieldType.DYNAMIC) {
            type = recorded.get(0) instanceof String ? FieldType.TEXT : FieldType.SIGNED;
        }
        List<Object> values = new ArrayList<>();
        for (Object each : recorded) {
            values.add(plain(type, each));
        }
        boolean single = reference.argument() != null;
        return new Values(single ? Multiplicity.SINGLE : field.multiplicity(), type, values);
    }

    private static Object plain(FieldType type, Object value) {
        if (value instanceof String text) {
            return latin(text);
        }
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        if (value instanceof Long number) {
            boolean signed = type == FieldType.SIGNED;
            return new BigDecimal(signed ? Long.toString(number) : Long.toUnsignedString(number));
        }
        return value instanceof Double decimal ? new BigDecimal(decimal) : value;
    }

    private @Nullable Values transformed(Term.TransformerCall call, TestEvent event) {
        List<Values> arguments = new ArrayList<>();
        for (Term term : call.arguments()) {
            Values argument = read(term, event);
            if (argument == null) {
                return null;
            }
            arguments.add(argument);
        }
        Values first = arguments.get(0);
        return switch (call.transformer()) {
            case TOLOWER -> each(first, text -> ascii(text, true));
            case TOUPPER -> each(first, text -> ascii(text, false));
            case BASENAME -> each(first, text -> text.substring(text.lastIndexOf('/') + 1));
            case B64 -> each(first, NaiveEvaluator::decoded);
            case LEN -> {
                int length = first.multiplicity() == Multiplicity.LIST
                        ? first.values().size()
                        : first.type() == FieldType.BYTES
                                ? ((String) first.values().get(0)).length()
                                : ((String) first.values().get(0)).split("\0", -1)[0].length();
                yield new Values(Multiplicity.SINGLE, FieldType.UNSIGNED, List.of(new BigDecimal(length)));
            }
            case JOIN -> {
                String separator = (String) first.values().get(0);
                String joined = arguments.get(1).values().stream()
                        .map(String.class::cast)
                        .collect(Collectors.joining(separator));
                yield new Values(Multiplicity.SINGLE, FieldType.TEXT, List.of(joined));
            }
            case CONCAT ->
                new Values(
                        Multiplicity.SINGLE,
                        FieldType.TEXT,
                        List.of(arguments.stream()
                                .map(argument -> (String) argument.values().get(0))
                                .collect(Collectors.joining())));
            case GETOPT -> throw new AssertionError("not generated");
        };
    }

    private static String ascii(String text, boolean lower) {
        return text.chars()
                .map(unit -> unit >= 0x80 ? unit : lower ? Character.toLowerCase(unit) : Character.toUpperCase(unit))
                .mapToObj(unit -> String.valueOf((char) unit))
                .collect(Collectors.joining());
    }

    private static @Nullable String decoded(String text) {
        try {
            return new String(
                    Base64.getDecoder().decode(text.getBytes(StandardCharsets.ISO_8859_1)),
                    StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private interface TextFunction {
        @Nullable
        String apply(String text);
    }

    private static @Nullable Values each(Values values, TextFunction function) {
        List<Object> changed = new ArrayList<>();
        for (Object value : values.values()) {
            String text = function.apply((String) value);
            if (text == null) {
                return null;
            }
            changed.add(text);
        }
        return new Values(values.multiplicity(), values.type(), changed);
    }
}
