/**
 * Reads and understands the bytes of a {@code .scap} capture: blocks, events, parameters.
 *
 * <p>{@link io.scapula.format.CaptureReader} is the way in. It offers two views of the events: as they were recorded
 * ({@link io.scapula.format.EventCursor}) and in the current schema ({@link io.scapula.format.UnifiedCursor}). Both show
 * an {@link io.scapula.format.EventView}; {@link io.scapula.format.Event} is its copy to keep. What stands in other
 * blocks is in {@link io.scapula.format.block}, what the numbers mean in {@link io.scapula.format.event}.
 *
 * <p>This package knows bytes. It holds no thread and no container.
 */
@NullMarked
package io.scapula.format;

import org.jspecify.annotations.NullMarked;
