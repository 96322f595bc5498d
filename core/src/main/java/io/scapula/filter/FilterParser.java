package io.scapula.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads filters.
 *
 * <p>From the loosest to the tightest: {@code or}, {@code and}, {@code not}, parentheses. Beyond what today's libraries
 * accept it takes what the command line of sysdig 0.29.3 took: bare values with {@code =} or a comma in them, a quote
 * directly behind an operator, spare commas in a list.
 */
public final class FilterParser {
    private static final String SCALAR_STOPS = "()\"'";
    private static final String ELEMENT_STOPS = "()\"',";
    private static final String ARGUMENT_STOPS = "[]\"'";

    private final FilterScanner scanner;
    private final int maximumDepth;
    private int depth;

    private FilterParser(String text, int maximumDepth) {
        this.scanner = new FilterScanner(text);
        this.maximumDepth = maximumDepth;
    }

    /**
     * Reads a filter.
     *
     * @throws FilterException if it is none
     */
    public static Expression parse(String text) {
        return parse(text, FilterScope.EMPTY);
    }

    /**
     * Reads a filter in which the lists of the scope may be named.
     *
     * @throws FilterException if it is none
     */
    public static Expression parse(String text, FilterScope scope) {
        return new FilterParser(scope.replaceLists(text), scope.maximumDepth()).parseAll();
    }

    /**
     * Reads a field or a transformer, and nothing behind it.
     *
     * @throws FilterException if the text is neither
     */
    static Term.Operand parseOperand(String text) {
        FilterParser parser = new FilterParser(text, FilterScope.EMPTY.maximumDepth());
        Term.Operand operand = parser.operand();
        if (operand == null || !parser.scanner.atEnd()) {
            throw parser.expected("a field or a transformer", "field", "transformer");
        }
        return operand;
    }

    private Expression parseAll() {
        scanner.skipBlanks();
        if (scanner.atEnd()) {
            throw error("the filter is empty, expected a field");
        }
        Expression expression = disjunction();
        scanner.skipBlanks();
        if (scanner.nextIs(')')) {
            throw error("unexpected ')' without a '(' before it");
        }
        if (!scanner.atEnd()) {
            throw new FilterException(
                    "unexpected token after '" + scanner.lastToken() + "', expecting 'or', 'and'",
                    List.of("or", "and"),
                    List.of(),
                    scanner.position());
        }
        return expression;
    }

    private Expression disjunction() {
        List<Expression> operands = new ArrayList<>();
        do {
            operands.add(conjunction());
        } while (connective("or"));
        return operands.size() == 1 ? operands.get(0) : new Expression.Or(operands);
    }

    private Expression conjunction() {
        List<Expression> operands = new ArrayList<>();
        do {
            operands.add(negation());
        } while (connective("and"));
        return operands.size() == 1 ? operands.get(0) : new Expression.And(operands);
    }

    private boolean connective(String word) {
        int start = scanner.offset();
        scanner.skipBlanks();
        if (scanner.takeConnective(word)) {
            return true;
        }
        scanner.reset(start);
        return false;
    }

    private Expression negation() {
        boolean negated = false;
        scanner.skipBlanks();
        while (scanner.takeConnective("not")) {
            negated = !negated;
            scanner.skipBlanks();
        }
        Expression expression = primary();
        if (!negated) {
            return expression;
        }
        return expression instanceof Expression.Not not ? not.operand() : new Expression.Not(expression);
    }

    private Expression primary() {
        SourcePosition start = scanner.position();
        if (scanner.take('(')) {
            enter(start);
            Expression expression = disjunction();
            scanner.skipBlanks();
            if (!scanner.take(')')) {
                throw expected("a ')' token", ")");
            }
            depth--;
            return expression;
        }
        Term.Operand operand = operand();
        if (operand != null) {
            return check(operand);
        }
        return macro(start);
    }

