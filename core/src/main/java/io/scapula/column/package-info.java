/** The events of a capture as columns outside the heap, and the way back from a row to the event. */
@org.jspecify.annotations.NullMarked
package io.scapula.column;
