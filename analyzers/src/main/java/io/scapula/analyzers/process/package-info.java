/** Questions about processes and the programs they ran. */
@NullMarked
package io.scapula.analyzers.process;

import org.jspecify.annotations.NullMarked;
