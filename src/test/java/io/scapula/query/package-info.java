/** Answers from the index against answers from a replay. */
@org.jspecify.annotations.NullMarked
package io.scapula.query;
