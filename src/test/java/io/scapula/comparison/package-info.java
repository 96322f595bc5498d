/** What Scapula says about each event, held against what the field's own programs print for it. */
@NullMarked
package io.scapula.comparison;

import org.jspecify.annotations.NullMarked;
