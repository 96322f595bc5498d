package io.scapula.filter;

import org.jspecify.annotations.Nullable;

/** A function from values to values: {@code tolower(proc.name)}. */
public enum Transformer {
    /** ASCII letters in lower case. */
    TOLOWER("tolower", 1, 1),
    /** ASCII letters in upper case. */
    TOUPPER("toupper", 1, 1),
    /** Decodes Base64; no value if it cannot be decoded. */
    B64("b64", 1, 1),
    /** What follows the last slash. */
    BASENAME("basename", 1, 1),
    /** Length of a text or of bytes in bytes, number of elements of a list. */
    LEN("len", 1, 1),
    /** A list as one text, with a separator. */
    JOIN("join", 2, 2),
    /** Texts one after the other. */
    CONCAT("concat", 2, Integer.MAX_VALUE),
    /** The options in a list of arguments, by the rules of getopt(3). */
    GETOPT("getopt", 2, 2);

    private final String spelling;
    private final int fewestArguments;
    private final int mostArguments;

    Transformer(String spelling, int fewestArguments, int mostArguments) {
        this.spelling = spelling;
        this.fewestArguments = fewestArguments;
        this.mostArguments = mostArguments;
    }

    /** As it is written. */
    public String spelling() {
        return spelling;
    }

    boolean takes(int arguments) {
        return arguments >= fewestArguments && arguments <= mostArguments;
    }

    /** The transformer with this name, or {@code null}. */
    public static @Nullable Transformer named(String name) {
        for (Transformer transformer : values()) {
            if (transformer.spelling.equals(name)) {
                return transformer;
            }
        }
        return null;
    }
}
