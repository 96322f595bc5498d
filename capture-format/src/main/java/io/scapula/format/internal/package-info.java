/** The reader's machinery. Not exported; may change freely. */
@NullMarked
package io.scapula.format.internal;

import org.jspecify.annotations.NullMarked;
