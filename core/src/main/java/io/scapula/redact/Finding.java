package io.scapula.redact;

import org.jspecify.annotations.Nullable;

/**
 * A secret in a text.
 *
 * @param kind    what it is, such as {@code password}
 * @param start   index of its first byte
 * @param end     index behind its last byte
 * @param certain whether its surroundings leave no doubt that it is one, whatever it looks like
 * @param cut     whether the recording ended within it
 * @param decoded what it says, where the text has it with escapes; {@code null} where it stands as it is
 */
record Finding(String kind, int start, int end, boolean certain, boolean cut, byte @Nullable [] decoded) {
    static Finding certain(String kind, int start, int end, boolean cut) {
        return new Finding(kind, start, end, true, cut, null);
    }
}
