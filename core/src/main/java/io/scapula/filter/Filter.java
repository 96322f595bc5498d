package io.scapula.filter;

import io.scapula.event.EventContext;
import io.scapula.field.Fields;
import io.scapula.format.event.EventTypeSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the events that a filter selects from the others.
 *
 * <pre>{@code
 * Filter filter = Filter.compile("evt.type = openat and fd.name startswith /etc", fields);
 * boolean selected = filter.matches(event);
 * }</pre>
 *
 * <p>Only transformers, regular expressions and patterns taken from a field allocate anything while matching. For one
 * thread; compile another one for another thread.
 */
public final class Filter {
    private final Expression expression;
    private final EventTest test;
    private final FilterPart shape;
    private final @Nullable EventTypeSet candidates;
    private final List<FilterWarning> warnings;

    Filter(
            Expression expression,
            EventTest test,
            FilterPart shape,
            @Nullable EventTypeSet candidates,
            List<FilterWarning> warnings) {
        this.shape = shape;
        this.expression = expression;
        this.test = test;
        this.candidates = candidates;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Compiles a filter.
     *
     * @throws FilterException if it makes no sense
     */
    public static Filter compile(String text, Fields fields) {
        return compile(FilterParser.parse(text), FieldBinder.of(fields), FilterScope.EMPTY);
    }

    /**
     * Compiles a filter that was parsed before.
     *
     * @param scope has the macros that the expression names
     * @throws FilterException if it makes no sense
     */
    public static Filter compile(Expression expression, FieldBinder fields, FilterScope scope) {
        return new FilterCompiler(fields).compile(new MacroExpansion(scope).expand(expression));
    }

    /** Whether the filter selects the event. */
    public boolean matches(EventContext event) {
        if (candidates != null && !candidates.contains(event.event().typeCode())) {
            return false;
        }
        return test.matches(event);
    }

    /** The filter taken apart. */
    public FilterPart shape() {
        return shape;
    }

    /** What was compiled, without macros. */
    public Expression expression() {
        return expression;
    }

    /**
     * The codes of events that the filter can select at all, as {@code evt.type} narrows them down; every other event, as
     * {@link EventContext#event()} shows it, can be skipped unseen. {@code null} if it can be any event.
     */
    public @Nullable EventTypeSet candidates() {
        return candidates;
    }

    /** What was probably not meant. */
    public List<FilterWarning> warnings() {
        return warnings;
    }

    /** The filter's text in its shortest form. */
    @Override
    public String toString() {
        return expression.text();
    }
}
