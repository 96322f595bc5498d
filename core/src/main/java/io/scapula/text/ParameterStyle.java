package io.scapula.text;

import io.scapula.format.event.ParameterFormat;
import io.scapula.format.event.ParameterSpec;
import io.scapula.format.event.ParameterType;
import org.jspecify.annotations.Nullable;

/**
 * What is known before any event about how one parameter is shown.
 *
 * @param label              its name with the sign of equality, as it stands before the value
 * @param type               decides the form
 * @param format             how its number is written
 * @param flags              names of its values, or {@code null}
 * @param directoryParameter index of the parameter that a relative path starts from, or -1
 * @param variants           forms by the first byte of the value, if its type leaves that open
 */
record ParameterStyle(
        String label,
        ParameterType type,
        ParameterFormat format,
        @Nullable FlagNames flags,
        int directoryParameter,
        ParameterStyle[] variants) {

    private static final ParameterStyle[] NO_VARIANTS = {};

    /** The style of a parameter, under a name and type of its own. */
    static ParameterStyle of(ParameterSpec spec, String name, ParameterType type) {
        ParameterStyle[] variants = spec.variants().stream()
                .map(variant -> new ParameterStyle("", variant.type(), variant.format(), null, -1, NO_VARIANTS))
                .toArray(ParameterStyle[]::new);
        return new ParameterStyle(
                name + "=",
                type,
                spec.format(),
                spec.flags() == null ? null : new FlagNames(spec.flags()),
                spec.directoryParameter(),
                variants);
    }
}