    private Expression macro(SourcePosition start) {
        String name = scanner.identifier();
        if (name == null || name.equals("and") || name.equals("or") || name.equals("not")) {
            scanner.reset(start.offset());
            String found = scanner.rest();
            throw new FilterException(
                    "expected a field, a transformer, 'not' or '('"
                            + (found.isEmpty() ? " instead of the end" : " instead of '" + found + "'"),
                    List.of("field", "transformer", "not", "("),
                    List.of(),
                    start);
        }
        if (scanner.nextIs('(')) {
            throw new FilterException(
                    "unknown transformer '" + name + "', expected one of " + transformers(),
                    Arrays.stream(Transformer.values())
                            .map(Transformer::spelling)
                            .toList(),
                    NearestName.of(name, transformerNames()),
                    start);
        }
        return new Expression.MacroReference(name, start);
    }

    private Expression check(Term.Operand left) {
        scanner.skipBlanks();
        SourcePosition start = scanner.position();
        Operator operator = operator();
        if (operator == null) {
            throw noOperator(start);
        }
        return switch (operator.kind()) {
            case PRESENCE -> new Expression.Check(left, operator, null, null, start);
            case ORDER -> new Expression.Check(left, operator, null, scalar(operator), start);
            case COMPARISON -> {
                Modifier modifier = modifier();
                Term right = modifier == null ? scalar(operator) : list(modifier.spelling());
                yield new Expression.Check(left, operator, modifier, right, start);
            }
            case LIST -> {
                scanner.skipBlanks();
                Term right = rightOperand();
                yield new Expression.Check(
                        left, operator, null, right == null ? list(operator.spelling()) : right, start);
            }
        };
    }

    private @Nullable Operator operator() {
        for (Operator operator : Operator.values()) {
            if (operator == Operator.EQUAL && scanner.takeSymbol("==")) {
                return operator;
            }
            if (operator.isWord() ? scanner.takeWord(operator.spelling()) : scanner.takeSymbol(operator.spelling())) {
                return operator;
            }
        }
        return null;
    }

    private FilterException noOperator(SourcePosition start) {
        List<String> operators =
                Arrays.stream(Operator.values()).map(Operator::spelling).toList();
        String found = scanner.rest();
        return new FilterException(
                "expected a valid check operator: one of " + String.join(" ", operators),
                operators,
                NearestName.of(found, operators),
                start);
    }

    /** A modifier, if a list follows: {@code proc.name = oneof} compares with the text "oneof". */
    private @Nullable Modifier modifier() {
        int start = scanner.offset();
        scanner.skipBlanks();
        if (scanner.offset() > start) {
            for (Modifier modifier : Modifier.values()) {
                if (scanner.takeWord(modifier.spelling()) && listFollows()) {
                    return modifier;
                }
            }
        }
        scanner.reset(start);
        return null;
    }

    private boolean listFollows() {
        int start = scanner.offset();
        scanner.skipBlanks();
        boolean blank = scanner.offset() > start;
        if (scanner.nextIs('(')) {
            return true;
        }
        String word = blank ? scanner.identifier() : null;
        scanner.reset(start);
        return word != null && !word.equals("and") && !word.equals("or") && !word.equals("not");
    }

    private Term scalar(Operator operator) {
        scanner.skipBlanks();
        Term right = rightOperand();
        if (right != null) {
            return right;
        }
        if (!scanner.nextIs('=') && !scanner.nextIs(',')) {
            Term literal = literal(SCALAR_STOPS);
            if (literal != null) {
                return literal;
            }
        }
        throw expected("a value after '" + operator.spelling() + "'", "value");
    }

    private @Nullable Term literal(String stops) {
        SourcePosition start = scanner.position();
        if (scanner.nextIsQuote()) {
            return new Term.Literal(scanner.quoted(), start);
        }
        String bare = scanner.bare(stops);
        return bare == null ? null : new Term.Literal(scanner.checked(bare, start.offset()), start);
    }

    /** A field in {@code val()} or a transformer, if either comes next. */
    private @Nullable Term rightOperand() {
        SourcePosition start = scanner.position();
        if (scanner.takeSymbol("val(")) {
            scanner.skipBlanks();
            Term field = field();
            if (field == null) {
                throw expected("a field within val()", "field");
            }
            closeTransformer();
            return field;
        }
        return transformerCall(start);
    }

