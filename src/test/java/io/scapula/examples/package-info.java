/** Runs the examples. */
@NullMarked
package io.scapula.examples;

import org.jspecify.annotations.NullMarked;
