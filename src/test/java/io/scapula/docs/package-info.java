/** Holds the documents to what the code does. */
@NullMarked
package io.scapula.docs;

import org.jspecify.annotations.NullMarked;
