/**
 * Container forensics on system-call captures.
 *
 * <p>{@link io.scapula.Capture} is the way in: open a capture, ask an analyzer and read the table, or go through the
 * {@linkplain io.scapula.Capture#events(String) events that a filter selects}.
 */
@NullMarked
package io.scapula;

import org.jspecify.annotations.NullMarked;
