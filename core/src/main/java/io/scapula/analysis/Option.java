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

    /** An option that is off unless it is named. */
    public static Option<Boolean> flag(String name, String description) {
        return new Option<>(name, description, false, true, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("--" + name + " is true or false, not '" + text + "'");
        });
    }

    T parse(String text) {
        return parser.apply(text);
    }
}
