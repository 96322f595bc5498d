package io.scapula.redact;

/** Bytes as characters, each by itself, for regular expressions: an index is the same in both. */
final class LatinText implements CharSequence {
    private final byte[] bytes;
    private final int start;
    private final int end;

    LatinText(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
    }

    @Override
    public int length() {
        return end - start;
    }

    @Override
    public char charAt(int index) {
        return (char) (bytes[start + index] & 0xFF);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return new LatinText(bytes, start + from, start + to);
    }

    @Override
    public String toString() {
        return new String(bytes, start, end - start, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
