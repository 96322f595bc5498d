/** Where the blocks of a written capture go: frames, compression, files that appear when they are complete. */
@NullMarked
package io.scapula.format.internal.sink;

import org.jspecify.annotations.NullMarked;
