/**
 * Container forensics on system-call captures.
 *
 * <p>{@link io.scapula.Capture} is the way in: open a capture, ask an analyzer, read the table.
 */
@NullMarked
package io.scapula;

import org.jspecify.annotations.NullMarked;
