package io.scapula.state;

import org.jspecify.annotations.Nullable;

/**
 * What a program started with: its first three descriptors.
 *
 * @param input  descriptor 0, {@code null} if it is closed or not known
 * @param output descriptor 1, likewise
 * @param error  descriptor 2, likewise
 */
public record StandardStreams(
        @Nullable FdVersion input,
        @Nullable FdVersion output,
        @Nullable FdVersion error) {
    /** Nothing is known. */
    public static final StandardStreams UNKNOWN = new StandardStreams(null, null, null);

    static StandardStreams of(@Nullable FdTable table) {
        if (table == null) {
            return UNKNOWN;
        }
        FdTable right = table.truth();
        return new StandardStreams(right.get(0), right.get(1), right.get(2));
    }
}
