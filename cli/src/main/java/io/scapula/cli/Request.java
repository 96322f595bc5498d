package io.scapula.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * What was asked for, as a manifest tells it: everything but where the manifest goes, so that it doesn't matter what that is
 * called.
 *
 * @param command    the command
 * @param arguments  the whole command line as it was typed
 * @param options    every option by its longest name: what was typed, {@code true} or {@code false} for a switch, the default
 *                   if nothing was typed, {@code null} if there is none
 * @param parameters what is no option, by its label
 */
record Request(
        String command,
        List<String> arguments,
        Map<String, @Nullable Object> options,
        Map<String, List<String>> parameters) {
    static final String MANIFEST_OPTION = "--manifest";

    /** The request that was parsed. */
    static Request of(ParseResult asked, List<String> arguments) {
        Map<String, @Nullable Object> options = new TreeMap<>();
        for (OptionSpec option : asked.commandSpec().options()) {
            boolean isAboutItself = option.usageHelp()
                    || option.versionHelp()
                    || option.longestName().equals(MANIFEST_OPTION);
            if (!isAboutItself) {
                options.put(option.longestName(), value(option, asked.hasMatchedOption(option)));
            }
        }
        Map<String, List<String>> parameters = new TreeMap<>();
        for (PositionalParamSpec parameter : asked.commandSpec().positionalParameters()) {
            parameters.put(parameter.paramLabel(), List.copyOf(parameter.originalStringValues()));
        }
        return new Request(asked.commandSpec().name(), withoutManifest(arguments), options, parameters);
    }

    private static @Nullable Object value(OptionSpec option, boolean isTyped) {
        if (option.arity().max() == 0) {
            return isTyped;
        }
        if (isTyped) {
            List<String> typed = option.originalStringValues();
            return typed.size() == 1 ? typed.get(0) : List.copyOf(typed);
        }
        if (option.defaultValue() != null) {
            return option.defaultValue();
        }
        Object initial = option.getValue();
        return initial == null ? null : initial.toString();
    }

    private static List<String> withoutManifest(List<String> arguments) {
        List<String> others = new ArrayList<>();
        boolean isOptionPossible = true;
        for (int index = 0; index < arguments.size(); index++) {
            String argument = arguments.get(index);
            isOptionPossible &= !argument.equals("--");
            if (isOptionPossible && argument.equals(MANIFEST_OPTION)) {
                index++; // its value
            } else if (!isOptionPossible || !argument.startsWith(MANIFEST_OPTION + "=")) {
                others.add(argument);
            }
        }
        return others;
    }
}
