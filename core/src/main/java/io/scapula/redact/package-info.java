/**
 * Takes secrets out of a capture and leaves everything else as it is: the same events, times and lengths.
 *
 * <p>{@link io.scapula.redact.Redaction#prepare} reads a capture and finds what is secret, by patterns in texts and in what
 * processes read and wrote, however it was cut into buffers. The {@link io.scapula.redact.Redaction} then replaces every
 * occurrence in blocks and events, while they are written anew.
 */
@NullMarked
package io.scapula.redact;

import org.jspecify.annotations.NullMarked;
