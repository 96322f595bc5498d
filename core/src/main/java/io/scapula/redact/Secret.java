package io.scapula.redact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that are to be replaced, and what is known of them; changes until the whole capture was looked at. */
final class Secret {
    final byte[] bytes;
    final String kind;
    /** Position among all secrets as they were found. */
    final int index;

    long firstEvent;
    boolean certain;
    /** Whether the recording ended within it wherever it was seen. */
    boolean cut;
    /** The secret that this is a beginning of, or another way to write. */
    @Nullable
    Secret same;
    /** The secret that this is a beginning of. */
    @Nullable
    Secret whole;
    /** Whether it is replaced wherever it stands, and not just where a pattern showed it. */
    boolean everywhere;
    /** Whether only where no letter or digit stands beside it. */
    boolean wholeWord;
    /** Whether it is a name that the capture itself tells to be one. */
    boolean name;
    /** Whether somebody declared it to be secret. */
    boolean declared;
    /** Stands for it. Secrets that are the same have one number. */
    int number;
    /** What it is replaced by, if that was given; made from the number otherwise. */
    byte @Nullable [] given;

    /** How often it was found in parts. */
    long located;
    /** How often it was replaced as a whole in what was written last. */
    long written;

    Secret(byte[] bytes, String kind, int index, long firstEvent) {
        this.bytes = bytes;
        this.kind = kind;
        this.index = index;
        this.firstEvent = firstEvent;
    }

    /** The secret that this one is the same as, itself if none. */
    Secret root() {
        Secret root = this;
        while (root.same != null) {
            root = root.same;
        }
        return root;
    }

    /** What it is written as where it takes this many bytes. */
    byte[] token(int length) {
        Secret longer = whole;
        if (longer != null && length < longer.bytes.length) {
            return Arrays.copyOf(longer.token(longer.bytes.length), length);
        }
        byte[] fixed = given;
        return fixed != null && fixed.length == length ? fixed : Tokens.of(number, length);
    }
}
