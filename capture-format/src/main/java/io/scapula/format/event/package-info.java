/**
 * What the numbers in a capture mean: event types and their parameters, flags, system calls, errno, signals.
 *
 * <p>{@link io.scapula.format.event.EventTable} is the way in. The facts are resource files beside these classes, made
 * from the published schema of falcosecurity/libs; a newer schema is a new set of files, not new code.
 * {@link io.scapula.format.event.ParameterValue} is a decoded parameter.
 */
@NullMarked
package io.scapula.format.event;

import org.jspecify.annotations.NullMarked;
