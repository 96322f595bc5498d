/**
 * Columns as the Arrow columnar format lays them out, in files and streams that every Arrow implementation reads.
 *
 * <p>Arrow's own Java library writes and reads through channels that need JVM options, which a library must not ask of its
 * users, and copies what is already laid out right. So messages are put together here from Arrow's generated classes, and
 * buffers are written from where they lie and mapped from where they were written.
 */
@NullMarked
package io.scapula.arrow;

import org.jspecify.annotations.NullMarked;
