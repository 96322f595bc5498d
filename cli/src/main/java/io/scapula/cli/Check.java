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
 * @param found    what is there, {@code null} if nothing is, or it was not read
 * @param bytes    size of what is there, {@code null} if nothing is
 * @param message  in words
 */
record Check(
        What what,
        String name,
        Result result,
        @Nullable StoredFile expected,
        @Nullable StoredFile found,
        @Nullable Long bytes,
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
        if (expected.bytes() != found.bytes()) {
            return ofOtherSize(what, name, expected, found, found.bytes());
        }
        boolean isSame = expected.equals(found);
        return new Check(
                what,
                name,
                isSame ? Result.SAME : Result.DIFFERS,
                expected,
                found,
                found.bytes(),
                isSame ? null : "the size is the same, the content is another");
    }

    /** What is there has another size. */
    static Check ofOtherSize(What what, String name, StoredFile expected, @Nullable StoredFile found, long bytes) {
        String message = bytes + " bytes instead of " + expected.bytes();
        return new Check(what, name, Result.DIFFERS, expected, found, bytes, message);
    }

    /** There is nothing to compare. */
    static Check without(What what, String name, Result result, @Nullable StoredFile expected, String message) {
        return new Check(what, name, result, expected, null, null, message);
    }
}
