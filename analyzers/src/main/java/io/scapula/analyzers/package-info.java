/** The answers that ship with Scapula, one class each; what several of them need is here. */
@NullMarked
package io.scapula.analyzers;

import org.jspecify.annotations.NullMarked;
