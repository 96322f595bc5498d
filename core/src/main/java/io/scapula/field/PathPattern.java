package io.scapula.field;

/** Shell patterns with {@code *} and {@code ?}, which match slashes too. Takes time by length times length at most. */
final class PathPattern {
    private PathPattern() {}

    static boolean matches(String pattern, String text) {
        int inPattern = 0;
        int inText = 0;
        int star = -1;
        int starredUpTo = 0;
        while (inText < text.length()) {
            char expected = inPattern < pattern.length() ? pattern.charAt(inPattern) : 0;
            if (expected == '*') {
                star = inPattern++;
                starredUpTo = inText;
            } else if (inPattern < pattern.length() && (expected == '?' || expected == text.charAt(inText))) {
                inPattern++;
                inText++;
            } else if (star >= 0) {
                inPattern = star + 1;
                inText = ++starredUpTo;
            } else {
                return false;
            }
        }
        while (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
            inPattern++;
        }
        return inPattern == pattern.length();
    }
}
