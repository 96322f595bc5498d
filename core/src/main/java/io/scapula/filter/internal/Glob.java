package io.scapula.filter.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of fnmatch(3) without flags: {@code *} and {@code ?} also match slashes and leading dots, brackets hold sets,
 * a backslash takes the next character as it is.
 *
 * <p>Matching takes at most the product of both lengths, whatever the pattern, and allocates nothing. {@code ?} is one
 * character, not one byte.
 */
public final class Glob {
    /** What one position of the pattern takes. */
    private sealed interface Part {
        record Character(int codePoint) implements Part {}

        record Any() implements Part {}

        record Star() implements Part {}

        record Set(GlobSet set) implements Part {}
    }

    private final Part[] parts;
    private final boolean foldCase;
    /** A pattern that ends in a lone backslash matches nothing. */
    private final boolean broken;

    private Glob(List<Part> parts, boolean foldCase, boolean broken) {
        this.parts = parts.toArray(Part[]::new);
        this.foldCase = foldCase;
        this.broken = broken;
    }

    /** Compiles a pattern; every text is one. */
    public static Glob compile(String pattern, boolean foldCase) {
        List<Part> parts = new ArrayList<>();
        int index = 0;
        while (index < pattern.length()) {
            int codePoint = pattern.codePointAt(index);
            index += Character.charCount(codePoint);
            switch (codePoint) {
                case '*' -> {
                    if (parts.isEmpty() || !(parts.get(parts.size() - 1) instanceof Part.Star)) {
                        parts.add(new Part.Star());
                    }
                }
                case '?' -> parts.add(new Part.Any());
                case '\\' -> {
                    if (index == pattern.length()) {
                        return new Glob(List.of(), foldCase, true);
                    }
                    int escaped = pattern.codePointAt(index);
                    index += Character.charCount(escaped);
                    parts.add(new Part.Character(fold(escaped, foldCase)));
                }
                case '[' -> {
                    int end = GlobSet.end(pattern, index);
                    if (end < 0) {
                        parts.add(new Part.Character('['));
                    } else {
                        parts.add(new Part.Set(GlobSet.parse(pattern, index, end, foldCase)));
                        index = end + 1;
                    }
                }
                default -> parts.add(new Part.Character(fold(codePoint, foldCase)));
            }
        }
        return new Glob(parts, foldCase, false);
    }

    /** Whether the text contains a character that makes a pattern of it. */
    public static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) {
        return matches(text, 0, text.length());
    }

    /** Whether this part of the text matches. */
    public boolean matches(String text, int start, int end) {
        if (broken) {
            return false;
        }
        int index = start;
        int part = 0;
        int star = -1;
        int starIndex = 0;
        while (index < end) {
            if (part < parts.length && parts[part] instanceof Part.Star) {
                star = part++;
                starIndex = index;
                continue;
            }
            int codePoint = codePointAt(text, index, end);
            if (part < parts.length && takes(parts[part], codePoint)) {
                part++;
                index += Character.charCount(codePoint);
            } else if (star >= 0) {
                starIndex += Character.charCount(codePointAt(text, starIndex, end));
                index = starIndex;
                part = star + 1;
            } else {
                return false;
            }
        }
        while (part < parts.length && parts[part] instanceof Part.Star) {
            part++;
        }
        return part == parts.length;
    }

    private static int codePointAt(String text, int index, int end) {
        return index + 1 < end ? text.codePointAt(index) : text.charAt(index);
    }

    private boolean takes(Part part, int codePoint) {
        if (part instanceof Part.Character character) {
            return character.codePoint == fold(codePoint, foldCase);
        }
        return part instanceof Part.Any || (part instanceof Part.Set set && set.set.contains(codePoint));
    }

    static int fold(int codePoint, boolean foldCase) {
        return foldCase && codePoint >= 'A' && codePoint <= 'Z' ? codePoint + ('a' - 'A') : codePoint;
    }
}
