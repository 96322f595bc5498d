/** Small programs that show how to use Scapula as a library. Each has a {@code main} that takes a capture's path. */
@NullMarked
package io.scapula.examples;

import org.jspecify.annotations.NullMarked;
