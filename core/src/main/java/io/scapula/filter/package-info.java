/**
 * The filter language: {@code proc.name = cat and not fd.name startswith /proc}.
 *
 * <p>{@link io.scapula.filter.Filter#compile(String, io.scapula.field.Fields)} makes a text a
 * {@link io.scapula.filter.Filter} that tells events apart; {@link io.scapula.filter.FilterParser} stops at the
 * {@link io.scapula.filter.Expression}. Whatever is wrong with a text is a {@link io.scapula.filter.FilterException} that
 * names the place.
 */
@NullMarked
package io.scapula.filter;

import org.jspecify.annotations.NullMarked;
