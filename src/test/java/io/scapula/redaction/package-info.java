/** Writes captures without their secrets. */
@NullMarked
package io.scapula.redaction;

import org.jspecify.annotations.NullMarked;
