package io.scapula.table.render;

import java.io.IOException;

/** Takes so many characters and then fails, as a full disk or a closed pipe does. */
final class LimitedOutput implements Appendable {
    private final StringBuilder taken = new StringBuilder();
    private final int limit;

    LimitedOutput(int limit) {
        this.limit = limit;
    }

    @Override
    public Appendable append(CharSequence text) throws IOException {
        if (taken.length() + text.length() > limit) {
            throw new IOException("no space left");
        }
        taken.append(text);
        return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) throws IOException {
        return append(text.subSequence(start, end));
    }

    @Override
    public Appendable append(char c) throws IOException {
        return append(String.valueOf(c));
    }

    @Override
    public String toString() {
        return taken.toString();
    }
}