    private Term list(String before) {
        scanner.skipBlanks();
        SourcePosition start = scanner.position();
        if (!scanner.take('(')) {
            String name = scanner.identifier();
            if (name != null) {
                return new Term.ListReference(name, start);
            }
            throw expected("a list in parentheses after '" + before + "'", "(");
        }
        List<Term> elements = new ArrayList<>();
        boolean separated = true;
        while (true) {
            scanner.skipBlanks();
            if (scanner.take(')')) {
                return new Term.TermList(elements, start);
            }
            if (scanner.take(',')) {
                separated = true;
                continue;
            }
            Term element = separated ? literal(ELEMENT_STOPS) : null;
            if (element == null) {
                throw expected(separated ? "a value or ')' in the list" : "',' or ')' in the list", ",", ")");
            }
            elements.add(element);
            separated = false;
        }
    }

    private Term.@Nullable Operand operand() {
        Term.Operand call = transformerCall(scanner.position());
        return call != null ? call : field();
    }

    private Term.@Nullable Operand field() {
        SourcePosition start = scanner.position();
        String name = scanner.fieldName();
        return name == null ? null : new Term.FieldReference(name, argument(), start);
    }

    private @Nullable String argument() {
        if (!scanner.take('[')) {
            return null;
        }
        int start = scanner.offset();
        String argument = scanner.nextIsQuote() ? scanner.quoted() : scanner.bare(ARGUMENT_STOPS);
        if (argument == null) {
            throw expected("an argument in the brackets", "argument");
        }
        if (!scanner.take(']')) {
            throw expected("a ']' token", "]");
        }
        return scanner.checked(argument, start);
    }

    private Term.@Nullable Operand transformerCall(SourcePosition start) {
        String name = scanner.identifier();
        Transformer transformer = name == null || !scanner.nextIs('(') ? null : Transformer.named(name);
        if (transformer == null) {
            boolean value = name != null && name.equals("val") && scanner.nextIs('(');
            scanner.reset(start.offset());
            if (value) {
                throw error("val() can only stand on the right-hand side of an operator");
            }
            return null;
        }
        scanner.take('(');
        enter(start);
        List<Term> arguments = new ArrayList<>();
        do {
            scanner.skipBlanks();
            arguments.add(transformed(true));
            scanner.skipBlanks();
        } while (scanner.take(','));
        closeTransformer();
        depth--;
        if (!transformer.takes(arguments.size())) {
            throw new FilterException(
                    "wrong number of arguments for '" + transformer.spelling() + "' transformer: " + arguments.size(),
                    start);
        }
        return new Term.TransformerCall(transformer, arguments, argument(), start);
    }

    private Term transformed(boolean listAllowed) {
        SourcePosition start = scanner.position();
        if (scanner.nextIsQuote()) {
            return new Term.Literal(scanner.quoted(), start);
        }
        String number = scanner.number();
        if (number != null) {
            return new Term.Literal(number, start);
        }
        if (listAllowed && scanner.take('(')) {
            return transformedList(start);
        }
        Term operand = operand();
        if (operand == null) {
            throw expected("a field, a transformer, a number or a quoted string", "field", "transformer", "value");
        }
        return operand;
    }

    private Term transformedList(SourcePosition start) {
        List<Term> terms = new ArrayList<>();
        scanner.skipBlanks();
        if (!scanner.nextIs(')')) {
            do {
                scanner.skipBlanks();
                terms.add(transformed(false));
                scanner.skipBlanks();
            } while (scanner.take(','));
        }
        closeTransformer();
        return new Term.TermList(terms, start);
    }

    private void closeTransformer() {
        scanner.skipBlanks();
        if (!scanner.take(')')) {
            throw expected("a ')' token", ")");
        }
    }

    private void enter(SourcePosition position) {
        if (++depth > maximumDepth) {
            throw new FilterException("exceeded max depth limit of " + maximumDepth, position);
        }
    }

    private FilterException error(String problem) {
        return new FilterException(problem, scanner.position());
    }

    private FilterException expected(String what, String... tokens) {
        String found = scanner.rest();
        return new FilterException(
                "expected " + what + (found.isEmpty() ? " instead of the end" : " instead of '" + found + "'"),
                List.of(tokens),
                List.of(),
                scanner.position());
    }

    private static List<String> transformerNames() {
        return Arrays.stream(Transformer.values()).map(Transformer::spelling).toList();
    }

    private static String transformers() {
        return String.join(" ", transformerNames());
    }
}
