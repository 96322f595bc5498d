/**
 * Events as lines: {@link io.scapula.print.OutputFormat} is what analysts write behind {@code -p}, an
 * {@link io.scapula.print.EventPrinter} renders events with it, as text or as JSON.
 */
@NullMarked
package io.scapula.print;

import org.jspecify.annotations.NullMarked;
