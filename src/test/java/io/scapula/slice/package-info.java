/** Slices of real captures beside the captures that they are of. */
@NullMarked
package io.scapula.slice;

import org.jspecify.annotations.NullMarked;
