/** Captures that were damaged on purpose: what is left of them is read, and nothing that never was. */
@NullMarked
package io.scapula.damage;

import org.jspecify.annotations.NullMarked;
