/**
 * What a capture's events mean for the machine: its threads and containers, rebuilt by replay.
 *
 * <p>{@link io.scapula.state.StateEngine} takes metadata blocks and events in order and answers look-ups as of the last
 * event; it has no clock and does no I/O. What it hands out is immutable: a thread or container that changes gets a new
 * {@linkplain io.scapula.state.ThreadVersion version}.
 */
@NullMarked
package io.scapula.state;

import org.jspecify.annotations.NullMarked;
