package io.scapula.filter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that a filter may use besides fields: lists and macros, as rule files define them. Immutable.
 *
 * <p>A list's name is replaced by its elements in the text, before it is parsed; a macro's by its expression afterwards,
 * so that {@code not my_macro} negates all of it.
 */
public final class FilterScope {
    /** Neither lists nor macros, and 100 levels of nesting: what a filter on the command line sees. */
    public static final FilterScope EMPTY = builder().build();

    private final Map<String, List<String>> lists;
    private final Map<String, Expression> macros;
    private final int maximumDepth;

    private FilterScope(Builder builder) {
        lists = Map.copyOf(builder.lists);
        macros = Map.copyOf(builder.macros);
        maximumDepth = builder.maximumDepth;
    }

    /** A builder without lists and macros. */
    public static Builder builder() {
        return new Builder();
    }

    int maximumDepth() {
        return maximumDepth;
    }

    @Nullable
    Expression macro(String name) {
        return macros.get(name);
    }

    String replaceLists(String text) {
        return lists.isEmpty() ? text : new ListReplacement(lists, text).replaced();
    }

    /** Collects lists and macros. A later definition replaces an earlier one of the same name. */
    public static final class Builder {
        /** What the stack of a thread surely holds. */
        private static final int LARGEST_DEPTH = 1000;

        private final Map<String, List<String>> lists = new HashMap<>();
        private final Map<String, Expression> macros = new HashMap<>();
        private int maximumDepth = 100;

        private Builder() {}

        /** Defines a list. An element that is the name of a list stands for the elements of that list. */
        public Builder list(String name, List<String> elements) {
            lists.put(name, List.copyOf(elements));
            return this;
        }

        /** Defines a macro. It may name other macros, defined before or after it. */
        public Builder macro(String name, Expression expression) {
            macros.put(name, expression);
            return this;
        }

        /**
         * Allows deeper nesting of parentheses and transformers.
         *
         * @throws IllegalArgumentException if it is below 1 or above 1000
         */
        public Builder maximumDepth(int levels) {
            if (levels < 1 || levels > LARGEST_DEPTH) {
                throw new IllegalArgumentException("depth " + levels + " is not in 1.." + LARGEST_DEPTH);
            }
            maximumDepth = levels;
            return this;
        }

        /** The scope. */
        public FilterScope build() {
            return new FilterScope(this);
        }
    }
}
