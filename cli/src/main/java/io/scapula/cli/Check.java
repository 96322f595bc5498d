package io.scapula.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that a manifest says, and what came of comparing it.
 *
 * @param what     what was compared
 * @param name     of the file, as it was typed
 * @param result   what came of it
 * @param expected what the manifest says, {@code null} if it says nothing of size and hash
 * @param found    what is there, {@code null} if nothing is
 * @param message  in words
 */
record Check(
        What what,
        String name,
        Result result,
        @Nullable StoredFile expected,
        @Nullable StoredFile found,
        @Nullable String message) {
    enum What {
        INPUT,
        OUTPUT,
        /** An output of running the command again. */
        OUTPUT_AGAIN,
        /** The exit status of running the command again. */
        EXIT_STATUS_AGAIN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Result {
        SAME,
        DIFFERS,
        MISSING,
        /** Something that is there and that the manifest knows nothing of. */
        UNEXPECTED,
        NOT_CHECKED;

        /** Whether all is as recorded, as far as that was looked at. */
        boolean isFine() {
            return this == SAME || this == NOT_CHECKED;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Compares what is there with what is expected. */
    static Check of(What what, String name, StoredFile expected, StoredFile found) {
        if (expected.equals(found)) {
            return new Check(what, name, Result.SAME, expected, found, null);
        }
        String message = expected.bytes() == found.bytes()
                ? "the size is the same, the content is another"
                : found.bytes() + " bytes instead of " + expected.bytes();
        return new Check(what, name, Result.DIFFERS, expected, found, message);
    }
}
