package io.scapula.analysis;

import java.util.function.Function;

/**
 * Something that can be chosen about an analysis.
 *
 * @param name         its name, as in {@code --name}
 * @param description  one line for people
 * @param defaultValue the value when nothing is chosen
 * @param isSwitch     whether naming it is enough to choose {@code true}
 * @param parser       reads a value, {@link IllegalArgumentException} if the text is none
 */
public record Option<T>(String name, String description, T defaultValue, boolean isSwitch, Function<String, T> parser) {
    /** Name of {@link #filter filters}. */
    public static final String FILTER = "filter";

    /** An option that is off unless it is named. */
    public static Option<Boolean> flag(String name, String description) {
        return new Option<>(name, description, false, true, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("--" + name + " is true or false, not '" + text + "'");
        });
    }

    /** A text, of any kind; the default is the empty text. */
    public static Option<String> text(String name, String description) {
        return new Option<>(name, description, "", false, text -> text);
    }

    /** A whole number that is not negative; the default is -1: none. */
    public static Option<Long> number(String name, String description) {
        return new Option<>(name, description, -1L, false, text -> {
            try {
                return Long.parseUnsignedLong(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("--" + name + " is a whole number, not '" + text + "'");
            }
        });
    }

    /** The option by which rows are chosen with a filter. The command takes it as its last argument as well. */
    public static Option<EventFilter> filter(String description) {
        return new Option<>(FILTER, description, EventFilter.EVERYTHING, false, EventFilter::compile);
    }

    T parse(String text) {
        return parser.apply(text);
    }
}
