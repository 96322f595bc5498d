/**
 * Cuts a capture to what matters: a {@link io.scapula.slice.CaptureSlice} is a capture of its own, with the chosen events
 * and the state they need, and nothing else.
 *
 * <p>It takes three passes over a file. {@link io.scapula.slice.SelectionPass} finds the events to keep and whom they
 * need; {@link io.scapula.slice.SlicePlan} decides how each of those comes into the slice; {@link
 * io.scapula.slice.StatePass} collects their state and the events that go on changing it; {@link
 * io.scapula.slice.SliceStage} tells what to write.
 */
@NullMarked
package io.scapula.slice;

import org.jspecify.annotations.NullMarked;
