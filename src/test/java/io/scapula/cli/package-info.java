/** The command's way in for tests of other modules. */
@NullMarked
package io.scapula.cli;

import org.jspecify.annotations.NullMarked;
