package io.scapula.redact;

import java.io.IOException;

/** Looks at a text of a block and may change it. */
interface TextVisitor {
    /**
     * Looks at a text.
     *
     * @param text holds nothing but the text; may be changed in place, at the same length
     * @return whether it was changed
     */
    boolean visit(SearchedText text) throws IOException;
}
