/**
 * Tables of a capture of any length, read by columns and in pieces: what SQL, Arrow and Parquet are fed from.
 *
 * <p>{@link io.scapula.Capture#relations()} has them all: {@code events}, {@code threads}, {@code fds}, {@code containers},
 * {@code users}, {@code groups}, {@code interfaces} and {@code captures}.
 */
@NullMarked
package io.scapula.relation;

import org.jspecify.annotations.NullMarked;
