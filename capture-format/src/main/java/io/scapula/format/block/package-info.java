/**
 * The blocks that are not events, one record each: what the recorder knew about the machine when it started.
 *
 * <p>{@link io.scapula.format.block.MetadataBlock} is what a {@link io.scapula.format.CaptureReader} hands out; the
 * layouts are in the Javadoc of each record.
 */
@NullMarked
package io.scapula.format.block;

import org.jspecify.annotations.NullMarked;
