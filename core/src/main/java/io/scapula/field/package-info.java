/**
 * Fields: what analysts type, such as {@code proc.name} or {@code fd.sport}.
 *
 * <p>{@link io.scapula.field.Fields} knows them all; {@link io.scapula.field.Field} describes one; binding it to an
 * argument gives a {@link io.scapula.field.BoundField} that reads values from events.
 */
@NullMarked
package io.scapula.field;

import org.jspecify.annotations.NullMarked;
