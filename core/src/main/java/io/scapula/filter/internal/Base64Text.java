package io.scapula.filter.internal;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Decodes Base64. */
public final class Base64Text {
    private Base64Text() {}

    /** The bytes, or {@code null} if they are no Base64; the padding may be missing. */
    public static byte @Nullable [] decode(byte[] encoded) {
        if (encoded.length % 4 == 1) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
