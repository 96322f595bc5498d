package io.scapula.redact;

import java.util.function.Consumer;

/** Looks at a place where one of its words stands, and tells the secrets that follow it. */
interface SecretRule {
    /** The rule found nothing. */
    int NOTHING = -1;

    /**
     * Looks at one place.
     *
     * @param start where the word begins
     * @param end   behind the word
     * @return where what was found ends, and the rule need not look again before; {@link #NOTHING} if there is nothing
     */
    int look(SearchedText text, int start, int end, Consumer<Finding> findings);
}
