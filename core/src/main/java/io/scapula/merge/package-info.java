/**
 * Makes one capture of several that tell of the same machine: {@link io.scapula.merge.CaptureMerge}.
 *
 * <p>It takes two passes over the inputs, which both see the same {@link io.scapula.merge.MergedStream}: {@link
 * io.scapula.merge.MergePlanner} replays it and decides at every input whether what is known by then goes on; {@link
 * io.scapula.merge.MergeStage} writes what was decided.
 */
@NullMarked
package io.scapula.merge;

import org.jspecify.annotations.NullMarked;
