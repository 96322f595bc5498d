/** The {@code scapula} command. */
@NullMarked
package io.scapula.cli;

import org.jspecify.annotations.NullMarked;
