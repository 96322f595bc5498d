package io.scapula.redact;

import java.util.function.Consumer;

/** The value of a setting whose name tells that it is secret: {@code k=v}, {@code k: v}, {@code "k":"v"}, {@code --k v}. */
final class KeyValueRule implements SecretRule {
    private static final int LONGEST_NAME = 64;
    private static final int MOST_BLANKS = 8;

    private final String kind;
    private final boolean wordOnly;
    private final SettingNames names;
    private final ValueRules values;

    KeyValueRule(String kind, boolean wordOnly, SettingNames names, ValueRules values) {
        this.kind = kind;
        this.wordOnly = wordOnly;
        this.names = names;
        this.values = values;
    }

    /** How a value is told from what follows it. */
    private enum Form {
        /** An element of a list, or what follows {@code --name} as one. */
        ELEMENT,
        /** In quotes. */
        QUOTED,
        /** In the quotes that the name is in as well. */
        WITHIN_QUOTES,
        /** Up to a blank or a delimiter. */
        BARE
    }

    @Override
    public int look(SearchedText text, int start, int end, Consumer<Finding> findings) {
        int from = start;
        while (from > 0 && start - from < LONGEST_NAME && Letters.isName(text.at(from - 1))) {
            from--;
        }
        int dashes = 0;
        while (from + dashes < start && text.at(from + dashes) == '-') {
            dashes++;
        }
        int nameStart = from + dashes;
        int nameEnd = end;
        while (nameEnd < text.length() && nameEnd - end < LONGEST_NAME && Letters.isName(text.at(nameEnd))) {
            nameEnd++;
        }
        if (!names.isOfSecret(text.bytes(), nameStart, start, end, nameEnd, wordOnly)) {
            return NOTHING;
        }
        return separator(text, new Name(from, nameEnd, dashes > 0), findings);
    }

    private record Name(int start, int end, boolean isOption) {}

    private int separator(SearchedText text, Name name, Consumer<Finding> findings) {
        int index = skipQuote(text, name.end);
        boolean quotedName = index > name.end;
        int separator = skipBlanks(text, index);
        if (separator == text.length()) {
            return NOTHING;
        }
        byte sign = text.at(separator);
        boolean isPath = name.start > 0 && text.at(name.start - 1) == '/';
        if (sign == '=' || sign == ':' && !isPath) {
            int after = separator + 1;
            if (sign == ':' && after < text.length() && text.at(after) == '=') {
                after++;
            } else if (sign == '=' && after < text.length() && text.at(after) == '>') {
                after++;
            }
            int value = skipBlanks(text, after);
            boolean tight = sign == '=' && separator == name.end && value == after;
            return value(text, name, value, tight, quotedName, findings);
        }
        if (!name.isOption) {
            return NOTHING;
        }
        if (quotedName && sign == ',') {
            int value = skipBlanks(text, separator + 1);
            return value < text.length() && Letters.isQuote(text.at(value))
                    ? value(text, name, value, true, true, findings)
                    : NOTHING;
        }
        if (text.list() && sign == 0 && separator == name.end) {
            return element(text, separator + 1, findings);
        }
        return separator > name.end && !quotedName ? value(text, name, separator, true, false, findings) : NOTHING;
    }

    private int value(
            SearchedText text, Name name, int start, boolean tight, boolean quotedName, Consumer<Finding> findings) {
        int opening = skipBackslashes(text, start);
        if (opening < text.length() && Letters.isQuote(text.at(opening))) {
            int end = closing(text, opening, opening - start);
            return end < 0 ? NOTHING : found(text, opening + 1, end, Form.QUOTED, true, findings);
        }
        int quote = name.start - 1;
        if (tight && !quotedName && quote >= 0 && Letters.isQuote(text.at(quote))) {
            int slashes = quote - skipBackslashesBackwards(text, quote);
            int end = closing(text, quote, slashes);
            if (end > start) {
                return found(text, start, end, Form.WITHIN_QUOTES, true, findings);
            }
        }
        if (tight && text.list() && text.beginsElement(name.start)) {
            return element(text, start, findings);
        }
        int end = start;
        while (end < text.length() && end - start < ValueRules.LONGEST && !values.endsBareValue(text.at(end))) {
            end++;
        }
        return found(text, start, end, Form.BARE, tight, findings);
    }

    private int element(SearchedText text, int start, Consumer<Finding> findings) {
        int end = start;
        while (end < text.length() && text.at(end) != 0 && end - start < ValueRules.LONGEST) {
            end++;
        }
        return found(text, start, end, Form.ELEMENT, true, findings);
    }

    private int found(SearchedText text, int start, int end, Form form, boolean tight, Consumer<Finding> findings) {
        if (!values.canBeSecret(text.bytes(), start, end, form == Form.BARE)) {
            return NOTHING;
        }
        boolean certain = tight
                || form != Form.BARE
                || !ByteKinds.of(text.bytes(), start, end).isLettersOnly();
        byte[] decoded = Escapes.decoded(text.bytes(), start, end);
        findings.accept(new Finding(kind, start, end, certain, text.isCutAt(end), decoded));
        return end;
    }

    private static int skipBlanks(SearchedText text, int start) {
        int index = start;
        while (index < text.length() && index - start < MOST_BLANKS && Letters.isBlank(text.at(index))) {
            index++;
        }
        return index;
    }

    private static int skipBackslashes(SearchedText text, int start) {
        int index = start;
        while (index < text.length() && index - start < MOST_BLANKS && text.at(index) == '\\') {
            index++;
        }
        return index;
    }

    private static int skipBackslashesBackwards(SearchedText text, int end) {
        int index = end;
        while (index > 0 && end - index < MOST_BLANKS && text.at(index - 1) == '\\') {
            index--;
        }
        return index;
    }

    /** Behind the quote that closes a name, itself perhaps escaped; the same index if there is none. */
    private static int skipQuote(SearchedText text, int start) {
        int index = skipBackslashes(text, start);
        return index < text.length() && Letters.isQuote(text.at(index)) ? index + 1 : start;
    }

    /**
     * Where the text in quotes ends: at the same quote, escaped as the opening one is; where the recording ends if it is not
     * closed.
     *
     * @param slashes how many backslashes stand before the opening quote
     * @return -1 if the line ends before
     */
    private static int closing(SearchedText text, int opening, int slashes) {
        byte quote = text.at(opening);
        int index = opening + 1;
        while (index < text.length() && index - opening < ValueRules.LONGEST) {
            byte one = text.at(index);
            if (one == '\n' || one == '\r' || one == 0) {
                return -1;
            }
            if (one == '\\') {
                int end = skipBackslashes(text, index);
                int count = end - index;
                if (slashes > 0 && count <= slashes && end < text.length() && text.at(end) == quote) {
                    return index;
                }
                index = end + (count % 2 == 1 || slashes > 0 ? 1 : 0);
                continue;
            }
            if (one == quote) {
                return index;
            }
            index++;
        }
        return Math.min(index, text.length());
    }
}
