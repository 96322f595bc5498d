package io.scapula.table.render;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Escapes in JSON strings what {@link TerminalText} escapes in text; to a JSON reader this makes no difference. */
final class JsonEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    private static final int DELETE = 0x7f;
    private static final char REPLACEMENT = '\uFFFD';

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] codes = standardAsciiEscapesForJSON();
        codes[DELETE] = ESCAPE_STANDARD;
        return codes;
    }

    /** Asked for every character beyond ASCII, halves of surrogate pairs one by one: those must pass. */
    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        if (Character.isSurrogate((char) character) || !TerminalText.needsEscape(character)) {
            return null;
        }
        return new SerializedString("\\u" + HexFormat.of().toHexDigits((char) character));
    }

    /** The text with a replacement character for every half of a surrogate pair that has lost the other half. */
    static String wellFormed(String text) {
        if (text.codePoints().noneMatch(JsonEscapes::isHalf)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(c -> isHalf(c) ? REPLACEMENT : c).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean isHalf(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE;
    }
}
