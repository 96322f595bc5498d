/** Deflate data symbol by symbol, and the one bit that is wrong where a gzip checksum says that something is. */
@NullMarked
package io.scapula.format.internal.gzip;

import org.jspecify.annotations.NullMarked;
