package io.scapula.filter;

import io.scapula.field.FieldValue;

/** Compares one value with constants that were parsed before. */
@FunctionalInterface
interface ValueTest {
    boolean matches(FieldValue value, int index);

    /** How the outcomes of several values make one. */
    enum Quantifier {
        /** For any of them. */
        ANY,
        /** For all of them, and there is one. */
        ALL,
        /** For all of them, if there are any. */
        ALL_OR_NONE;

        boolean holds(FieldValue value, ValueTest test) {
            boolean any = this == ANY;
            int count = value.count();
            for (int index = 0; index < count; index++) {
                if (test.matches(value, index) == any) {
                    return any;
                }
            }
            return !any && (count > 0 || this == ALL_OR_NONE);
        }
    }

    /** One operator with several constants, as a modifier has it. */
    record Modified(Modifier modifier, ValueTest[] tests) implements ValueTest {
        @Override
        public boolean matches(FieldValue value, int index) {
            int holding = 0;
            for (ValueTest test : tests) {
                if (test.matches(value, index)) {
                    holding++;
                }
            }
            return switch (modifier) {
                case ONEOF -> holding == 1;
                case ANYOF -> holding > 0;
                case ALLOF -> holding == tests.length;
            };
        }
    }
}
