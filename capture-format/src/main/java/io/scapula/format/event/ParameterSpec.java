package io.scapula.format.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of an event's schema.
 *
 * @param name               the name analysts know, such as {@code fd} or {@code res}
 * @param type               how its bytes are read
 * @param format             how its number is usually printed
 * @param flags              the table that names its values, if it has one
 * @param directoryParameter index of the parameter with the directory descriptor that a relative path starts from, or
 *                           -1
 * @param variants           the types a {@link ParameterType#DYN} value can have, by the index in its first byte; empty
 *                           for every other type
 */
public record ParameterSpec(
        String name,
        ParameterType type,
        ParameterFormat format,
        @Nullable FlagTable flags,
        int directoryParameter,
        List<Variant> variants) {

    /** One of the types that a {@link ParameterType#DYN} value can have. */
    public record Variant(ParameterType type, ParameterFormat format) {}

    public ParameterSpec {
        variants = List.copyOf(variants);
    }
}
