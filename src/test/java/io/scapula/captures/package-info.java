/** The captures that the tests read, and what other programs say about them. */
@NullMarked
package io.scapula.captures;

import org.jspecify.annotations.NullMarked;
