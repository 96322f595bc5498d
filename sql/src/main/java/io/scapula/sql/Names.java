package io.scapula.sql;

/** Names and texts as DuckDB takes them. */
final class Names {
    private Names() {}

    /** A name in quotation marks. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text in apostrophes. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Text without half surrogate pairs, which stand for bytes that are no text; U+FFFD in their place. */
    static String wellFormed(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (Character.isSurrogate(text.charAt(index))) {
                StringBuilder replaced = new StringBuilder(text.length());
                text.codePoints()
                        .map(point ->
                                point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? '\uFFFD' : point)
                        .forEach(replaced::appendCodePoint);
                return replaced.toString();
            }
        }
        return text;
    }
}
