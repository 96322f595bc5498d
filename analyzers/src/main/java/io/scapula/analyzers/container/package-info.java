/** Questions about containers and pods. */
@NullMarked
package io.scapula.analyzers.container;

import org.jspecify.annotations.NullMarked;
