package io.scapula.filter.internal;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The options of a command line, by the rules of getopt(3): letters behind a dash, alone or together; a letter that takes
 * a value takes the rest of the word or the next one. Reading stops at {@code --} and at the first word that is no
 * option; long options are passed over.
 */
public final class Options {
    private static final char UNKNOWN = '?';

    private final String letters;

    /** Takes the letters that are options, those that take a value followed by a colon. */
    public Options(String letters) {
        this.letters = letters;
    }

    /** Hands every option to the consumer: its letter, {@code ?} for a wrong one, then its value if it takes one. */
    public void forEach(List<String> words, Consumer<String> consumer) {
        read(words, (letter, value) -> {
            consumer.accept(String.valueOf(letter));
            if (value != null) {
                consumer.accept(value);
            }
        });
    }

    /** The value of the option, or its letter if it takes none; the last if it is given twice, {@code null} if never. */
    public @Nullable String find(List<String> words, char wanted) {
        @Nullable String[] found = new String[1];
        read(words, (letter, value) -> {
            if (letter == wanted) {
                found[0] = value == null ? String.valueOf(letter) : value;
            }
        });
        return found[0];
    }

    private interface Sink {
        void option(char letter, @Nullable String value);
    }

    private void read(List<String> words, Sink sink) {
        int next = 0;
        while (next < words.size()) {
            String word = words.get(next++);
            if (word.equals("--") || word.length() < 2 || word.charAt(0) != '-') {
                return;
            }
            if (word.charAt(1) == '-') {
                continue;
            }
            for (int index = 1; index < word.length(); index++) {
                char letter = word.charAt(index);
                int known = letter == ':' ? -1 : letters.indexOf(letter);
                boolean takesValue = known >= 0 && known + 1 < letters.length() && letters.charAt(known + 1) == ':';
                if (known < 0) {
                    sink.option(UNKNOWN, null);
                } else if (!takesValue) {
                    sink.option(letter, null);
                } else {
                    if (index + 1 < word.length()) {
                        sink.option(letter, word.substring(index + 1));
                    } else if (next < words.size()) {
                        sink.option(letter, words.get(next++));
                    } else {
                        sink.option(UNKNOWN, null);
                    }
                    break;
                }
            }
        }
    }
}
