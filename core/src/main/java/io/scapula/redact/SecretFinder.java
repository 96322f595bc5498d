package io.scapula.redact;

import java.io.IOException;

/**
 * Tells secrets that no pattern shows, such as passwords that were typed at a terminal. Called while a redaction is
 * {@linkplain Redaction#prepare prepared}; reads the capture by itself.
 */
@FunctionalInterface
public interface SecretFinder {
    /** Takes what a finder found. */
    interface Found {
        /**
         * A secret.
         *
         * @param kind   what it is, such as {@code typed-password}
         * @param secret its text, as fields and analyzers tell it
         * @param event  number of the event that shows it
         */
        void secret(String kind, String secret, long event) throws IOException;

        /**
         * An event whose data is secret as a whole: keys that were pressed.
         *
         * @param event its number
         */
        void data(long event) throws IOException;
    }

    /** Tells all that the capture holds, in its order. */
    void find(Found found) throws IOException;
}
