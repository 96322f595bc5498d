package io.scapula.redact;

/**
 * One secret and what stands in its place.
 *
 * @param token      what stands in its place, where the secret stands as it is
 * @param secret     the secret
 * @param kind       what it is, such as {@code password}
 * @param firstEvent number of the first event that showed it, 0 for what the capture told before its first event
 * @param count      how many times it was replaced
 * @param everywhere whether it was replaced wherever it stood, or only where a pattern showed it
 */
public record Replacement(String token, String secret, String kind, long firstEvent, long count, boolean everywhere) {
    static Replacement of(Secret secret) {
        return new Replacement(
                io.scapula.format.CaptureText.decode(secret.token(secret.bytes.length), 0, secret.bytes.length),
                io.scapula.format.CaptureText.decode(secret.bytes, 0, secret.bytes.length),
                secret.kind,
                secret.firstEvent,
                secret.located + secret.written,
                secret.everywhere);
    }
}
