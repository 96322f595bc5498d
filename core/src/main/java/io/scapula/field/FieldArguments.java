package io.scapula.field;

/** Arguments of fields, as numbers. */
final class FieldArguments {
    /** Digits of a position that no list is long enough for. */
    private static final int MOST_DIGITS = 9;

    private FieldArguments() {}

    /** Whether the argument is a position rather than a name: digits only. */
    static boolean isIndex(String argument) {
        for (int index = 0; index < argument.length(); index++) {
            if (argument.charAt(index) < '0' || argument.charAt(index) > '9') {
                return false;
            }
        }
        return !argument.isEmpty();
    }

    /** The argument as a position from 0 on. */
    static int index(String field, String argument) throws FieldException {
        boolean isShort = argument.length() <= MOST_DIGITS;
        if (!isShort || !isIndex(argument)) {
            throw new FieldException(field + " takes a number from 0 on in its brackets, such as " + field
                    + "[1]; not '" + argument + "'");
        }
        return Integer.parseInt(argument);
    }

    /** The argument as a number. */
    static long number(String field, String argument) throws FieldException {
        try {
            return Long.parseLong(argument);
        } catch (NumberFormatException e) {
            throw new FieldException("the argument of " + field + " is a whole number; not '" + argument + "'");
        }
    }
}
