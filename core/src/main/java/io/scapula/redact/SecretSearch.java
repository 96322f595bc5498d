package io.scapula.redact;

import java.util.List;

/** Finds everything that is to be replaced wherever it stands. Immutable; each user brings its own {@link Occurrences}. */
final class SecretSearch {
    /** A shorter beginning of a secret at the end of what was recorded may be the beginning of anything. */
    private static final int SHORTEST_BEGINNING = 4;

    private final List<SearchedForm> forms;
    private final ByteSearch search;

    SecretSearch(Iterable<Secret> secrets) throws RedactionLimitException {
        forms = SearchedForm.of(secrets);
        try {
            search = new ByteSearch(forms.stream().map(SearchedForm::bytes).toList());
        } catch (IllegalArgumentException e) {
            throw new RedactionLimitException("its secrets are too many, or too long, to be searched at once");
        }
    }

    boolean isEmpty() {
        return forms.isEmpty();
    }

    ByteSearch automaton() {
        return search;
    }

    SearchedForm form(int index) {
        return forms.get(index);
    }

    /**
     * Finds secrets in a text.
     *
     * @param cut whether the text went on beyond what was recorded, so that a secret may have begun at its end
     */
    void find(byte[] text, int length, boolean cut, Occurrences found) {
        int state = ByteSearch.START;
        for (int index = 0; index < length; index++) {
            state = search.step(state, text[index]);
            for (int end = search.end(state); end != ByteSearch.NONE; end = search.shorter(end)) {
                int form = search.string(end);
                int start = index + 1 - forms.get(form).bytes().length;
                if (!forms.get(form).wholeWord() || isWord(text, length, start, index + 1)) {
                    found.add(start, index + 1, form);
                    break;
                }
            }
        }
        if (cut) {
            int form = cutForm(state);
            if (form != ByteSearch.NONE) {
                found.add(length - search.depth(state), length, form);
            }
        }
    }

    /** The form that begins with what a state has seen last, if that is long enough to tell; {@link ByteSearch#NONE}. */
    int cutForm(int state) {
        return search.depth(state) >= SHORTEST_BEGINNING ? search.beginningOf(state) : ByteSearch.NONE;
    }

    private static boolean isWord(byte[] text, int length, int start, int end) {
        return (start == 0 || !Letters.isWord(text[start - 1])) && (end == length || !Letters.isWord(text[end]));
    }
}
