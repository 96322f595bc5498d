/**
 * Events together with the state they happened in: {@link io.scapula.event.EventContext} is what fields, filters and
 * printers see of one event.
 */
@NullMarked
package io.scapula.event;

import org.jspecify.annotations.NullMarked;
